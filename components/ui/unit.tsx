import type { ReactNode } from "react";
import { cx } from "./cx";

/** What a figure is counted in, smaller and fainter behind it. */
export function Unit({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span className={cx("ml-[0.3em] text-[0.92em] font-normal tracking-normal text-text-faint", className)}>
      {children}
    </span>
  );
}

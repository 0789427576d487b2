import type { ReactNode } from "react";
import { cx } from "./cx";

/** The smaller, fainter second line of a cell. */
export function Subline({ className, children }: { className?: string; children: ReactNode }) {
  return <span className={cx("block text-2xs leading-3.5 font-normal text-text-faint", className)}>{children}</span>;
}

import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** Stands where a drawing would, when there is too little to draw. */
export function ChartSentence({ className, children }: { className?: string; children: ReactNode }) {
  return <p className={cx("grid content-center justify-start text-text-soft", className)}>{children}</p>;
}

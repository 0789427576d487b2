import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface ColumnHeadProps {
  /** Of the policy's line in the chart, as CSS: "var(--color-accent)". */
  color: string;
  isDashed?: boolean;
  children: ReactNode;
}

/** What a column is of, after a piece of its line; phones have no room for the line. */
export function ColumnHead({ color, isDashed, children }: ColumnHeadProps) {
  return (
    <span className="inline-flex min-h-6 items-center gap-1.5 font-medium whitespace-nowrap text-text">
      <i
        className={cx("w-3.5 flex-none border-t-2 max-md:hidden", isDashed && "border-dashed")}
        style={{ borderColor: color }}
      />
      {children}
    </span>
  );
}

import type { ReactNode } from "react";
import { LegendMark } from "@/components/charts/legend";

interface ColumnHeadProps {
  /** Of the policy's line in the chart, as CSS: "var(--color-accent)". */
  color: string;
  isDashed?: boolean;
  children: ReactNode;
}

/** What a column is of, after a piece of its line; phones have no space for the line. */
export function ColumnHead({ color, isDashed, children }: ColumnHeadProps) {
  return (
    <span className="inline-flex min-h-6 items-center gap-1.5 font-medium whitespace-nowrap text-text">
      <span className="contents max-md:hidden">
        <LegendMark mark={isDashed ? "dash" : "line"} color={color} />
      </span>
      {children}
    </span>
  );
}

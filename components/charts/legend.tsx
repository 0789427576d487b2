import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import styles from "./gauge.module.css";

/** Names of what is drawn, where they cannot stand at the drawing itself. */
export function Legend({ hidden, className, children }: { hidden?: boolean; className?: string; children: ReactNode }) {
  if (hidden) return null;
  return (
    <div className={cx("flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-text-soft tabular-nums", className)}>
      {children}
    </div>
  );
}

const MARKS = {
  line: "w-3.5 border-t-2 border-(--mark)",
  dash: "w-3.5 border-t-2 border-dashed border-(--mark)",
  bar: "h-1.5 w-3.5 bg-actual",
  band: "h-2.5 w-3.5 border-r border-l border-band-edge bg-band",
  target: "h-3.5 w-0.5 bg-target",
  outside: `h-1.5 w-3.5 ${styles.outside}`,
  ring: "size-2.5 rounded-full border-2 border-actual",
  disc: "size-2.5 rounded-full bg-accent",
} as const;

export type LegendMarkKind = keyof typeof MARKS;

export function LegendMark({ mark, color }: { mark: LegendMarkKind; color?: string }) {
  return (
    <i
      className={cx("inline-block flex-none", MARKS[mark])}
      style={color === undefined ? undefined : { "--mark": color }}
    />
  );
}

interface LegendItemProps {
  mark: LegendMarkKind;
  /** Of a line. */
  color?: string;
  children: ReactNode;
}

export function LegendItem({ mark, color, children }: LegendItemProps) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <LegendMark mark={mark} color={color} />
      {children}
    </span>
  );
}

import type { ReactNode } from "react";
import { cx } from "./cx";

export type ChipTone = "neutral" | "accent" | "warning" | "negative" | "positive";

export function Chip({ tone = "neutral", title, children }: { tone?: ChipTone; title?: string; children: ReactNode }) {
  return (
    <span className={cx("chip", tone !== "neutral" && `chip-${tone}`)} title={title}>
      {children}
    </span>
  );
}

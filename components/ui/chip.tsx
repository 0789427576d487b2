import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

export type ChipTone = "neutral" | "accent" | "warning" | "negative" | "positive";

const chipStyles = cva(
  "inline-flex h-5 items-center gap-1.25 rounded-sm px-1.75 text-2xs font-medium whitespace-nowrap",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-text-soft",
        accent: "bg-accent-wash text-accent",
        warning: "bg-warning-wash text-warning inset-ring inset-ring-warning-line",
        negative: "bg-negative-wash text-negative",
        positive: "bg-sunken text-positive",
      },
    },
  },
);

export function Chip({ tone = "neutral", title, children }: { tone?: ChipTone; title?: string; children: ReactNode }) {
  return (
    <span className={chipStyles({ tone })} title={title}>
      {children}
    </span>
  );
}

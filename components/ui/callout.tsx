import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { Mark } from "./mark";

interface CalloutProps {
  tone?: "neutral" | "accent" | "warning" | "negative";
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

const MARKS = { neutral: "wait", accent: "warn", warning: "warn", negative: "stop" } as const;

const calloutStyles = cva("flex gap-2.5 rounded-md px-3.5 py-2.5", {
  variants: {
    tone: {
      neutral: "bg-sunken text-text-soft",
      accent: "bg-accent-wash text-text inset-ring inset-ring-accent-line",
      warning: "bg-warning-wash text-text inset-ring inset-ring-warning-line",
      negative: "bg-negative-wash text-text",
    },
  },
});

export function Callout({ tone = "neutral", title, children, actions }: CalloutProps) {
  return (
    <div className={calloutStyles({ tone })} role={tone === "negative" ? "alert" : undefined}>
      {tone !== "neutral" && <Mark kind={MARKS[tone]} className={tone === "accent" ? "mt-1 text-accent" : "mt-1"} />}
      <div className="grid min-w-0 gap-1">
        {title && <p className="font-medium text-text">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
      </div>
    </div>
  );
}

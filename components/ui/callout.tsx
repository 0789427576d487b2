import type { ReactNode } from "react";
import { cx } from "./cx";
import { Mark } from "./mark";

interface CalloutProps {
  tone?: "neutral" | "accent" | "warning" | "negative";
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

const MARKS = { neutral: "wait", accent: "warn", warning: "warn", negative: "stop" } as const;

export function Callout({ tone = "neutral", title, children, actions }: CalloutProps) {
  return (
    <div
      className={cx("callout", tone !== "neutral" && `callout-${tone}`)}
      role={tone === "negative" ? "alert" : undefined}
    >
      {tone !== "neutral" && <Mark kind={MARKS[tone]} className={tone === "accent" ? "text-accent" : undefined} />}
      <div className="grid min-w-0 gap-1">
        {title && <p className="medium text-text">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
      </div>
    </div>
  );
}

import type { ReactNode } from "react";
import { cx } from "./cx";

interface StripProps {
  /** "quiet" is calm without the green: nothing is wrong, nothing runs. */
  tone: "warning" | "calm" | "quiet" | "negative";
  title: ReactNode;
  /** Each entry is one short statement; they stand in a row, on a phone under each other. */
  detail?: ReactNode | readonly ReactNode[];
  actions?: ReactNode;
  label?: string;
}

const DRAWINGS = {
  warning: "M11 9.5V2m-2.5 2.5L11 2l2.5 2.5",
  calm: "M5 9h8",
  quiet: "M7 6v6M11 6v6",
  negative: "M9 5v5M9 13v.01",
} as const;

/** The one sentence under a page's head, and what can be done about it. */
export function Strip({ tone, title, detail, actions, label = "State" }: StripProps) {
  const details = Array.isArray(detail) ? detail : detail ? [detail] : [];
  return (
    <section className={cx("strip", tone !== "calm" && `strip-${tone}`)} aria-label={label}>
      <svg
        className="strip-mark"
        viewBox="0 0 18 18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {tone === "negative" ? (
          <circle cx="9" cy="9" r="7.5" />
        ) : (
          tone !== "quiet" && <path d="M2 5.5h14M2 12.5h14" opacity=".45" />
        )}
        <path d={DRAWINGS[tone]} />
      </svg>
      <div className="strip-text">
        <p className="strip-title">{title}</p>
        {details.length > 0 && (
          <p className="strip-detail">
            {details.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: statements have no identity of their own
              <span key={index}>{each}</span>
            ))}
          </p>
        )}
      </div>
      {actions && <div className="strip-actions">{actions}</div>}
    </section>
  );
}

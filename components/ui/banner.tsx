import { cva } from "class-variance-authority";
import type { ReactNode } from "react";

interface BannerProps {
  /** "quiet" is calm without the green: nothing is wrong, nothing runs. */
  tone: "warning" | "calm" | "quiet" | "negative";
  title: ReactNode;
  /** Each entry is one short statement; they stand in a row, on a phone under each other. */
  detail?: ReactNode | readonly ReactNode[];
  actions?: ReactNode;
  label?: string;
  /** Where it is all a page has: its title is the page's heading. */
  isHeading?: boolean;
}

const DRAWINGS = {
  warning: "M11 9.5V2m-2.5 2.5L11 2l2.5 2.5",
  calm: "M5 9h8",
  quiet: "M7 6v6M11 6v6",
  negative: "M9 5v5M9 13v.01",
} as const;

const paneStyles = cva(
  "flex min-w-0 items-center gap-4 rounded-lg border py-3 pr-3 pl-4.5 max-md:flex-col max-md:items-stretch max-md:gap-3 max-md:p-3.5",
  {
    variants: {
      tone: {
        calm: "border-line bg-surface",
        quiet: "border-line bg-surface",
        warning: "border-warning-line bg-warning-wash",
        negative: "border-negative/35 bg-negative-wash",
      },
    },
  },
);

const drawingStyles = cva("size-4.5 flex-none max-md:hidden", {
  variants: {
    tone: { calm: "text-positive", quiet: "text-text-faint", warning: "text-warning", negative: "text-negative" },
  },
});

/** The one sentence under a page's head, and what can be done about it. */
export function Banner({ tone, title, detail, actions, label = "State", isHeading }: BannerProps) {
  const Title = isHeading ? "h1" : "p";
  const details = Array.isArray(detail) ? detail : detail ? [detail] : [];
  return (
    <section className={paneStyles({ tone })} aria-label={label}>
      <svg
        className={drawingStyles({ tone })}
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
      <div className="min-w-0">
        <Title className="text-base font-semibold">{title}</Title>
        {details.length > 0 && (
          <p className="flex flex-wrap gap-x-3.5 text-text-soft max-md:flex-col">
            {details.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: statements have no identity of their own
              <span key={index}>{each}</span>
            ))}
          </p>
        )}
      </div>
      {actions && (
        <div className="ml-auto flex items-center gap-3.5 whitespace-nowrap tabular-nums max-md:ml-0 max-md:justify-between max-md:whitespace-normal max-md:[&>[data-variant=primary]]:h-11 max-md:[&>[data-variant=primary]]:max-w-[180px] max-md:[&>[data-variant=primary]]:flex-1">
          {actions}
        </div>
      )}
    </section>
  );
}

import { cva } from "class-variance-authority";
import { cx } from "@/components/ui/cx";
import { Subline } from "@/components/ui/subline";
import type { StepStatus, TrackStep } from "./order-track";
import { TrackTime } from "./track-time";

interface TrackStepItemProps {
  step: TrackStep;
  /** Share of the order that is filled, for the line behind a step that is done in part. */
  filled: number;
  /** An instant before it, so that only what differs is written. */
  after: number | null;
  isLast: boolean;
}

const STATUS_LABELS: Record<StepStatus, string> = {
  done: "done",
  now: "now",
  part: "in part",
  queried: "being checked",
  failed: "ended here",
  todo: "not yet",
};

const item = cva("relative pt-4.5 text-xs leading-4 max-md:text-2xs max-md:leading-3.5", {
  variants: {
    status: {
      done: "text-text-soft",
      now: "font-medium text-text",
      part: "font-medium text-text",
      queried: "font-medium text-warning",
      failed: "font-medium text-negative",
      todo: "text-text-faint",
    },
  },
});

/** The way to the next step. */
const way = cva("absolute inset-x-0 top-1.5 h-0.5", {
  variants: {
    status: {
      done: "bg-actual",
      now: "bg-line",
      part: "bg-[linear-gradient(90deg,var(--color-accent)_var(--filled),var(--color-line)_var(--filled))]",
      queried: "bg-[repeating-linear-gradient(90deg,var(--color-line)_0_4px,transparent_4px_8px)]",
      failed: "bg-line",
      todo: "bg-line",
    },
  },
});

const dot = cva("absolute top-0.5 left-0 size-2.5 rounded-full border-2 bg-surface", {
  variants: {
    status: {
      done: "border-actual bg-actual",
      now: "border-accent bg-accent shadow-[0_0_0_3px_var(--color-accent-wash)]",
      part: "border-accent bg-accent",
      queried: "top-px size-3 border-dashed border-warning",
      failed: "rounded-[2px] border-negative",
      todo: "border-edge",
    },
  },
});

/** One step of an order: how far it is, and when it happened. */
export function TrackStepItem({ step, filled, after, isLast }: TrackStepItemProps) {
  const { status, label, at, note } = step;
  return (
    <li className={item({ status })} style={{ "--filled": `${Math.round(filled * 100)}%` }}>
      {!isLast && <i className={way({ status })} aria-hidden="true" />}
      <i className={cx(dot({ status }))} aria-hidden="true" />
      <span className="block pr-1.5">{label}</span>
      {at !== null ? (
        <TrackTime at={at} after={after} isSince={status === "queried"} />
      ) : (
        note && <Subline className="pr-1.5 leading-4 max-md:hidden">{note}</Subline>
      )}
      <span className="sr-only">{STATUS_LABELS[status]}</span>
    </li>
  );
}

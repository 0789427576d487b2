import Link from "next/link";
import type { SeriesView } from "./types";

export type ChartEvent = SeriesView["events"][number];

const SHAPES: Record<ChartEvent["kind"], string> = {
  rebalance: "M0 8h8L4 2z",
  policy: "M1 2h6v6H1z",
  deposit: "M4 8V2M1.5 4.5 4 2l2.5 2.5",
  withdrawal: "M4 2v6M1.5 5.5 4 8l2.5-2.5",
};

interface EventMarksProps {
  events: readonly ChartEvent[];
  /** Pixels from the left. */
  xOf: (at: number) => number;
  /** The baseline, in pixels from the bottom. */
  bottom: number;
  onRead: (at: number) => void;
}

/** Small marks on the baseline: named, focusable where they lead somewhere, read like a point when focused. */
export function EventMarks({ events, xOf, bottom, onRead }: EventMarksProps) {
  return events.map((event) => (
    <EventMark
      key={`${event.kind}${event.at}`}
      event={event}
      left={xOf(event.at)}
      bottom={bottom}
      onFocus={() => onRead(event.at)}
    />
  ));
}

function EventMark({
  event,
  left,
  bottom,
  onFocus,
}: {
  event: ChartEvent;
  left: number;
  bottom: number;
  onFocus: () => void;
}) {
  const isLine = event.kind === "deposit" || event.kind === "withdrawal";
  const shape = (
    <svg width="8" height="10" viewBox="0 0 8 10" aria-hidden="true">
      <path
        d={SHAPES[event.kind]}
        fill={isLine ? "none" : "var(--color-accent)"}
        stroke={isLine ? "var(--color-accent)" : "none"}
        strokeWidth="1.5"
      />
    </svg>
  );
  const place = {
    className: "absolute grid h-6 w-4 -translate-x-1/2 place-items-center",
    style: { left, bottom: bottom - 8 },
    "aria-label": event.label,
    title: event.label,
  };
  return event.href ? (
    <Link href={event.href} {...place} onFocus={onFocus}>
      {shape}
    </Link>
  ) : (
    <span role="img" {...place}>
      {shape}
    </span>
  );
}

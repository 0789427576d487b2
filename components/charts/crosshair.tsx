import type { ReactNode } from "react";
import { Time } from "@/components/figures/time";
import type { TimeFormat } from "@/lib/format/time";
import type { Plot } from "./points";

/** Where a line stands at the point that is read. */
export interface Dot {
  y: number;
  color: string;
  radius?: number;
}

interface CrosshairProps {
  x: number;
  dots: readonly Dot[];
  width: number;
  height: number;
  plot: Plot;
  /** Without a reading only the dots of the latest point stand. */
  isReading: boolean;
}

/** Lies over the drawing, so that a moving pointer never redraws a line. */
export function Crosshair({ x, dots, width, height, plot, isReading }: CrosshairProps) {
  return (
    <svg
      className="pointer-events-none absolute inset-0 overflow-visible"
      width={width}
      height={height}
      aria-hidden="true"
    >
      {isReading && (
        <line
          x1={x}
          x2={x}
          y1={plot.top}
          y2={height - plot.bottom}
          stroke="var(--color-text)"
          // Seen on filled areas, and no louder than a line on the plain ground.
          strokeOpacity=".6"
        />
      )}
      {dots.map((dot) => (
        <circle key={dot.color} cx={x} cy={dot.y} r={dot.radius ?? 3} fill={dot.color} />
      ))}
    </svg>
  );
}

/** Follows the crosshair on the side that has space. */
export function ChartTip({ x, width, children }: { x: number; width: number; children: ReactNode }) {
  return (
    <div
      className="pointer-events-none absolute top-2 z-5 rounded-md bg-raised px-2.5 py-2 text-xs whitespace-nowrap shadow-float"
      role="status"
      style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }}
    >
      {children}
    </div>
  );
}

interface ReadingProps {
  at: number | null;
  format?: TimeFormat;
  /** Name and figure, in the order they are read. */
  rows: readonly { name: string; figure: ReactNode }[];
  /** What happened there. */
  notes?: readonly string[];
}

/** What a tooltip says: the date, then names and figures in two columns, then what happened. */
export function Reading({ at, format = "datetime", rows, notes = [] }: ReadingProps) {
  return (
    <>
      <div className="text-text-faint">
        <Time at={at} format={format} />
      </div>
      <dl className="grid grid-cols-[auto_auto] gap-x-3.5 tabular-nums">
        {rows.map(({ name, figure }) => (
          <div key={name} className="contents">
            <dt className="text-text-soft">{name}</dt>
            <dd className="text-right font-medium">{figure}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} className="mt-1 max-w-65 border-t border-hairline pt-1 whitespace-normal text-text">
          {note}
        </p>
      ))}
    </>
  );
}

"use client";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import { Time } from "@/components/figures/time";
import { Swatch } from "@/components/ui/swatch";
import type { TimeFormat } from "@/lib/format/time";
import { LegendMark } from "./legend";
import { type Ink, placeTip } from "./place-tip";
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

/** What lies over the page's edges, in px: the bar above, the phone's tab bar below. */
const BARS = { above: 56, below: 66 };

interface ChartTipProps {
  /** Of the crosshair. */
  x: number;
  ink: Ink;
  children: ReactNode;
}

/** Follows the crosshair and lies on no line: it is measured where it stands, then moved before it is seen. */
export function ChartTip({ x, ink, children }: ChartTipProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = ref.current;
    const box = tip?.parentElement?.getBoundingClientRect();
    if (!tip || !box) return;
    const { left, top } = placeTip({
      x,
      tip: { width: tip.offsetWidth, height: tip.offsetHeight },
      chart: box,
      room: { above: box.top - BARS.above, below: window.innerHeight - box.bottom - BARS.below },
      ink,
    });
    tip.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
  });
  return (
    <div
      ref={ref}
      className="pointer-events-none absolute top-0 left-0 z-5 w-max max-w-full rounded-md bg-raised px-2.5 py-2 text-xs shadow-float"
      role="status"
    >
      {children}
    </div>
  );
}

export interface ReadingMark {
  kind: "line" | "dash" | "area";
  color: string;
}

interface ReadingProps {
  at: number | null;
  format?: TimeFormat;
  /** Name and figure, in the order they are read; what is drawn carries its mark. */
  rows: readonly { name: string; figure: ReactNode; mark?: ReadingMark }[];
  /** What happened there. */
  notes?: readonly string[];
}

/** What a tooltip says: the date, then names and figures in two columns (a phone: in a row), then what happened. */
export function Reading({ at, format = "datetime", rows, notes = [] }: ReadingProps) {
  return (
    <>
      <div className="text-text-faint">
        <Time at={at} format={format} />
      </div>
      <dl className="grid grid-cols-[auto_auto] gap-x-3.5 tabular-nums max-sm:flex max-sm:flex-wrap">
        {rows.map(({ name, figure, mark }) => (
          <div key={name} className="contents max-sm:flex max-sm:gap-1.5">
            <dt className="flex items-center gap-1.75 text-text-soft">
              {mark && <MarkOf {...mark} />}
              <span className="min-w-0 wrap-anywhere">{name}</span>
            </dt>
            <dd className="text-right font-medium whitespace-nowrap">{figure}</dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note} className="mt-1 max-w-65 border-t border-hairline pt-1 text-text">
          {note}
        </p>
      ))}
    </>
  );
}

function MarkOf({ kind, color }: ReadingMark) {
  return kind === "area" ? <Swatch color={color} /> : <LegendMark mark={kind} color={color} />;
}

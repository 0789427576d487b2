"use client";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { Money } from "@/components/figures/money";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMoment } from "@/lib/format/moment";
import { differenceOf, formatMoney } from "@/lib/format/number";
import { ChartFrame, useWidth } from "./chart-frame";
import { nearestIndex, PLOT, toValuePoints } from "./points";
import { niceScale } from "./scale";
import { timeTicks } from "./time-axis";
import type { SeriesView } from "./types";

const ValueDrawing = dynamic(() => import("./value-drawing"), {
  ssr: false,
  loading: () => <Skeleton height="100%" />,
});

interface ValueChartProps {
  series: SeriesView;
  unit: string;
  height?: number;
}

const difference = (series: SeriesView, index: number) => {
  const held = series.held[index];
  return held == null ? null : differenceOf(series.value[index] ?? "0", held);
};

/** The portfolio's value beside what the same start would be worth had it never been rebalanced. */
export function ValueChart({ series, unit, height = 236 }: ValueChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const timeZone = useTimeZone();
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? first;
  // Made once for a series and a width: a moving pointer must not lay the chart out again.
  const { points, scale } = useMemo(() => {
    const points = toValuePoints(series);
    const figures = points.flatMap((point) => [point.value, point.held]).filter((value) => value !== null);
    return { points, scale: niceScale(Math.min(...figures), Math.max(...figures)) };
  }, [series]);
  const ticks = useMemo(() => timeTicks(first, last, timeZone, width < 420 ? 3 : 5), [first, last, timeZone, width]);
  if (series.at.length < 3) {
    return (
      <p className="chart-sentence" style={{ height: 96 }}>
        {series.at.length === 0
          ? "No value is recorded in this range yet. Each check adds a point."
          : "Too few checks in this range to draw a line. Each check adds a point."}
      </p>
    );
  }
  const inner = Math.max(0, width - PLOT.left - PLOT.right);
  const xOf = (at: number) => PLOT.left + ((at - first) / (last - first || 1)) * inner;
  const yOf = (value: number) =>
    PLOT.top + (1 - (value - scale.min) / (scale.max - scale.min)) * (height - PLOT.top - PLOT.bottom);
  const events = series.events.filter((event) => event.at >= first && event.at <= last);

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setActive(nearestIndex(series.at, first + ((x - PLOT.left) / (inner || 1)) * (last - first)));
  };
  const steer = (event: KeyboardEvent) => {
    const end = series.at.length - 1;
    const from = active ?? end;
    const to = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(end, from + 1),
      Home: 0,
      End: end,
      Escape: null,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
  };
  const summary = `Value from ${formatMoment(first, "date", timeZone)} to ${formatMoment(last, "date", timeZone)}: ${formatMoney(series.value[0] ?? "0", { unit })} to ${formatMoney(series.value.at(-1) ?? "0", { unit })}. Arrow keys read it point by point.`;

  const drawing = (
    // biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys
    <div
      ref={ref}
      className="chart"
      style={{ height }}
      role="group"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
      tabIndex={0}
      onPointerMove={follow}
      onPointerLeave={() => setActive(null)}
      onBlur={() => setActive(null)}
      onKeyDown={steer}
    >
      {width > 0 && (
        <ValueDrawing points={points} scale={scale} ticks={ticks} width={width} height={height}>
          <svg className="pointer-events-none absolute inset-0" width={width} height={height} aria-hidden="true">
            {active !== null && (
              <line
                x1={xOf(series.at[active] ?? last)}
                x2={xOf(series.at[active] ?? last)}
                y1={PLOT.top}
                y2={height - PLOT.bottom}
                stroke="var(--color-edge)"
              />
            )}
            <Dot at={active ?? series.at.length - 1} series={series} x={xOf} y={yOf} />
          </svg>
          {events.map((event) => (
            <EventMark
              key={`${event.kind}${event.at}`}
              event={event}
              left={xOf(event.at)}
              bottom={PLOT.bottom - 1}
              onFocus={() => setActive(nearestIndex(series.at, event.at))}
            />
          ))}
          {active !== null && (
            <Tip series={series} index={active} unit={unit} left={xOf(series.at[active] ?? last)} width={width} />
          )}
        </ValueDrawing>
      )}
    </div>
  );
  return (
    <ChartFrame
      drawing={drawing}
      table={() => <ValueTable series={series} unit={unit} />}
      note={<ValueNote series={series} unit={unit} />}
    />
  );
}

function Dot({
  series,
  at,
  x,
  y,
}: {
  series: SeriesView;
  at: number;
  x: (at: number) => number;
  y: (value: number) => number;
}) {
  const left = x(series.at[at] ?? 0);
  const held = series.held[at];
  return (
    <>
      {held != null && <circle cx={left} cy={y(Number(held))} r="2.5" fill="var(--color-holding)" />}
      <circle cx={left} cy={y(Number(series.value[at]))} r="3" fill="var(--color-accent)" />
    </>
  );
}

interface EventMarkProps {
  event: SeriesView["events"][number];
  left: number;
  bottom: number;
  onFocus: () => void;
}

const EVENT_SHAPES = {
  rebalance: "M0 8h8L4 2z",
  policy: "M1 2h6v6H1z",
  deposit: "M4 8V2M1.5 4.5 4 2l2.5 2.5",
  withdrawal: "M4 2v6M1.5 5.5 4 8l2.5-2.5",
};

export function EventMark({ event, left, bottom, onFocus }: EventMarkProps) {
  const isLine = event.kind === "deposit" || event.kind === "withdrawal";
  const shape = (
    <svg width="8" height="10" viewBox="0 0 8 10" aria-hidden="true">
      <path
        d={EVENT_SHAPES[event.kind]}
        fill={isLine ? "none" : "var(--color-accent)"}
        stroke={isLine ? "var(--color-accent)" : "none"}
        strokeWidth="1.5"
      />
    </svg>
  );
  const place = { left: left - 8, bottom: bottom - 7, width: 16, height: 24 };
  const name = "absolute grid place-items-center";
  return event.href ? (
    <Link
      href={event.href}
      className={name}
      style={place}
      aria-label={event.label}
      title={event.label}
      onFocus={onFocus}
    >
      {shape}
    </Link>
  ) : (
    <span className={name} style={place} role="img" aria-label={event.label} title={event.label}>
      {shape}
    </span>
  );
}

function Tip({
  series,
  index,
  unit,
  left,
  width,
}: {
  series: SeriesView;
  index: number;
  unit: string;
  left: number;
  width: number;
}) {
  const at = series.at[index] ?? 0;
  const spacing = (series.at.at(-1) ?? 0) - (series.at[0] ?? 0);
  const near = series.events.filter((event) => Math.abs(event.at - at) <= spacing / series.at.length);
  const ahead = difference(series, index);
  return (
    <div className="tip" role="status" style={left > width / 2 ? { right: width - left + 12 } : { left: left + 12 }}>
      <div className="faint">
        <Moment at={at} format={spacing > 200 * 86_400_000 ? "date" : "datetime"} />
      </div>
      <dl>
        <dt>Portfolio</dt>
        <dd>
          <Money value={series.value[index] ?? null} />
        </dd>
        {ahead !== null && (
          <>
            <dt>Never rebalanced</dt>
            <dd>
              <Money value={series.held[index] ?? null} />
            </dd>
            <dt>Difference</dt>
            <dd>
              <Money value={ahead} unit={unit} isSigned isJudged />
            </dd>
          </>
        )}
      </dl>
      {near.map((event) => (
        <p key={event.at} className="event">
          {event.label}
        </p>
      ))}
    </div>
  );
}

/** Holding is the yardstick, also when it wins. */
function ValueNote({ series, unit }: { series: SeriesView; unit: string }) {
  const timeZone = useTimeZone();
  const leads = series.at.flatMap((at, index) => {
    const ahead = difference(series, index);
    return ahead === null ? [] : [{ at, ahead }];
  });
  const now = leads.at(-1);
  if (!now) return "What never rebalancing would be worth is known from the second check on.";
  const widest = leads.reduce((most, each) =>
    Math.abs(Number(each.ahead)) > Math.abs(Number(most.ahead)) ? each : most,
  );
  const size = formatMoney(widest.ahead.replace("-", ""), { digits: 0, unit });
  const when = formatMoment(widest.at, "day", timeZone);
  return `After fees, from the same start and cash flows. The ${widest.ahead.startsWith("-") ? "gap" : "lead"} was ${size} at its widest, on ${when}.`;
}

function ValueTable({ series, unit }: { series: SeriesView; unit: string }) {
  const order = series.at.map((_, index) => index).reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Time</Th>
          <Th isNumeric>Portfolio, {unit}</Th>
          <Th isNumeric>Never rebalanced</Th>
          <Th isNumeric>Difference</Th>
        </tr>
      </thead>
      <tbody>
        {order.map((index) => (
          <tr key={series.at[index]}>
            <Td>
              <Moment at={series.at[index] ?? null} format="datetime" />
            </Td>
            <Td isNumeric>
              <Money value={series.value[index] ?? null} />
            </Td>
            <Td isNumeric>
              <Money value={series.held[index] ?? null} />
            </Td>
            <Td isNumeric>
              <Money value={difference(series, index)} isSigned />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

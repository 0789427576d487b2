"use client";
import { type CSSProperties, type ReactNode, useMemo, useState } from "react";
import { Traces, TracesAxis, TracesRow } from "@/components/charts/traces";
import { shareAt, useReading } from "@/components/charts/use-reading";
import { WeightTrace } from "@/components/charts/weight-trace";
import { useTimeZone } from "@/components/figures/clock";
import { Weight } from "@/components/figures/percent";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatPercent } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { CursorLine } from "./cursor-line";
import { TradeTicks } from "./trade-ticks";
import { STEPS } from "./weight-reading";
import type { WeightRow } from "./weight-rows";

interface BandTracesProps {
  rows: readonly WeightRow[];
  times: Float64Array;
  events: readonly BacktestEvent[];
}

const FOLDED = 8;

/** One small trace a target on one time axis; a crosshair reads all of them at once. */
export function BandTraces({ rows, times, events }: BandTracesProps) {
  const [isAll, setAll] = useState(false);
  const timeZone = useTimeZone();
  const stops = useMemo(() => events.map((event) => event.at), [events]);
  const stride = Math.max(1, Math.round(times.length / STEPS));
  const { index, readShare, handlers } = useReading({ times, stops, stride });
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const places = useMemo(() => Array.from(times, (at) => (at - first) / (last - first || 1)), [times, first, last]);
  const shown = isAll || rows.length <= FOLDED ? rows : rows.slice(0, FOLDED - 1);
  const row = Math.min(60, Math.max(43, Math.floor(236 / shown.length)));
  const traces = useMemo(
    () => shown.map((each) => <Trace key={each.key} row={each} places={places} height={row - 13} />),
    [shown, places, row],
  );
  const style: CSSProperties = index === null ? {} : { "--at": `${(places[index] ?? 0) * 100}%` };
  return (
    <>
      <CursorLine times={times} index={index} events={events} />
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        className="relative min-w-0 rounded-md"
        style={style}
        role="group"
        aria-label={`Weights from ${formatTime(first, { timeZone }, "date")} to ${formatTime(last, { timeZone }, "date")}, ${events.length} rebalances. Arrow keys read them, Page Up and Page Down go from rebalance to rebalance.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={(event) => {
          const axis = event.currentTarget.querySelector("[data-axis]");
          if (axis) readShare(shareAt(event, axis));
        }}
        {...handlers}
      >
        <Traces>
          {shown.map((each, line) => (
            <TracesRow
              key={each.key}
              name={each.name}
              height={row}
              trace={<TraceCell hasCursor={index !== null}>{traces[line]}</TraceCell>}
              {...figuresOf(each, index ?? times.length - 1)}
            />
          ))}
          <li className="col-span-full grid min-h-5 grid-cols-subgrid items-center border-t border-hairline max-md:py-1.5">
            <span className="text-xs text-text-faint max-md:empty:hidden">
              {events.length === 0 ? "" : "Rebalances"}
            </span>
            <TraceCell hasCursor={index !== null} isAxis>
              <TradeTicks events={events} first={first} last={last} />
            </TraceCell>
          </li>
          <TracesAxis from={formatTime(first, { timeZone }, "date")} to={formatTime(last, { timeZone }, "date")} />
        </Traces>
      </div>
      {rows.length > FOLDED && (
        <button
          type="button"
          className={cx(linkClass, "min-h-6 text-xs")}
          aria-expanded={isAll}
          onClick={() => setAll(!isAll)}
        >
          {isAll ? "Show fewer" : `Show the other ${rows.length - FOLDED + 1}`}
        </button>
      )}
    </>
  );
}

interface TraceCellProps {
  hasCursor: boolean;
  /** The one whose width the pointer is measured on. */
  isAxis?: boolean;
  children: ReactNode;
}

function TraceCell({ hasCursor, isAxis, children }: TraceCellProps) {
  return (
    <span
      className="relative block min-w-0 max-md:col-span-full [&>svg]:block [&>svg]:w-full [&>svg]:overflow-visible"
      data-axis={isAxis ? "" : undefined}
    >
      {children}
      {hasCursor && <i className="pointer-events-none absolute -inset-y-2 left-(--at) w-px bg-edge" />}
    </span>
  );
}

/** Made once a run: the crosshair moves over it. */
function Trace({ row, places, height }: { row: WeightRow; places: readonly number[]; height: number }) {
  const weight = Array.from(row.weight);
  const target = {
    weight,
    target: weight.map(() => row.target),
    band: weight.map(() => row.band),
  };
  return <WeightTrace target={target} places={places} height={height} />;
}

/** A row's figure at one point, and its band under it. */
function figuresOf(row: WeightRow, place: number): { figure: ReactNode; note: ReactNode } {
  const weight = row.weight[place] ?? null;
  const { target, band } = row;
  const isOut = weight !== null && target !== null && band !== null && Math.abs(weight - target) > band + 1e-9;
  return {
    // Wide enough for any of them, so that the traces keep their width under a moving crosshair.
    figure: (
      <span className={cx("inline-block md:min-w-26", isOut && "font-medium text-warning")}>
        <Weight value={weight} />
      </span>
    ),
    note:
      target === null
        ? null
        : band === null
          ? `target ${formatPercent(target)}`
          : `${isOut ? "outside " : "in "}${formatPercent(Math.max(0, target - band), { hasUnit: false })} to ${formatPercent(target + band)}`,
  };
}

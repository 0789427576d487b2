"use client";
import { type CSSProperties, type ReactNode, useMemo, useState } from "react";
import { shareAt, useReading } from "@/components/charts/use-reading";
import { WeightTrace } from "@/components/charts/weight-trace";
import { useTimeZone } from "@/components/figures/clock";
import { Weight } from "@/components/figures/percent";
import { cx } from "@/components/ui/cx";
import { linkClass } from "@/components/ui/text-link";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatMoment } from "@/lib/format/moment";
import { formatPercent } from "@/lib/format/number";
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
const ROW = "col-span-full grid grid-cols-subgrid items-center max-md:py-1.5";
const LINE = "border-t border-hairline first:border-t-0";

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
  const style: CSSProperties & { "--at"?: string } = index === null ? {} : { "--at": `${(places[index] ?? 0) * 100}%` };
  return (
    <>
      <CursorLine times={times} index={index} events={events} />
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        className="relative min-w-0 rounded-md"
        style={style}
        role="group"
        aria-label={`Weights from ${formatMoment(first, "date", timeZone)} to ${formatMoment(last, "date", timeZone)}, ${events.length} rebalances. Arrow keys read them, Page Up and Page Down go from rebalance to rebalance.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={(event) => {
          const axis = event.currentTarget.querySelector("[data-axis]");
          if (axis) readShare(shareAt(event, axis));
        }}
        {...handlers}
      >
        <ul className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3.5 md:grid-cols-[minmax(84px,auto)_minmax(0,1fr)_auto]">
          {shown.map((each, line) => (
            <li key={each.key} className={cx(ROW, LINE)} style={{ minHeight: row }}>
              <span className="truncate font-medium">{each.name}</span>
              <TraceCell hasCursor={index !== null} className="max-md:row-start-2">
                {traces[line]}
              </TraceCell>
              <Figures row={each} place={index ?? times.length - 1} />
            </li>
          ))}
          <li className={cx(ROW, LINE, "min-h-5")}>
            <span className="text-xs text-text-faint max-md:empty:hidden">
              {events.length === 0 ? "" : "Rebalances"}
            </span>
            <TraceCell hasCursor={index !== null} isAxis>
              <TradeTicks events={events} first={first} last={last} />
            </TraceCell>
          </li>
          <li className={cx(ROW, "min-h-5")} aria-hidden="true">
            <span className="flex justify-between text-2xs text-axis max-md:col-span-full md:col-start-2">
              <span>{formatMoment(first, "date", timeZone)}</span>
              <span>{formatMoment(last, "date", timeZone)}</span>
            </span>
          </li>
        </ul>
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
  className?: string;
  children: ReactNode;
}

function TraceCell({ hasCursor, isAxis, className, children }: TraceCellProps) {
  return (
    <span
      className={cx(
        "relative block min-w-0 max-md:col-span-full [&_svg]:block [&_svg]:w-full [&_svg]:overflow-visible",
        className,
      )}
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

function Figures({ row, place }: { row: WeightRow; place: number }) {
  const weight = row.weight[place] ?? null;
  const { target, band } = row;
  const isOut = weight !== null && target !== null && band !== null && Math.abs(weight - target) > band + 1e-9;
  return (
    <span className="min-w-26 text-right whitespace-nowrap tabular-nums max-md:flex max-md:items-baseline max-md:gap-2">
      <span className={isOut ? "font-medium text-warning" : undefined}>
        <Weight value={weight} />
      </span>
      {target !== null && (
        <span className="block text-2xs/3.5 text-text-faint max-[360px]:hidden">
          {band === null
            ? `target ${formatPercent(target)}`
            : `${isOut ? "outside " : "in "}${formatPercent(Math.max(0, target - band)).replace(" %", "")} to ${formatPercent(target + band)}`}
        </span>
      )}
    </span>
  );
}

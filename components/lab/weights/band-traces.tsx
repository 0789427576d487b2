"use client";
import { type CSSProperties, useMemo, useState } from "react";
import { WeightTrace } from "@/components/charts/weight-trace";
import { useTimeZone } from "@/components/figures/clock";
import { Weight } from "@/components/figures/percent";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { formatPercent } from "@/lib/format/number";
import { formatMoment } from "@/lib/format/time";
import { CursorLine } from "./cursor-line";
import { TradeTicks } from "./trade-ticks";
import { shareIn, useCursor } from "./use-cursor";
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
  const cursor = useCursor({ times, events });
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const places = useMemo(() => Array.from(times, (at) => (at - first) / (last - first || 1)), [times, first, last]);
  const shown = isAll || rows.length <= FOLDED ? rows : rows.slice(0, FOLDED - 1);
  const row = Math.min(60, Math.max(43, Math.floor(236 / shown.length)));
  const traces = useMemo(
    () => shown.map((each) => <Trace key={each.key} row={each} places={places} height={row - 13} />),
    [shown, places, row],
  );
  const style: CSSProperties & { "--at"?: string } = cursor.share === null ? {} : { "--at": `${cursor.share * 100}%` };
  return (
    <>
      <CursorLine at={cursor.at ?? last} isHeld={cursor.at !== null} event={cursor.event} />
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        className="chart lab-traces"
        style={style}
        role="group"
        aria-label={`Weights from ${formatMoment(first, { timeZone }, "date")} to ${formatMoment(last, { timeZone }, "date")}, ${events.length} rebalances. Arrow keys read them, Page Up and Page Down go from rebalance to rebalance.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={(event) => {
          const axis = event.currentTarget.querySelector("[data-axis]");
          if (axis) cursor.pointAt(shareIn(event, axis, 0, 0));
        }}
        onPointerLeave={cursor.leave}
        onBlur={cursor.leave}
        onKeyDown={cursor.steer}
      >
        <ul className="traces">
          {shown.map((each, index) => (
            <li key={each.key} style={{ minHeight: row }}>
              <span className="medium truncate">{each.name}</span>
              <span className="trace-cell" data-cursor={cursor.share === null ? undefined : ""}>
                {traces[index]}
              </span>
              <Figures row={each} place={cursor.place} />
            </li>
          ))}
          <li className="trade-ticks">
            <span className="xs faint">{events.length === 0 ? "" : "Rebalances"}</span>
            <span className="trace-cell" data-axis="" data-cursor={cursor.share === null ? undefined : ""}>
              <TradeTicks events={events} first={first} last={last} />
            </span>
            <span />
          </li>
          <li style={{ minHeight: 20, border: 0 }} aria-hidden="true">
            <span />
            <span className="time">
              <span>{formatMoment(first, { timeZone }, "date")}</span>
              <span>{formatMoment(last, { timeZone }, "date")}</span>
            </span>
            <span />
          </li>
        </ul>
      </div>
      {rows.length > FOLDED && (
        <button type="button" className="link xs min-h-6" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? "Show fewer" : `Show the other ${rows.length - FOLDED + 1}`}
        </button>
      )}
    </>
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
    <span className="num">
      <span className={isOut ? "warn medium" : undefined}>
        <Weight value={weight} />
      </span>
      {target !== null && (
        <span className="sub">
          {band === null
            ? `target ${formatPercent(target)}`
            : `${isOut ? "outside " : "in "}${formatPercent(Math.max(0, target - band), { hasUnit: false })} to ${formatPercent(target + band)}`}
        </span>
      )}
    </span>
  );
}

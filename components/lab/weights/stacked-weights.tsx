"use client";
import dynamic from "next/dynamic";
import { memo, useMemo } from "react";
import { useWidth } from "@/components/charts/chart-frame";
import { STACKED_PLOT } from "@/components/charts/points";
import { timeTicks } from "@/components/charts/time-axis";
import { useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { Weight } from "@/components/figures/percent";
import { Skeleton } from "@/components/ui/skeleton";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { downsampleIndices } from "@/lib/engine/performance/downsample";
import { formatMoment } from "@/lib/format/time";
import { CursorLine } from "./cursor-line";
import { TradeTicks } from "./trade-ticks";
import { shareIn, useCursor } from "./use-cursor";
import type { WeightRow } from "./weight-rows";

const StackedDrawing = memo(
  dynamic(() => import("@/components/charts/stacked-drawing"), {
    ssr: false,
    loading: () => <Skeleton height="100%" />,
  }),
);

const HEIGHT = 280;
const { left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM } = STACKED_PLOT;
/** Rows the tooltip has room for. */
const TIP_ROWS = 12;

interface StackedWeightsProps {
  rows: readonly WeightRow[];
  times: Float64Array;
  events: readonly BacktestEvent[];
  colors: Readonly<Record<string, string>>;
}

/** All targets on top of each other: what the whole was made of. */
export function StackedWeights({ rows, times, events, colors }: StackedWeightsProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const timeZone = useTimeZone();
  const cursor = useCursor({ times, events });
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? 0;
  const points = Math.max(120, width - LEFT - RIGHT);
  const series = useMemo(() => {
    const kept = downsampleIndices(
      rows.map((row) => row.weight),
      points,
    );
    return {
      at: kept.map((index) => times[index] ?? 0),
      targets: rows.map((row) => ({
        key: row.key,
        name: row.name,
        weight: kept.map((index) => row.weight[index] ?? 0),
        target: [],
        band: [],
      })),
    };
  }, [rows, times, points]);
  const ticks = useMemo(() => timeTicks(first, last, timeZone, width < 420 ? 2 : 5), [first, last, timeZone, width]);
  const x = LEFT + (cursor.share ?? 0) * (width - LEFT - RIGHT);
  return (
    <>
      <CursorLine at={cursor.at ?? last} isHeld={cursor.at !== null} event={cursor.event} />
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        ref={ref}
        className="chart"
        style={{ height: HEIGHT }}
        role="group"
        aria-label={`Weights stacked, from ${formatMoment(first, { timeZone }, "date")} to ${formatMoment(last, { timeZone }, "date")}. Arrow keys read them.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={(event) => cursor.pointAt(shareIn(event, event.currentTarget, LEFT, RIGHT))}
        onPointerLeave={cursor.leave}
        onBlur={cursor.leave}
        onKeyDown={cursor.steer}
      >
        {width > 0 && (
          <>
            <StackedDrawing series={series} isWhole colors={colors} ticks={ticks} width={width} height={HEIGHT} />
            <div className="stack-ticks" style={{ left: LEFT, right: RIGHT, bottom: BOTTOM - 8 }}>
              <TradeTicks events={events} first={first} last={last} />
            </div>
            {cursor.share !== null && (
              <>
                <svg className="pointer-events-none absolute inset-0" width={width} height={HEIGHT} aria-hidden="true">
                  <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} stroke="var(--color-text)" />
                </svg>
                <div className="tip" role="status" style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }}>
                  <div className="faint">
                    <Moment at={times[cursor.place] ?? null} format="date" />
                  </div>
                  <dl>
                    {rows.slice(0, TIP_ROWS).map((row) => (
                      <Row key={row.key} row={row} place={cursor.place} />
                    ))}
                  </dl>
                </div>
              </>
            )}
          </>
        )}
      </div>
    </>
  );
}

function Row({ row, place }: { row: WeightRow; place: number }) {
  return (
    <>
      <dt>{row.name}</dt>
      <dd>
        <Weight value={row.weight[place] ?? null} />
      </dd>
    </>
  );
}

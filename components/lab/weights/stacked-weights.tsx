"use client";
import dynamic from "next/dynamic";
import { memo, useMemo } from "react";
import { Reading } from "@/components/charts/crosshair";
import { STACKED_PLOT } from "@/components/charts/points";
import { type ChartMargins, TimeChart } from "@/components/charts/time-chart";
import { useTimeZone } from "@/components/figures/clock";
import { Weight } from "@/components/figures/percent";
import { OTHER_COLOR } from "@/components/portfolio/asset-colors";
import { Skeleton } from "@/components/ui/skeleton";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { downsampleIndices } from "@/lib/engine/performance/downsample";
import { formatTime } from "@/lib/format/time";
import { CursorLine } from "./cursor-line";
import { TradeTicks } from "./trade-ticks";
import { STEPS } from "./weight-reading";
import type { WeightRow } from "./weight-rows";

const StackedDrawing = dynamic(() => import("@/components/charts/stacked-drawing"), {
  ssr: false,
  loading: () => <Skeleton height="100%" />,
});

const HEIGHT = 280;
/** Rows that fit the tooltip. */
const TIP_ROWS = 12;

interface StackedWeightsProps {
  rows: readonly WeightRow[];
  times: Float64Array;
  events: readonly BacktestEvent[];
  colors: Readonly<Record<string, string>>;
}

const plotAt = () => STACKED_PLOT;

/** All targets on top of each other: what the whole was made of. */
export function StackedWeights({ rows, times, events, colors }: StackedWeightsProps) {
  const timeZone = useTimeZone();
  const day = (at: number | undefined) => formatTime(at ?? 0, { timeZone }, "date");
  const stops = useMemo(() => events.map((event) => event.at), [events]);
  return (
    <TimeChart
      times={times}
      height={HEIGHT}
      plotAt={plotAt}
      summary={`Weights stacked, from ${day(times[0])} to ${day(times.at(-1))}. Arrow keys read them, Page Up and Page Down go from rebalance to rebalance.`}
      stops={stops}
      stride={Math.max(1, Math.round(times.length / STEPS))}
      caption={(index) => <CursorLine times={times} index={index} events={events} />}
      drawing={(margins) => <Drawing rows={rows} times={times} events={events} colors={colors} {...margins} />}
      reading={(index) => (
        <Reading
          at={times[index] ?? null}
          format="date"
          rows={rows.slice(0, TIP_ROWS).map((row) => ({
            name: row.name,
            mark: { kind: "area", color: colors[row.key] ?? OTHER_COLOR },
            figure: <Weight value={row.weight[index] ?? null} />,
          }))}
        />
      )}
    />
  );
}

/** Thinned to its pixels once a run and a width; the crosshair moves over it. */
const Drawing = memo(function Drawing({
  rows,
  times,
  events,
  colors,
  ticks,
  width,
  height,
  plot,
}: StackedWeightsProps & ChartMargins) {
  const points = Math.max(120, width - plot.left - plot.right);
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
  return (
    <>
      <StackedDrawing series={series} isWhole colors={colors} ticks={ticks} width={width} height={height} />
      <div
        className="pointer-events-none absolute"
        style={{ left: plot.left, right: plot.right, bottom: plot.bottom - 8 }}
      >
        <TradeTicks events={events} first={times[0] ?? 0} last={times.at(-1) ?? 0} />
      </div>
    </>
  );
});

"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Weight } from "@/components/figures/percent";
import { OTHER_COLOR } from "@/components/portfolio/asset-colors";
import { Skeleton } from "@/components/ui/skeleton";
import { formatPercent } from "@/lib/format/number";
import { agree } from "@/lib/format/plural";
import { shownWeights } from "@/lib/format/shown-weights";
import { formatTime } from "@/lib/format/time";
import { ChartFrame, ChartSentence } from "./chart-frame";
import { Reading } from "./crosshair";
import { STACKED_PLOT } from "./points";
import { ReadingTable } from "./reading-table";
import { TimeChart } from "./time-chart";
import { Traces, TracesAxis, TracesRow } from "./traces";
import type { SeriesView } from "./types";
import { WeightTrace } from "./weight-trace";
import type { WeightsView } from "./weights-view";

const StackedDrawing = dynamic(() => import("./stacked-drawing"), {
  ssr: false,
  loading: () => <Skeleton height="100%" />,
});

/** Rows that fit the tooltip. */
const READ_MOST = 12;

interface WeightsChartProps {
  series: SeriesView;
  view: WeightsView;
  /** Colour of a target by its key: "var(--color-asset-1)". */
  colors: Readonly<Record<string, string>>;
  height?: number;
}

/** How each weight moved: every target in its own band, or all of them stacked. */
export function WeightsChart({ series, view, colors, height = 236 }: WeightsChartProps) {
  if (series.at.length < 3) {
    return <ChartSentence>Too few checks in this range to draw weights. Each check adds a point.</ChartSentence>;
  }
  return (
    <ChartFrame
      drawing={
        view === "bands" ? (
          <Bands series={series} height={height} />
        ) : (
          <Stacked series={series} colors={colors} height={height} />
        )
      }
      table={() => (
        <ReadingTable
          times={series.at}
          most={120}
          columns={series.targets.map((target) => ({
            key: target.key,
            name: target.name,
            figure: (index) => <Weight value={target.weight[index] ?? null} />,
          }))}
        />
      )}
      note={<WeightsNote series={series} view={view} />}
    />
  );
}

type TargetSeries = SeriesView["targets"][number];

/** At the last point: what was dropped from the policy since has none. */
const lastOf = (values: readonly (number | null)[]) => values.at(-1) ?? null;

/** Each target's weight now, as every other card shows it; by key. */
function weightsNow({ targets }: SeriesView): ReadonlyMap<string, number> {
  return shownWeights(
    targets.flatMap(({ key, weight }) => {
      const last = lastOf(weight);
      return last === null ? [] : { key, weight: last };
    }),
  );
}

/** How far the latest weight is beyond its band; 0 inside. */
function excessOf(target: TargetSeries): number {
  const [weight, targetWeight, band] = [lastOf(target.weight), lastOf(target.target), lastOf(target.band)];
  if (weight === null || targetWeight === null || band === null) return 0;
  return Math.max(0, Math.abs(weight - targetWeight) - band);
}

function Bands({ series, height }: { series: SeriesView; height: number }) {
  const [isAll, setAll] = useState(false);
  const timeZone = useTimeZone();
  const now = weightsNow(series);
  const sorted = [...series.targets].sort((left, right) => excessOf(right) - excessOf(left) || 0);
  const shown = isAll || sorted.length <= 7 ? sorted : sorted.slice(0, 6);
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? 0;
  // Few targets fill the space that many share.
  const row = Math.min(76, Math.max(43, Math.floor(height / shown.length)));
  return (
    <div style={{ minHeight: height }}>
      <Traces>
        {shown.map((target) => {
          const [targetWeight, band] = [lastOf(target.target), lastOf(target.band)];
          const isOut = excessOf(target) > 0;
          return (
            <TracesRow
              key={target.key}
              name={target.name}
              height={row}
              trace={<WeightTrace target={target} height={row - 13} />}
              figure={
                <span className={isOut ? "font-medium text-warning" : undefined}>
                  <Weight value={now.get(target.key) ?? null} />
                </span>
              }
              note={
                targetWeight !== null &&
                band !== null &&
                `${isOut ? "outside" : "in"} ${formatPercent(Math.max(0, targetWeight - band), { hasUnit: false })} to ${formatPercent(targetWeight + band)}`
              }
            />
          );
        })}
        <TracesAxis
          from={formatTime(first, { timeZone, now: last }, "day")}
          to={formatTime(last, { timeZone }, "date")}
        />
      </Traces>
      {sorted.length > 7 && (
        <button
          type="button"
          className="min-h-6 text-xs text-accent underline-offset-3 hover:underline"
          aria-expanded={isAll}
          onClick={() => setAll(!isAll)}
        >
          {isAll ? "Show fewer" : `Show the other ${sorted.length - 6}`}
        </button>
      )}
    </div>
  );
}

interface StackedProps {
  series: SeriesView;
  colors: Readonly<Record<string, string>>;
  height: number;
}

const stackedPlot = () => STACKED_PLOT;

function Stacked({ series, colors, height }: StackedProps) {
  const now = weightsNow(series);
  const summary = series.targets
    .filter((target) => now.has(target.key))
    .map((target) => `${target.name} ${formatPercent(now.get(target.key) ?? 0)}`)
    .join(", ");
  return (
    <TimeChart
      times={series.at}
      height={height}
      plotAt={stackedPlot}
      summary={`Weights stacked, now ${summary}. Arrow keys read them point by point.`}
      drawing={({ ticks, width }) => (
        <StackedDrawing series={series} colors={colors} ticks={ticks} width={width} height={height} />
      )}
      reading={(index) => (
        <Reading
          at={series.at[index] ?? null}
          rows={series.targets.slice(0, READ_MOST).map((target) => ({
            name: target.name,
            mark: { kind: "area", color: colors[target.key] ?? OTHER_COLOR },
            figure: <Weight value={target.weight[index] ?? null} />,
          }))}
        />
      )}
      stops={series.events.map((event) => event.at)}
    />
  );
}

function WeightsNote({ series, view }: { series: SeriesView; view: WeightsView }) {
  const out = series.targets.filter((target) => excessOf(target) > 0);
  if (view === "bands") return "Each on its own scale: shape, not size. The tint is the band.";
  if (out.length === 0) return "All targets are inside their bands.";
  return `${out.map((target) => target.name).join(", ")} ${agree(out.length, "is", "are")} outside ${agree(out.length, "its band", "their bands")}.`;
}

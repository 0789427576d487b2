"use client";
import dynamic from "next/dynamic";
import { type CSSProperties, useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { Weight } from "@/components/figures/percent";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMoment } from "@/lib/format/moment";
import { formatPercent } from "@/lib/format/number";
import { ChartFrame, useWidth } from "./chart-frame";
import { timeTicks } from "./time-axis";
import type { SeriesView } from "./types";
import { WeightTrace } from "./weight-trace";

const StackedDrawing = dynamic(() => import("./stacked-drawing"), {
  ssr: false,
  loading: () => <Skeleton height="100%" />,
});

export type WeightsView = "bands" | "stacked";

interface WeightsChartProps {
  series: SeriesView;
  view: WeightsView;
  /** Colour of a target by its place in the policy: "var(--color-asset-1)". */
  colors: Readonly<Record<string, string>>;
  height?: number;
}

/** How each weight moved: every target in its own band, or all of them stacked. */
export function WeightsChart({ series, view, colors, height = 236 }: WeightsChartProps) {
  if (series.at.length < 3) {
    return (
      <p className="chart-sentence" style={{ height: 96 }}>
        Too few checks in this range to draw weights. Each check adds a point.
      </p>
    );
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
      table={() => <WeightsTable series={series} />}
      note={<WeightsNote series={series} view={view} />}
    />
  );
}

type TargetSeries = SeriesView["targets"][number];

const lastOf = <T,>(values: readonly (T | null)[]) =>
  values.findLast((value): value is T & {} => value !== null) ?? null;

/** How far the latest weight is beyond its band; 0 inside. */
function excessOf(target: TargetSeries): number {
  const [weight, goal, band] = [lastOf(target.weight), lastOf(target.target), lastOf(target.band)];
  if (weight === null || goal === null || band === null) return 0;
  return Math.max(0, Math.abs(weight - goal) - band);
}

function Bands({ series, height }: { series: SeriesView; height: number }) {
  const [isAll, setAll] = useState(false);
  const timeZone = useTimeZone();
  const sorted = [...series.targets].sort((left, right) => excessOf(right) - excessOf(left) || 0);
  const shown = isAll || sorted.length <= 7 ? sorted : sorted.slice(0, 6);
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? 0;
  // Few targets fill the room that many share.
  const row = Math.min(76, Math.max(43, Math.floor(height / shown.length)));
  return (
    <div style={{ minHeight: height }}>
      <ul className="traces">
        {shown.map((target) => {
          const [weight, goal, band] = [lastOf(target.weight), lastOf(target.target), lastOf(target.band)];
          const isOut = excessOf(target) > 0;
          return (
            <li key={target.key} style={{ minHeight: row }}>
              <span className="medium truncate">{target.name}</span>
              <WeightTrace target={target} height={row - 13} />
              <span className="num">
                <span className={isOut ? "warn medium" : undefined}>
                  <Weight value={weight} />
                </span>
                {goal !== null && band !== null && (
                  <span className="sub">
                    {isOut ? "outside " : "in "}
                    {formatPercent(Math.max(0, goal - band)).replace(" %", "")} to {formatPercent(goal + band)}
                  </span>
                )}
              </span>
            </li>
          );
        })}
        <li style={{ minHeight: 20, border: 0 }} aria-hidden="true">
          <span />
          <span className="time">
            <span>{formatMoment(first, last - first > 200 * 86_400_000 ? "date" : "day", timeZone)}</span>
            <span>{formatMoment(last, "day", timeZone)}</span>
          </span>
          <span />
        </li>
      </ul>
      {sorted.length > 7 && (
        <button type="button" className="link xs min-h-6" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? "Show fewer" : `Show the other ${sorted.length - 6}`}
        </button>
      )}
    </div>
  );
}

function Stacked({
  series,
  colors,
  height,
}: {
  series: SeriesView;
  colors: Readonly<Record<string, string>>;
  height: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const timeZone = useTimeZone();
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? 0;
  const summary = series.targets
    .map((target) => `${target.name} ${formatPercent(lastOf(target.weight) ?? 0)}`)
    .join(", ");
  return (
    <div
      ref={ref}
      className="chart"
      style={{ height } satisfies CSSProperties}
      role="img"
      aria-label={`Weights stacked, now ${summary}.`}
    >
      {width > 0 && (
        <StackedDrawing
          series={series}
          colors={colors}
          ticks={timeTicks(first, last, timeZone, width < 420 ? 2 : 4)}
          width={width}
          height={height}
        />
      )}
    </div>
  );
}

function WeightsNote({ series, view }: { series: SeriesView; view: WeightsView }) {
  const out = series.targets.filter((target) => excessOf(target) > 0);
  if (view === "bands") return "Each on its own scale: shape, not size. The tint is the band.";
  if (out.length === 0) return "All targets are inside their bands.";
  return `${out.map((target) => target.name).join(", ")} ${out.length === 1 ? "is" : "are"} outside ${out.length === 1 ? "its band" : "their bands"}.`;
}

function WeightsTable({ series }: { series: SeriesView }) {
  const every = Math.max(1, Math.floor(series.at.length / 120));
  const order = series.at
    .map((_, index) => index)
    .filter((index) => (series.at.length - 1 - index) % every === 0)
    .reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Time</Th>
          {series.targets.map((target) => (
            <Th key={target.key} isNumeric>
              {target.name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {order.map((index) => (
          <tr key={series.at[index]}>
            <Td className="nowrap">
              <Moment at={series.at[index] ?? null} format="datetime" />
            </Td>
            {series.targets.map((target) => (
              <Td key={target.key} isNumeric>
                <Weight value={target.weight[index] ?? null} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

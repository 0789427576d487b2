"use client";
import { useMemo } from "react";
import { ChartSentence } from "@/components/charts/chart-frame";
import { Reading } from "@/components/charts/crosshair";
import type { ChartPane } from "@/components/charts/curves/chart-pane";
import { toCurve } from "@/components/charts/points";
import { niceScale } from "@/components/charts/scale";
import { SeriesChart } from "@/components/charts/series-chart";
import type { SeriesView } from "@/components/charts/types";
import { useTimeZone } from "@/components/figures/clock";
import { Drift } from "@/components/figures/drift";
import { formatPoints } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";

const HEIGHT = 142;

/** How far the whole portfolio stood from its target, with the rebalances that brought it back. */
export function DriftChart({ series }: { series: SeriesView }) {
  const timeZone = useTimeZone();
  const panes = useMemo(() => [driftPane(series)], [series]);
  if (series.at.length < 3)
    return (
      <ChartSentence height={72}>Too few checks in this range to draw a line. Each check adds a point.</ChartSentence>
    );
  const drift = (index: number) => (
    <Drift value={series.portfolioDrift.at(index) ?? null} isSigned={false} digits={2} />
  );
  const points = (share: number | undefined) => formatPoints(share ?? 0, { isSigned: false });
  const date = (at: number | undefined) => formatTime(at ?? 0, { timeZone }, "date");
  return (
    <SeriesChart
      series={series}
      panes={panes}
      summary={`Portfolio drift from ${date(series.at[0])} to ${date(series.at.at(-1))}: ${points(series.portfolioDrift[0])} to ${points(series.portfolioDrift.at(-1))}. Arrow keys read it point by point.`}
      tip={(at) => <Reading at={at} rows={[{ name: "Portfolio drift", figure: drift(series.at.indexOf(at)) }]} />}
      columns={[{ key: "drift", name: "Portfolio drift", figure: drift }]}
      note="Marks are rebalances and policy changes."
    />
  );
}

/** In percentage points; a hole in the record becomes a break in the line. */
function driftPane(series: SeriesView): ChartPane {
  const inPoints = series.portfolioDrift.map((drift) => drift * 100);
  const scale = niceScale(0, Math.max(0.5, ...inPoints));
  const top = scale.ticks.at(-1);
  return {
    id: "drift",
    height: HEIGHT,
    scale,
    tick: (value) => `${value}${value === top ? " pp" : ""}`,
    lines: [
      {
        id: "drift",
        name: "Portfolio drift",
        color: "var(--color-accent)",
        isOwn: true,
        ...toCurve(series.at, (index) => inPoints[index] ?? null),
      },
    ],
  };
}

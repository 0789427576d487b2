"use client";
import { useMemo } from "react";
import { ChartFrame, ChartSentence } from "@/components/charts/chart-frame";
import { Reading } from "@/components/charts/crosshair";
import type { ChartPane } from "@/components/charts/curves/chart-pane";
import { CurvesChart } from "@/components/charts/curves/curves-chart";
import { ReadingTable } from "@/components/charts/reading-table";
import { useTimeZone } from "@/components/figures/clock";
import { Money } from "@/components/figures/money";
import { Segmented } from "@/components/ui/segmented";
import { useQueryParam } from "@/components/venue/use-query-param";
import { DAY_MS } from "@/lib/engine/model";
import { listNames } from "@/lib/format/names";
import { formatCompact, formatMoney } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { RANGES } from "@/lib/schemas/series-range";
import type { TotalSeriesView } from "./types";

const HEIGHT = 72;
/** The whole block (min-h-43), so that what comes in its place is as high. */
export const OVERVIEW_CHART_HEIGHT = 172;
const POINTS_MIN = 3;

/** The total over a range, small beside the figure it ends at. */
export function OverviewChart({ series }: { series: TotalSeriesView }) {
  const [, setRange] = useQueryParam("range");
  return (
    <section className="min-w-0 md:min-h-43" aria-label="Total over time">
      <div className="flex justify-end max-md:w-full">
        <Segmented label="Time range" options={RANGES} value={series.range} onChange={setRange} />
      </div>
      <TotalLine series={series} />
    </section>
  );
}

function TotalLine({ series }: { series: TotalSeriesView }) {
  const timeZone = useTimeZone();
  const known = useMemo(() => pointsOf(series), [series]);
  const panes = useMemo(() => [paneOf(known)], [known]);
  if (known.at.length < POINTS_MIN)
    return <ChartSentence height={96}>Too few checks to draw a line. Each check adds a point.</ChartSentence>;
  const date = (at: number | undefined) => formatTime(at ?? 0, { timeZone }, "date");
  const worth = (value: string | undefined) => formatMoney(value ?? "0", { unit: series.currency });
  const span = (known.at.at(-1) ?? 0) - (known.at[0] ?? 0);
  const figure = (index: number) => <Money value={known.value[index] ?? null} unit={series.currency} />;
  return (
    <ChartFrame
      drawing={
        <CurvesChart
          panes={panes}
          times={known.at}
          summary={`Total from ${date(known.at[0])} to ${date(known.at.at(-1))}: ${worth(known.value[0])} to ${worth(known.value.at(-1))}. Arrow keys read it point by point.`}
          hasDots
          tip={(at) => (
            <Reading
              at={at}
              format={span > 60 * DAY_MS ? "date" : "datetime"}
              rows={[{ name: "Total", figure: figure(known.at.indexOf(at)) }]}
            />
          )}
        />
      }
      table={() => <ReadingTable times={known.at} columns={[{ key: "total", name: "Total", figure }]} />}
      note={noteOf(series)}
    />
  );
}

interface Points {
  at: readonly number[];
  value: readonly string[];
  /** The same with a break wherever nothing was recorded. */
  curve: { times: Float64Array; values: Float64Array };
}

function pointsOf({ at, value }: TotalSeriesView): Points {
  const first = value.findIndex((each) => each !== null);
  const shown = at.map((time, index) => ({ time, value: value[index] ?? null })).slice(Math.max(first, 0));
  const known = shown.flatMap((point) => (point.value === null ? [] : [{ ...point, value: point.value }]));
  return {
    at: known.map((point) => point.time),
    value: known.map((point) => point.value),
    curve: {
      times: Float64Array.from(shown, (point) => point.time),
      values: Float64Array.from(shown, (point) => (point.value === null ? Number.NaN : Number(point.value))),
    },
  };
}

function paneOf({ curve }: Points): ChartPane {
  return {
    id: "total",
    height: HEIGHT,
    tick: formatCompact,
    lines: [{ id: "total", name: "Total", color: "var(--color-accent)", isOwn: true, ...curve }],
  };
}

function noteOf({ converted, outside }: TotalSeriesView): string {
  const parts = [
    ...(converted.length > 0 ? [`${listNames(converted)} at the rate of now`] : []),
    ...(outside !== null ? ["what is in no portfolio as it is worth now"] : []),
  ];
  return parts.length > 0 ? `Throughout: ${parts.join("; ")}.` : "";
}

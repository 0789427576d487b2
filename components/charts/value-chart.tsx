"use client";
import { useMemo } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { Money } from "@/components/figures/money";
import { DAY_MS } from "@/lib/engine/model";
import { differenceOf, formatCompact, formatMoney } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { ChartSentence } from "./chart-frame";
import { Reading } from "./crosshair";
import type { ChartPane } from "./curves/chart-pane";
import { extent } from "./curves/curve-path";
import { toCurve } from "./points";
import { niceScale } from "./scale";
import { SeriesChart } from "./series-chart";
import type { SeriesView } from "./types";
import { valueNote } from "./value-note";

interface ValueChartProps {
  series: SeriesView;
  unit: string;
}

const HEIGHT = 200;
const OWN_MARK = { kind: "line", color: "var(--color-accent)" } as const;
const HELD_MARK = { kind: "dash", color: "var(--color-holding)" } as const;
const LONG_MS = 200 * DAY_MS;

const difference = (series: SeriesView, index: number) => {
  const held = series.held[index];
  return held == null ? null : differenceOf(series.value[index] ?? "0", held);
};

/** The portfolio's value beside what the same start would be worth had it never been rebalanced. */
export function ValueChart({ series, unit }: ValueChartProps) {
  const timeZone = useTimeZone();
  // Made once for a series: a moving pointer must not lay the chart out again.
  const panes = useMemo(() => [valuePane(series)], [series]);
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? first;
  if (series.at.length < 3) {
    return (
      <ChartSentence>
        {series.at.length === 0
          ? "No value is recorded in this range yet. Each check adds a point."
          : "Too few checks in this range to draw a line. Each check adds a point."}
      </ChartSentence>
    );
  }
  const summary = `Value from ${formatTime(first, { timeZone }, "date")} to ${formatTime(last, { timeZone }, "date")}: ${formatMoney(series.value[0] ?? "0", { unit })} to ${formatMoney(series.value.at(-1) ?? "0", { unit })}. Arrow keys read it point by point.`;
  return (
    <SeriesChart
      series={series}
      panes={panes}
      summary={summary}
      tip={(at) => <ValueReading series={series} at={at} unit={unit} />}
      columns={[
        { key: "value", name: `Portfolio, ${unit}`, figure: (index) => <Money value={series.value[index] ?? null} /> },
        {
          key: "holding",
          name: "Never rebalanced",
          figure: (index) => <Money value={series.held[index] ?? null} />,
        },
        {
          key: "difference",
          name: "Difference",
          figure: (index) => <Money value={difference(series, index)} isSigned />,
        },
      ]}
      note={<ValueNote series={series} unit={unit} />}
    />
  );
}

function valuePane(series: SeriesView): ChartPane {
  const figure = (text: string | null | undefined) => (text == null ? null : Number(text));
  const value = toCurve(series.at, (index) => figure(series.value[index]));
  const holding = toCurve(series.at, (index) => figure(series.held[index]));
  const { low, high } = extent([value, holding]) ?? { low: 0, high: 1 };
  return {
    id: "value",
    height: HEIGHT,
    scale: niceScale(low, high),
    tick: formatCompact,
    washTo: "holding",
    lines: [
      { id: "holding", name: "Never rebalanced", color: "var(--color-holding)", isDashed: true, ...holding },
      { id: "value", name: "Portfolio", color: "var(--color-accent)", isOwn: true, ...value },
    ],
  };
}

function ValueReading({ series, at, unit }: { series: SeriesView; at: number; unit: string }) {
  const index = series.at.indexOf(at);
  const span = (series.at.at(-1) ?? 0) - (series.at[0] ?? 0);
  const near = series.events.filter((event) => Math.abs(event.at - at) <= span / series.at.length);
  const ahead = difference(series, index);
  return (
    <Reading
      at={at}
      format={span > LONG_MS ? "date" : "datetime"}
      rows={[
        { name: "Portfolio", mark: OWN_MARK, figure: <Money value={series.value[index] ?? null} /> },
        ...(ahead === null
          ? []
          : [
              { name: "Never rebalanced", mark: HELD_MARK, figure: <Money value={series.held[index] ?? null} /> },
              { name: "Difference", figure: <Money value={ahead} unit={unit} isSigned isJudged /> },
            ]),
      ]}
      notes={near.map((event) => event.label)}
    />
  );
}

/** Holding is the benchmark, also when it wins. */
function ValueNote({ series, unit }: ValueChartProps) {
  const timeZone = useTimeZone();
  if (series.lead === null) return "What never rebalancing would be worth is known from the second check on.";
  return valueNote(series.lead, unit, timeZone);
}

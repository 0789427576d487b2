"use client";
import { type ReactNode, useMemo } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { placeScale } from "./curves/line-scale";
import type { Plot } from "./points";
import type { Scale } from "./scale";
import type { TimeTick } from "./time-axis";

interface TimeFrameProps {
  /** Rows with an `at`, oldest first; lines that are drawn as paths need only the first and the last. */
  data: readonly { at: number }[];
  /** The value axis; its ticks are the lines. */
  scale: Scale;
  tick: (value: number) => string;
  ticks: readonly TimeTick[];
  width: number;
  height: number;
  plot: Plot;
  /** Lines at the ticks: of values, of values and times, or none behind areas that fill the plot. */
  lines?: "values" | "both" | "none";
  children: ReactNode;
}

const WHOLE: ["dataMin", "dataMax"] = ["dataMin", "dataMax"];
const NO_POINTS: number[] = [];
const LABEL = { fill: "var(--color-axis)", fontSize: 11 };

/** What every drawing over time stands in: the two axes, labelled by us, and the lines behind. */
export function TimeFrame(props: TimeFrameProps) {
  const { data, scale, tick, ticks, width, height, plot, lines = "values", children } = props;
  // An axis is laid out again whenever one of its props is another object: each stays the same while it says the same.
  const rows = useMemo(() => [...data], [data]);
  const values = useMemo(() => [...scale.ticks], [scale.ticks]);
  const instants = useMemo(() => ticks.map((each) => each.at), [ticks]);
  const label = useMemo(() => {
    const labels = new Map(ticks.map((each) => [each.at, each.label]));
    return (at: number) => labels.get(at) ?? "";
  }, [ticks]);
  // The grid's own points would frame the plot; a line stands at a tick and nowhere else.
  const { y } = placeScale(scale, plot.top, height - plot.bottom);
  const first = data[0]?.at ?? 0;
  const inner = width - plot.left - plot.right;
  const xOf = (at: number) => plot.left + ((at - first) / ((data.at(-1)?.at ?? first) - first || 1)) * inner;
  return (
    <ComposedChart
      className="[&_svg]:overflow-visible"
      data={rows}
      width={width}
      height={height}
      margin={{ top: plot.top, right: plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      {lines !== "none" && (
        <CartesianGrid
          horizontalPoints={scale.ticks.map(y)}
          verticalPoints={lines === "both" ? instants.map(xOf) : NO_POINTS}
          vertical={lines === "both"}
          stroke="var(--color-grid)"
        />
      )}
      <XAxis
        dataKey="at"
        type="number"
        domain={WHOLE}
        ticks={instants}
        tick={plot.bottom > 0 && LABEL}
        tickFormatter={label}
        height={plot.bottom}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
      />
      <YAxis
        width={plot.left}
        type="number"
        scale={scale.isLog ? "log" : "linear"}
        domain={[scale.min, scale.max]}
        ticks={values}
        tick={LABEL}
        tickFormatter={tick}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
        allowDataOverflow
      />
      {children}
    </ComposedChart>
  );
}

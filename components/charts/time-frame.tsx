"use client";
import type { ReactNode } from "react";
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts";
import { PLOT } from "./points";
import type { Scale } from "./scale";
import type { TimeTick } from "./time-axis";

interface TimeFrameProps {
  /** Rows with an `at`, oldest first. */
  data: readonly { at: number }[];
  /** The value axis; its ticks are the lines. */
  scale: Scale;
  tick: (value: number) => string;
  ticks: readonly TimeTick[];
  width: number;
  height: number;
  plot?: { left: number; right: number; top: number; bottom: number };
  /** Areas that fill the plot: no lines behind them, and nothing drawn past its edge. */
  isFilled?: boolean;
  children: ReactNode;
}

/** What every drawing over time stands in: the two axes, labelled by us, and the lines behind. */
export function TimeFrame({
  data,
  scale,
  tick,
  ticks,
  width,
  height,
  plot = PLOT,
  isFilled,
  children,
}: TimeFrameProps) {
  const labels = new Map(ticks.map((each) => [each.at, each.label]));
  return (
    <ComposedChart
      data={[...data]}
      width={width}
      height={height}
      margin={{ top: plot.top, right: plot.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      {!isFilled && <CartesianGrid vertical={false} stroke="var(--color-grid)" />}
      <XAxis
        dataKey="at"
        type="number"
        domain={["dataMin", "dataMax"]}
        ticks={ticks.map((each) => each.at)}
        tickFormatter={(at: number) => labels.get(at) ?? ""}
        height={plot.bottom}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
      />
      <YAxis
        width={plot.left}
        type="number"
        domain={[scale.min, scale.max]}
        ticks={[...scale.ticks]}
        tickFormatter={tick}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
        allowDataOverflow={isFilled}
      />
      {children}
    </ComposedChart>
  );
}

"use client";
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from "recharts";
import { PLOT } from "@/components/charts/points";
import type { Scale } from "@/components/charts/scale";
import type { TimeTick } from "@/components/charts/time-axis";
import type { DriftPoint } from "./drift-points";

interface DriftDrawingProps {
  points: readonly DriftPoint[];
  scale: Scale;
  ticks: readonly TimeTick[];
  width: number;
  height: number;
}

/** The line and its axes; what moves lies over it. */
export default function DriftDrawing({ points, scale, ticks, width, height }: DriftDrawingProps) {
  const labels = new Map(ticks.map((tick) => [tick.at, tick.label]));
  const top = scale.ticks.at(-1);
  return (
    <LineChart
      data={[...points]}
      width={width}
      height={height}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--color-grid)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={["dataMin", "dataMax"]}
        ticks={ticks.map((tick) => tick.at)}
        tickFormatter={(at: number) => labels.get(at) ?? ""}
        height={PLOT.bottom}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
      />
      <YAxis
        width={PLOT.left}
        type="number"
        domain={[scale.min, scale.max]}
        ticks={[...scale.ticks]}
        tickFormatter={(points: number) => `${points}${points === top ? " pp" : ""}`}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
      />
      <Line
        dataKey="drift"
        stroke="var(--color-accent)"
        strokeWidth={1.75}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        connectNulls={false}
      />
    </LineChart>
  );
}

"use client";
import { memo, type ReactNode } from "react";
import { Area, CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import { formatShort } from "@/lib/format/number";
import { PLOT, type ValuePoint } from "./points";
import type { Scale } from "./scale";
import type { TimeTick } from "./time-axis";

interface ValueDrawingProps {
  points: readonly ValuePoint[];
  scale: Scale;
  ticks: readonly TimeTick[];
  width: number;
  height: number;
}

/** Lines and axes, and over them what moves (crosshair, tooltip, marks): a pointer never redraws the lines. */
export default function ValueDrawing({ children, ...lines }: ValueDrawingProps & { children: ReactNode }) {
  return (
    <>
      <Lines {...lines} />
      {children}
    </>
  );
}

const Lines = memo(function Lines({ points, scale, ticks, width, height }: ValueDrawingProps) {
  const labels = new Map(ticks.map((tick) => [tick.at, tick.label]));
  const hasHeld = points.some((point) => point.held !== null);
  return (
    <ComposedChart
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
        tickFormatter={formatShort}
        tickLine={false}
        axisLine={false}
        tickMargin={6}
        interval={0}
      />
      {hasHeld && (
        <Area
          dataKey={(point: ValuePoint) =>
            point.held === null || point.value === null ? null : [point.held, point.value]
          }
          stroke="none"
          fill="var(--color-accent-wash)"
          isAnimationActive={false}
          activeDot={false}
          connectNulls={false}
        />
      )}
      <Line
        dataKey="held"
        stroke="var(--color-holding)"
        strokeWidth={1.5}
        strokeDasharray="3 3"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        dataKey="value"
        stroke="var(--color-accent)"
        strokeWidth={1.75}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
    </ComposedChart>
  );
});

"use client";
import { memo, type ReactNode } from "react";
import { Area, Line } from "recharts";
import { formatCompact } from "@/lib/format/number";
import type { ValuePoint } from "./points";
import type { Scale } from "./scale";
import type { TimeTick } from "./time-axis";
import { TimeFrame } from "./time-frame";

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
  const hasHeld = points.some((point) => point.held !== null);
  return (
    <TimeFrame data={points} scale={scale} tick={formatCompact} ticks={ticks} width={width} height={height}>
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
    </TimeFrame>
  );
});

"use client";
import { Line } from "recharts";
import type { Scale } from "@/components/charts/scale";
import type { TimeTick } from "@/components/charts/time-axis";
import { TimeFrame } from "@/components/charts/time-frame";
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
  const top = scale.ticks.at(-1);
  return (
    <TimeFrame
      data={points}
      scale={scale}
      tick={(points) => `${points}${points === top ? " pp" : ""}`}
      ticks={ticks}
      width={width}
      height={height}
    >
      <Line
        dataKey="drift"
        stroke="var(--color-accent)"
        strokeWidth={1.75}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        connectNulls={false}
      />
    </TimeFrame>
  );
}

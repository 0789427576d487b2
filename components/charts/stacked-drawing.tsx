"use client";
import { memo } from "react";
import { Area } from "recharts";
import { OTHER_COLOR } from "@/components/portfolio/asset-colors";
import { formatPercent } from "@/lib/format/number";
import { holesIn, STACKED_PLOT as PLOT } from "./points";
import type { TimeTick } from "./time-axis";
import { TimeFrame } from "./time-frame";
import type { SeriesView } from "./types";

interface StackedDrawingProps {
  series: Pick<SeriesView, "at" | "targets">;
  /** The record has no holes, however uneven its points: each was kept on purpose. */
  isWhole?: boolean;
  colors: Readonly<Record<string, string>>;
  ticks: readonly TimeTick[];
  width: number;
  height: number;
}

const LINE = 13;
const WHOLE = { min: 0, max: 1, ticks: [0, 0.5, 1] };

/** Largest at the bottom, so that the eye has one flat edge; names at the right end, pushed apart where they would touch. */
export default memo(function StackedDrawing({ series, isWhole, colors, ticks, width, height }: StackedDrawingProps) {
  const holes = isWhole ? new Set() : holesIn(series.at);
  const keyOf = (index: number) => `t${index}`;
  const data = series.at.flatMap((at, index) => {
    const row = Object.fromEntries(series.targets.map((target, place) => [keyOf(place), target.weight[index] ?? null]));
    const gap = Object.fromEntries(series.targets.map((_, place) => [keyOf(place), null]));
    return holes.has(index)
      ? [
          { at, ...row },
          { at: at + 1, ...gap },
        ]
      : [{ at, ...row }];
  });
  const order = series.targets
    .map((target, place) => ({ target, place, last: target.weight.findLast((weight) => weight !== null) ?? 0 }))
    .sort((left, right) => right.last - left.last);
  const inner = height - PLOT.top - PLOT.bottom;
  let sum = 0;
  const ends = order.map((each) => {
    sum += each.last;
    return { ...each, y: PLOT.top + inner * (1 - (sum - each.last / 2)) };
  });
  const shown = ends.slice(0, Math.floor(inner / LINE));
  // From the bottom up each name keeps its distance; from the top down what ran out of space comes back.
  for (const [index, end] of shown.entries()) end.y = Math.min(end.y, (shown[index - 1]?.y ?? height) - LINE);
  for (const [index, end] of [...shown].reverse().entries()) end.y = Math.max(end.y, PLOT.top + 3 + index * LINE);
  return (
    <>
      <TimeFrame
        data={data}
        scale={WHOLE}
        tick={(share) => String(Math.round(share * 100))}
        ticks={ticks}
        width={width}
        height={height}
        plot={PLOT}
        lines="none"
      >
        {order.map(({ target, place }) => (
          <Area
            key={target.key}
            dataKey={keyOf(place)}
            stackId="all"
            stroke="var(--color-surface)"
            strokeWidth={1}
            fill={colors[target.key] ?? OTHER_COLOR}
            fillOpacity={0.78}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
      </TimeFrame>
      <svg className="pointer-events-none absolute inset-0" width={width} height={height} aria-hidden="true">
        {shown.map(({ target, last, y }) => (
          <g key={target.key}>
            <rect
              x={width - PLOT.right + 8}
              y={y - 4}
              width="8"
              height="8"
              rx="2"
              fill={colors[target.key] ?? OTHER_COLOR}
            />
            <text x={width - PLOT.right + 21} y={y + 4} fontSize="11" fontWeight="500" fill="var(--color-text)">
              {target.name.length > 11 ? `${target.name.slice(0, 10)}…` : target.name}
            </text>
            <text x={width} y={y + 4} textAnchor="end" fontSize="11" fill="var(--color-axis)">
              {formatPercent(last)}
            </text>
          </g>
        ))}
      </svg>
    </>
  );
});

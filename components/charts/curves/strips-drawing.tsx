"use client";
import { memo, useMemo } from "react";
import type { ChartRoom } from "../time-chart";
import { TimeFrame } from "../time-frame";
import {
  type ChartLine,
  type ChartStrip,
  NAMES_FROM,
  type StripLayout,
  type StripPlace,
  stripScale,
} from "./chart-strip";
import { areaPath, betweenPath, curvePath, marksPath } from "./curve-path";
import { type LineScale, spreadNames } from "./line-scale";

interface StripsDrawingProps extends ChartRoom {
  strips: readonly ChartStrip[];
  layout: StripLayout;
}

const NAME = 14;

/** Axes by Recharts, lines as paths: a slider redraws a dozen of them in a frame. A pointer redraws none. */
export default memo(function StripsDrawing({ strips, layout, ...room }: StripsDrawingProps) {
  return strips.map((strip, index) => {
    const place = layout.places[index];
    return place && <Strip key={strip.id} strip={strip} {...place} isLast={index === strips.length - 1} {...room} />;
  });
});

interface StripProps extends ChartRoom, StripPlace {
  strip: ChartStrip;
  isLast: boolean;
}

const Strip = memo(function Strip({ strip, top, bottom, isLast, width, height, plot, ticks }: StripProps) {
  const scale = stripScale(strip, { top, bottom });
  const first = strip.lines[0]?.times[0] ?? 0;
  const last = strip.lines[0]?.times.at(-1) ?? first;
  const ends = useMemo(() => [{ at: first }, { at: last }], [first, last]);
  if (!scale) return null;
  const right = width - plot.right;
  const xOf = (at: number) => plot.left + ((at - first) / (last - first || 1)) * (right - plot.left);
  const axis = isLast ? plot.bottom : 0;
  return (
    <div className="absolute inset-x-0 top-0">
      <TimeFrame
        data={ends}
        scale={scale}
        tick={strip.tick}
        ticks={ticks}
        width={width}
        height={Math.min(height, bottom + axis)}
        plot={{ ...plot, top, bottom: axis }}
        lines={strip.title || strip.isNamed ? "both" : "values"}
      >
        <StripLines strip={strip} scale={scale} xOf={xOf} bottom={bottom} left={plot.left} right={right} />
        {strip.title && (
          <text x={plot.left} y={top - 13} fill="var(--color-axis)" fontSize="11">
            {strip.title}
          </text>
        )}
        {width >= NAMES_FROM && <EndNames strip={strip} scale={scale} top={top} bottom={bottom} left={right + 8} />}
      </TimeFrame>
    </div>
  );
});

interface StripLinesProps {
  strip: ChartStrip;
  scale: LineScale;
  xOf: (at: number) => number;
  bottom: number;
  left: number;
  right: number;
}

function StripLines({ strip, scale, xOf, bottom, left, right }: StripLinesProps) {
  const { lines, level, marks = [] } = strip;
  const own = lines.find((line) => line.isOwn);
  const other = lines.find((line) => line.id === strip.washTo);
  return (
    <>
      {level && (
        <line
          x1={left}
          x2={right}
          y1={scale.y(level.value)}
          y2={scale.y(level.value)}
          stroke="var(--color-holding)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        />
      )}
      {own && other && <path d={betweenPath(own, other, xOf, scale.y)} fill="var(--color-accent-wash)" />}
      {strip.isFilled && own && (
        <path d={areaPath(own, xOf, scale.y, 0)} fill="var(--color-accent)" fillOpacity={0.12} />
      )}
      {lines.map((line) => (
        <path
          key={line.id}
          d={curvePath(line, xOf, scale.y)}
          fill="none"
          stroke={line.color}
          strokeWidth={line.isOwn ? 1.75 : 1.25}
          strokeLinejoin="round"
          strokeDasharray={line.isDashed ? "4 3" : undefined}
        />
      ))}
      {marks.length > 0 && <path d={marksPath(marks, xOf, bottom + 5, 6)} stroke="var(--color-accent)" fill="none" />}
    </>
  );
}

interface EndNamesProps extends StripPlace {
  strip: ChartStrip;
  scale: LineScale;
  left: number;
}

/** Names at the lines' right ends instead of a legend, pushed apart where they would touch. */
function EndNames({ strip, scale, top, bottom, left }: EndNamesProps) {
  const ends: (Pick<ChartLine, "id" | "name" | "isDashed"> & { color: string | null; y: number })[] = [
    ...(strip.isNamed ? strip.lines.map((line) => ({ ...line, y: scale.y(line.values.at(-1) ?? 0) })) : []),
    ...(strip.level ? [{ id: "level", name: strip.level.name, color: null, y: scale.y(strip.level.value) }] : []),
  ];
  const places = spreadNames(
    ends.map((end) => end.y),
    NAME,
    top,
    bottom,
  );
  return ends.map((end, index) => (
    <g key={end.id} transform={`translate(${left} ${places[index] ?? end.y})`}>
      {end.color && (
        <line x1={0} x2={12} stroke={end.color} strokeWidth={2} strokeDasharray={end.isDashed ? "3 2" : undefined} />
      )}
      <text
        x={end.color ? 18 : 0}
        y={4}
        fontSize="11"
        fontWeight={end.color ? 500 : 400}
        fill={end.color ? "var(--color-text)" : "var(--color-axis)"}
      >
        {end.name.length > 15 ? `${end.name.slice(0, 14)}…` : end.name}
      </text>
    </g>
  ));
}

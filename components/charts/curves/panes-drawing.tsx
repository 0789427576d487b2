"use client";
import { memo, useMemo } from "react";
import type { ChartMargins } from "../time-chart";
import { TimeFrame } from "../time-frame";
import { type ChartLine, type ChartPane, NAMES_FROM, type PaneLayout, type PanePlace, paneScale } from "./chart-pane";
import { areaPath, betweenPath, curvePath, marksPath } from "./curve-path";
import { type LineScale, spreadNames } from "./line-scale";

interface PanesDrawingProps extends ChartMargins {
  panes: readonly ChartPane[];
  layout: PaneLayout;
}

const NAME = 14;

/** Axes by Recharts, lines as paths: a slider redraws a dozen of them in a frame. A pointer redraws none. */
export default memo(function PanesDrawing({ panes, layout, ...frame }: PanesDrawingProps) {
  return panes.map((pane, index) => {
    const place = layout.places[index];
    return place && <Pane key={pane.id} pane={pane} {...place} isLast={index === panes.length - 1} {...frame} />;
  });
});

interface PaneProps extends ChartMargins, PanePlace {
  pane: ChartPane;
  isLast: boolean;
}

const Pane = memo(function Pane({ pane, top, bottom, isLast, width, height, plot, ticks }: PaneProps) {
  const scale = paneScale(pane, { top, bottom });
  const first = pane.lines[0]?.times[0] ?? 0;
  const last = pane.lines[0]?.times.at(-1) ?? first;
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
        tick={pane.tick}
        ticks={ticks}
        width={width}
        height={Math.min(height, bottom + axis)}
        plot={{ ...plot, top, bottom: axis }}
        lines={pane.title || pane.isNamed ? "both" : "values"}
      >
        <PaneLines pane={pane} scale={scale} xOf={xOf} bottom={bottom} left={plot.left} right={right} />
        {pane.title && (
          <text x={plot.left} y={top - 13} fill="var(--color-axis)" fontSize="11">
            {pane.title}
          </text>
        )}
        {width >= NAMES_FROM && <EndNames pane={pane} scale={scale} top={top} bottom={bottom} left={right + 8} />}
      </TimeFrame>
    </div>
  );
});

interface PaneLinesProps {
  pane: ChartPane;
  scale: LineScale;
  xOf: (at: number) => number;
  bottom: number;
  left: number;
  right: number;
}

function PaneLines({ pane, scale, xOf, bottom, left, right }: PaneLinesProps) {
  const { lines, level, marks = [] } = pane;
  const own = lines.find((line) => line.isOwn);
  const other = lines.find((line) => line.id === pane.washTo);
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
      {pane.isFilled && own && (
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

interface EndNamesProps extends PanePlace {
  pane: ChartPane;
  scale: LineScale;
  left: number;
}

/** Names at the lines' right ends instead of a legend, pushed apart where they would touch. */
function EndNames({ pane, scale, top, bottom, left }: EndNamesProps) {
  const ends: (Pick<ChartLine, "id" | "name" | "isDashed"> & { color: string | null; y: number })[] = [
    ...(pane.isNamed ? pane.lines.map((line) => ({ ...line, y: scale.y(line.values.at(-1) ?? 0) })) : []),
    ...(pane.level ? [{ id: "level", name: pane.level.name, color: null, y: scale.y(pane.level.value) }] : []),
  ];
  const places = spreadNames(
    ends.map((end) => end.y),
    NAME,
    top,
    bottom,
  );
  return ends.map((end, index) => (
    <g key={end.id} transform={`translate(${left} ${places[index] ?? end.y})`}>
      <title>{end.name}</title>
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

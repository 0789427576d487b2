"use client";
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useMemo,
  useState,
} from "react";
import { useTimeZone } from "@/components/figures/clock";
import { useWidth } from "../chart-frame";
import { timeTicks } from "../time-axis";
import "./curves.css";
import { areaPath, type Curve, curvePath, extent, marksPath, nearestBar } from "./curve-path";
import { type LineScale, linearScale, logScale, spreadNames } from "./line-scale";

export interface ChartLine extends Curve {
  id: string;
  name: string;
  color: string;
  isDashed?: boolean;
  isOwn?: boolean;
}

export interface ChartStrip {
  id: string;
  /** Stands over the strip; none for the first. */
  title?: string;
  height: number;
  lines: readonly ChartLine[];
  isLog?: boolean;
  /** Kept inside the axis besides the lines: 0 for falls and leads. */
  include?: number;
  tick: (value: number) => string;
  /** Fills from the own line to zero. */
  isFilled?: boolean;
  /** A dashed level that is a line of its own, with its name at the right end. */
  level?: { value: number; name: string };
  /** Names at the right ends of the lines. */
  isNamed?: boolean;
  /** Instants of small strokes on the baseline. */
  marks?: readonly number[];
}

interface CurvesChartProps {
  strips: readonly ChartStrip[];
  /** Read out instead of the drawing. */
  summary: string;
  tip: (at: number) => ReactNode;
  /** Where Shift and an arrow jump to. */
  stops?: readonly number[];
}

const LEFT = 46;
const TOP = 14;
const GAP = 36;
/** Under a strip with marks on its baseline. */
const MARKS = 10;
const AXIS = 24;
const NAME = 14;

interface Layout {
  top: number;
  bottom: number;
}

/** Strips of lines under each other on one time axis, with one crosshair. The pointer moves the crosshair alone. */
export function CurvesChart({ strips, summary, tip, stops = [] }: CurvesChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [activeAt, setActiveAt] = useState<number | null>(null);
  const timeZone = useTimeZone();
  const times = strips[0]?.lines[0]?.times ?? new Float64Array();
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const isNarrow = width < 560;
  const room = isNarrow ? 8 : nameRoom(strips);
  const inner = Math.max(1, width - LEFT - room);
  const layout = layOut(strips);
  const height = (layout.at(-1)?.bottom ?? 0) + AXIS;
  const xOf = (at: number) => LEFT + ((at - first) / (last - first || 1)) * inner;
  const ticks = useMemo(() => timeTicks(first, last, timeZone, isNarrow ? 3 : 6), [first, last, timeZone, isNarrow]);

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const bar = nearestBar(times, first + ((x - LEFT) / inner) * (last - first));
    setActiveAt(times[bar] ?? null);
  };
  const steer = (event: KeyboardEvent) => {
    const bar = activeAt === null ? times.length - 1 : nearestBar(times, activeAt);
    const here = times[bar] ?? last;
    const goals: Record<string, number | null | undefined> = event.shiftKey
      ? { ArrowLeft: stops.findLast((at) => at < here) ?? first, ArrowRight: stops.find((at) => at > here) ?? last }
      : {
          ArrowLeft: times[Math.max(0, bar - 1)],
          ArrowRight: times[Math.min(times.length - 1, bar + 1)],
          Home: first,
          End: last,
          Escape: null,
        };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    setActiveAt(goal);
  };
  const x = activeAt === null ? null : xOf(activeAt);
  const named = isNarrow ? (strips.find((strip) => strip.isNamed)?.lines ?? []) : [];
  // Lines are drawn with the own one on top; a reader wants it first.
  const names = [...named].reverse();
  return (
    <>
      {names.length > 0 && (
        <div className="legend curves-legend">
          {names.map((line) => (
            <span key={line.id}>
              <i
                className={line.isDashed ? "key key-dash" : "key key-line"}
                style={{ "--c": line.color } as CSSProperties}
              />
              {line.name}
            </span>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        ref={ref}
        className="chart curves"
        style={{ height }}
        role="group"
        aria-label={summary}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={follow}
        onPointerLeave={() => setActiveAt(null)}
        onBlur={() => setActiveAt(null)}
        onKeyDown={steer}
      >
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true">
            {ticks.map(({ at, label }) => (
              <g key={at}>
                <line x1={xOf(at)} x2={xOf(at)} y1={TOP} y2={height - AXIS} className="grid-line" />
                <text
                  className="axis-text"
                  x={xOf(at)}
                  y={height - 6}
                  textAnchor={xOf(at) < LEFT + 24 ? "start" : "middle"}
                >
                  {label}
                </text>
              </g>
            ))}
            {strips.map((strip, index) => (
              <Strip
                key={strip.id}
                strip={strip}
                top={layout[index]?.top ?? 0}
                bottom={layout[index]?.bottom ?? 0}
                inner={inner}
                hasNames={!isNarrow}
              />
            ))}
            {x !== null && <line x1={x} x2={x} y1={TOP} y2={height - AXIS} stroke="var(--color-edge)" />}
          </svg>
        )}
        {x !== null && activeAt !== null && (
          <div className="tip" role="status" style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }}>
            {tip(activeAt)}
          </div>
        )}
      </div>
    </>
  );
}

function nameRoom(strips: readonly ChartStrip[]): number {
  const names = strips.flatMap((strip) => [
    ...(strip.isNamed ? strip.lines.map((line) => line.name.length + 2) : []),
    ...(strip.level ? [strip.level.name.length] : []),
  ]);
  return Math.min(124, 22 + Math.max(0, ...names) * 6.2);
}

function layOut(strips: readonly ChartStrip[]): readonly Layout[] {
  const placed: Layout[] = [];
  let top = TOP;
  for (const strip of strips) {
    if (strip.title) top += GAP;
    placed.push({ top, bottom: top + strip.height });
    top += strip.height + (strip.marks ? MARKS : 0);
  }
  return placed;
}

interface StripProps extends Layout {
  strip: ChartStrip;
  inner: number;
  hasNames: boolean;
}

const Strip = memo(function Strip({ strip, top, bottom, inner, hasNames }: StripProps) {
  const { lines, level } = strip;
  const found = extent(lines);
  if (!found) return null;
  const [low, high] =
    strip.include === undefined
      ? [found.low, found.high]
      : [Math.min(found.low, strip.include), Math.max(found.high, strip.include)];
  const scale: LineScale = strip.isLog ? logScale(low, high, top, bottom) : linearScale(low, high, top, bottom, 5);
  const first = lines[0]?.times[0] ?? 0;
  const last = lines[0]?.times.at(-1) ?? first;
  const right = LEFT + inner;
  const xOf = (at: number) => LEFT + ((at - first) / (last - first || 1)) * inner;
  const own = lines.find((line) => line.isOwn);
  const ends = [
    ...(strip.isNamed
      ? lines.map((line) => ({
          key: line.id,
          name: line.name,
          color: line.color,
          isDashed: line.isDashed,
          y: scale.y(line.values.at(-1) ?? 0),
        }))
      : []),
    ...(level ? [{ key: "level", name: level.name, color: null, isDashed: true, y: scale.y(level.value) }] : []),
  ];
  const places = spreadNames(
    ends.map((end) => end.y),
    NAME,
    top,
    bottom,
  );
  return (
    <g>
      {strip.title && (
        <text className="axis-text" x={LEFT} y={top - 13}>
          {strip.title}
        </text>
      )}
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={LEFT}
            x2={right}
            y1={Math.round(scale.y(tick)) + 0.5}
            y2={Math.round(scale.y(tick)) + 0.5}
            className="grid-line"
          />
          <text className="axis-text" x={LEFT - 8} y={scale.y(tick) + 4} textAnchor="end">
            {strip.tick(tick)}
          </text>
        </g>
      ))}
      {level && (
        <line
          x1={LEFT}
          x2={right}
          y1={scale.y(level.value)}
          y2={scale.y(level.value)}
          stroke="var(--color-holding)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        />
      )}
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
      {strip.marks && strip.marks.length > 0 && (
        <path d={marksPath(strip.marks, xOf, bottom + 5, 6)} stroke="var(--color-accent)" fill="none" />
      )}
      {hasNames &&
        ends.map((end, index) => (
          <g key={end.key} transform={`translate(${right + 8} ${places[index] ?? end.y})`}>
            {end.color && (
              <line
                x1={0}
                x2={12}
                stroke={end.color}
                strokeWidth={2}
                strokeDasharray={end.isDashed ? "3 2" : undefined}
              />
            )}
            <text className={end.color ? "end-text" : "axis-text"} x={end.color ? 18 : 0} y={4}>
              {end.name.length > 15 ? `${end.name.slice(0, 14)}…` : end.name}
            </text>
          </g>
        ))}
    </g>
  );
});

"use client";
import { type ReactNode, useMemo } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { useWidth } from "./chart-frame";
import { ChartTip, Crosshair, type Dot } from "./crosshair";
import { type ChartEvent, EventMarks } from "./event-marks";
import type { Ink } from "./place-tip";
import type { Plot } from "./points";
import { type TimeTick, timeTicks } from "./time-axis";
import { shareAt, useReading } from "./use-reading";

/** What a drawing is laid out in. */
export interface ChartMargins {
  width: number;
  height: number;
  plot: Plot;
  ticks: readonly TimeTick[];
}

interface TimeChartProps {
  /** The instants that can be read, oldest first. */
  times: ArrayLike<number>;
  height: number;
  /** Margins for axes and names at a width in px. */
  plotAt: (width: number) => Plot;
  /** Read out instead of the drawing. */
  summary: string;
  /** Lines and axes; made again only when its own figures or its margins change. */
  drawing: (margins: ChartMargins) => ReactNode;
  /** What the tooltip says of a point. */
  reading: (index: number) => ReactNode;
  /** Where the lines stand at a point; without a reading, at the latest. */
  dotsAt?: (index: number) => readonly Dot[];
  /** What lines cover, given where instants stand; without it areas fill the plot. */
  inkOf?: (xOf: (at: number) => number) => Ink;
  events?: readonly ChartEvent[];
  /** Where Shift and an arrow jump to. */
  stops?: readonly number[];
  /** Points an arrow moves. */
  stride?: number;
  /** Stands over the chart and says what is read; null while nothing is. */
  caption?: (index: number | null) => ReactNode;
}

/** The frame every chart over time stands in: one crosshair, moved by the pointer and by the arrow keys. */
export function TimeChart(props: TimeChartProps) {
  const { times, height, plotAt, summary, drawing, reading, dotsAt, inkOf, events = [] } = props;
  const { stops, stride, caption } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const { index, read, readShare, handlers } = useReading({ times, stops, stride });
  const timeZone = useTimeZone();
  const end = times.length - 1;
  const first = times[0] ?? 0;
  const last = times[end] ?? first;
  const { left, right, top, bottom } = plotAt(width);
  // One object while nothing changes: the drawing is made again only when its margins do.
  const plot = useMemo(() => ({ left, right, top, bottom }), [left, right, top, bottom]);
  const inner = Math.max(1, width - left - right);
  const most = inner < 360 ? 3 : inner < 560 ? 5 : 6;
  const ticks = useMemo(() => timeTicks(first, last, timeZone, most), [first, last, timeZone, most]);
  const xOf = (at: number) => left + ((at - first) / (last - first || 1)) * inner;
  const x = xOf(times[index ?? end] ?? last);
  return (
    <>
      {caption?.(index)}
      {/* biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys */}
      <div
        ref={ref}
        className="relative min-w-0 touch-pan-y rounded-md"
        style={{ height }}
        role="group"
        aria-label={summary}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
        tabIndex={0}
        onPointerMove={(event) => readShare(shareAt(event, event.currentTarget, left, right))}
        {...handlers}
      >
        {width > 0 && (
          <>
            {drawing({ width, height, plot, ticks })}
            <Crosshair
              x={x}
              dots={dotsAt?.(index ?? end) ?? []}
              width={width}
              height={height}
              plot={plot}
              isReading={index !== null}
            />
            <EventMarks
              events={events.filter((event) => event.at >= first && event.at <= last)}
              xOf={xOf}
              bottom={bottom}
              onRead={read}
            />
            {index !== null && (
              <ChartTip x={x} ink={inkOf?.(xOf) ?? (() => [[top, height - bottom]])}>
                {reading(index)}
              </ChartTip>
            )}
          </>
        )}
      </div>
    </>
  );
}

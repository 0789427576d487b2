"use client";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useState } from "react";
import { useTimeZone } from "@/components/figures/clock";
import { useWidth } from "./chart-frame";
import { ChartTip, Crosshair, type Dot } from "./crosshair";
import { type ChartEvent, EventMarks } from "./event-marks";
import { nearestIndex, type Plot } from "./points";
import { stepReading } from "./step-reading";
import { type TimeTick, timeTicks } from "./time-axis";

/** What a drawing is laid out in. */
export interface ChartRoom {
  width: number;
  height: number;
  plot: Plot;
  ticks: readonly TimeTick[];
}

interface TimeChartProps {
  /** The instants that can be read, oldest first. */
  times: ArrayLike<number>;
  height: number;
  /** Room for axes and names at a width in px. */
  plotAt: (width: number) => Plot;
  /** Read out instead of the drawing. */
  summary: string;
  /** Lines and axes; made again only when its own figures or its room change. */
  drawing: (room: ChartRoom) => ReactNode;
  /** What the tooltip says of a point. */
  reading: (index: number) => ReactNode;
  /** Where the lines stand at a point; without a reading, at the latest. */
  dotsAt?: (index: number) => readonly Dot[];
  events?: readonly ChartEvent[];
  /** Where Shift and an arrow jump to. */
  stops?: readonly number[];
}

/** The frame every chart over time stands in: one crosshair, moved by the pointer and by the arrow keys. */
export function TimeChart(props: TimeChartProps) {
  const { times, height, plotAt, summary, drawing, reading, dotsAt, events = [], stops = [] } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const timeZone = useTimeZone();
  const end = times.length - 1;
  const first = times[0] ?? 0;
  const last = times[end] ?? first;
  const { left, right, top, bottom } = plotAt(width);
  // One object while nothing changes: the drawing is made again only when its room does.
  const plot = useMemo(() => ({ left, right, top, bottom }), [left, right, top, bottom]);
  const inner = Math.max(1, width - left - right);
  const most = inner < 360 ? 3 : inner < 560 ? 5 : 6;
  const ticks = useMemo(() => timeTicks(first, last, timeZone, most), [first, last, timeZone, most]);
  const xOf = (at: number) => left + ((at - first) / (last - first || 1)) * inner;
  // A range that became shorter may have lost the point that was read.
  const index = active === null ? null : Math.min(active, end);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setActive(nearestIndex(times, first + ((x - left) / inner) * (last - first)));
  };
  const steer = (event: KeyboardEvent) => {
    const next = stepReading({ key: event.key, isShift: event.shiftKey, index, times, stops });
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
  };
  const x = xOf(times[index ?? end] ?? last);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys
    <div
      ref={ref}
      className="relative min-w-0 touch-pan-y rounded-md"
      style={{ height }}
      role="group"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
      tabIndex={0}
      onPointerMove={follow}
      onPointerLeave={() => setActive(null)}
      onBlur={() => setActive(null)}
      onKeyDown={steer}
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
            onRead={(at) => setActive(nearestIndex(times, at))}
          />
          {index !== null && (
            <ChartTip x={x} width={width}>
              {reading(index)}
            </ChartTip>
          )}
        </>
      )}
    </div>
  );
}

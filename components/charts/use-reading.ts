"use client";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { nearestIndex } from "./points";
import { stepReading } from "./step-reading";

interface ReadingOptions {
  /** The instants that can be read, oldest first. */
  times: ArrayLike<number>;
  /** Where Shift and an arrow jump to, oldest first. */
  stops?: readonly number[];
  /** Points an arrow moves. */
  stride?: number;
}

/** The point of a series that a pointer stands over or the arrow keys have led to; null while none is read. */
export function useReading({ times, stops = [], stride }: ReadingOptions) {
  const [active, setActive] = useState<number | null>(null);
  const end = times.length - 1;
  const first = times[0] ?? 0;
  const last = times[end] ?? first;
  // A range that became shorter may have lost the point that was read.
  const index = active === null ? null : Math.min(active, end);
  const read = (at: number) => setActive(nearestIndex(times, at));
  const leave = () => setActive(null);
  return {
    index,
    read,
    /** From 0 at the first point to 1 at the last. */
    readShare: (share: number) => read(first + share * (last - first)),
    handlers: {
      onPointerLeave: leave,
      onBlur: leave,
      onKeyDown: (event: KeyboardEvent) => {
        const next = stepReading({ key: event.key, isShift: event.shiftKey, index, times, stops, stride });
        if (next === undefined) return;
        event.preventDefault();
        setActive(next);
      },
    },
  };
}

/** How far over an element a pointer is, from 0 to 1, between its axes' margins. */
export function shareAt(event: PointerEvent, element: Element, left = 0, right = 0): number {
  const box = element.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left - left) / Math.max(1, box.width - left - right)));
}

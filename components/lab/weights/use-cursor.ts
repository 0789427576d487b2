"use client";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { placeAt } from "./at-time";

interface CursorOptions {
  times: Float64Array;
  events: readonly BacktestEvent[];
}

/**
 * An instant under the pointer or moved by keys: arrows a hundredth of the period, Page keys from rebalance to
 * rebalance, Home and End the ends, Escape lets go.
 */
export function useCursor({ times, events }: CursorOptions) {
  const [at, setAt] = useState<number | null>(null);
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const span = last - first || 1;
  const held = at === null ? null : Math.min(Math.max(at, first), last);
  const steer = (event: KeyboardEvent) => {
    const from = held ?? last;
    const step = span / 100;
    const moves: Record<string, () => number | null> = {
      ArrowLeft: () => Math.max(first, from - step),
      ArrowRight: () => Math.min(last, from + step),
      PageUp: () => events.findLast((each) => each.at < from)?.at ?? from,
      PageDown: () => events.find((each) => each.at > from)?.at ?? from,
      Home: () => first,
      End: () => last,
      Escape: () => null,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setAt(move());
  };
  return {
    at: held,
    /** Place of the point that holds at the cursor; the last without one. */
    place: held === null ? times.length - 1 : placeAt(times, held),
    share: held === null ? null : (held - first) / span,
    /** The rebalance the cursor stands on, if any is within half a hundredth of the period. */
    event: held === null ? null : nearEvent(events, held, span / 200),
    pointAt: (share: number) => setAt(first + share * span),
    leave: () => setAt(null),
    steer,
  };
}

export const shareIn = (event: PointerEvent, element: Element, left: number, right: number) => {
  const box = element.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left - left) / Math.max(1, box.width - left - right)));
};

function nearEvent(events: readonly BacktestEvent[], at: number, reach: number): BacktestEvent | null {
  if (events.length === 0) return null;
  const before = placeAt(
    Float64Array.from(events, (event) => event.at),
    at,
  );
  const near = [events[before], events[before + 1]].filter((event) => event !== undefined);
  near.sort((left, right) => Math.abs(left.at - at) - Math.abs(right.at - at));
  const found = near[0];
  return found && Math.abs(found.at - at) <= reach ? found : null;
}

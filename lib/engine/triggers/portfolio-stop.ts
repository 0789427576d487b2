/**
 * The portfolio stop from one check to the next. It is fed an index (time-weighted: 1 at the start, flows taken out) and
 * keeps a small record that is plain JSON.
 *
 *   armed -> stopped    the index is at or below peak x (1 - drop)
 *   stopped -> armed    by its restart rule, or when the owner asks; the peak then starts anew from there
 *
 * A trailing peak is the highest index of the last `windowDays`. Of what was seen only those highs are kept that no later
 * one has passed: index falling, time rising, the first is the peak. That is exact, and each high enters and leaves once
 * (the sliding-window maximum of Lemire, "Streaming maximum-minimum filter", 2006).
 */
import type { PortfolioStop, StopState } from "@/lib/engine/model";
import { DAY_MS } from "@/lib/engine/valuation/indicators/bar-days";

export interface StopLook {
  index: number;
  at: number;
  /** The targets in their written weights stand above their moving average; only a trend restart asks. */
  isTrendUp: boolean;
  /** The owner asks to go on. */
  asked?: boolean;
}

/** A fall of just the drop counts, whatever rounding made of it. */
const NOISE = 1e-12;

export function newStopState(index: number, at: number): StopState {
  return { phase: "armed", peak: index, peakAt: at, index, since: at };
}

/** Moves `state` on in place; looks come in order of time. Returns what happened, null for nothing. */
export function advanceStop(stop: PortfolioStop, state: StopState, look: StopLook): "stopped" | "restarted" | null {
  state.index = look.index;
  if (state.phase === "stopped") {
    if (!mayRestart(stop, state, look)) return null;
    state.phase = "armed";
    state.since = look.at;
    state.peak = look.index;
    state.peakAt = look.at;
    if (state.highs !== undefined) state.highs.length = 0;
    notePeak(stop, state, look);
    return "restarted";
  }
  notePeak(stop, state, look);
  if (look.index > state.peak * (1 - stop.drop) * (1 + NOISE)) return null;
  state.phase = "stopped";
  state.since = look.at;
  return "stopped";
}

/** How far the index is below the peak that counts, a share; 0 at the peak. */
export function fallOf(state: StopState): number {
  return Math.max(1 - state.index / state.peak, 0);
}

function mayRestart({ restart }: PortfolioStop, state: StopState, look: StopLook): boolean {
  if (look.asked === true) return true;
  switch (restart.kind) {
    case "manual":
      return false;
    case "after-days":
      return look.at - state.since >= restart.days * DAY_MS;
    case "trend":
      return look.isTrendUp;
  }
}

function notePeak(stop: PortfolioStop, state: StopState, { index, at }: StopLook): void {
  if (stop.kind === "peak" || stop.windowDays === null) {
    if (index < state.peak) return;
    state.peak = index;
    state.peakAt = at;
    return;
  }
  // Highs lie as pairs: time, index, time, index.
  state.highs ??= [state.peakAt, state.peak];
  const { highs } = state;
  while (highs.length > 0 && highs[highs.length - 1]! <= index) highs.length -= 2;
  highs.push(at, index);
  const oldest = at - stop.windowDays * DAY_MS;
  let gone = 0;
  while (highs[gone]! < oldest) gone += 2;
  if (gone > 0) {
    highs.copyWithin(0, gone);
    highs.length -= gone;
  }
  state.peakAt = highs[0]!;
  state.peak = highs[1]!;
}

/**
 * The portfolio stop from one check to the next. It is fed an index (time-weighted: 1 at the start, flows taken out)
 * and keeps a small record that is plain JSON.
 *
 *   armed -> stopped    two checks in a row, CONFIRM_AFTER_MS or more apart, show index <= peak x (1 - drop)
 *   stopped -> armed    by its restart rule, or when the owner requests it; the peak then starts anew from there
 *
 * Only orderly checks are fed in: a fall is confirmed when the second of them shows it too, and one that shows less
 * begins the count anew. The close of a bar is settled already and counts for both.
 *
 * The first peak is that of the first check, or of the targets' own past where the owner wants that (`seekPastPeak`).
 *
 * A trailing peak is the highest index of the last `windowDays`. Of what was seen only those highs are kept that no
 * later one has passed: index falling, time rising, the first is the peak. That is exact, and each high enters and
 * leaves once (the sliding-window maximum of Lemire, "Streaming maximum-minimum filter", 2006).
 */
import { CONFIRM_AFTER_MS, type PortfolioStop, type StopState } from "@/lib/engine/model";
import { DAY_MS } from "@/lib/engine/valuation/indicators/bar-days";

export interface StopCheck {
  index: number;
  at: number;
  /** The targets in their written weights stand above their moving average; only a trend restart reads it. */
  isTrendUp: boolean;
  /** The owner requests to go on. */
  isRequested?: boolean;
  /** What is seen cannot be otherwise a minute later: the close of a bar. */
  isSettled?: boolean;
}

/** A fall of just the drop counts, whatever rounding made of it. */
const NOISE = 1e-12;

export function newStopState(index: number, at: number): StopState {
  return { phase: "armed", peak: index, peakAt: at, index, since: at, measuredFrom: at };
}

/** Moves `state` on in place; checks come in order of time. Returns what happened, null for nothing. */
export function advanceStop(stop: PortfolioStop, state: StopState, check: StopCheck): "stopped" | "restarted" | null {
  state.index = check.index;
  if (state.phase === "stopped") {
    if (!mayRestart(stop, state, check)) return null;
    state.phase = "armed";
    state.since = check.at;
    state.peak = check.index;
    state.peakAt = check.at;
    state.measuredFrom = check.at;
    state.firstBelowAt = undefined;
    if (state.highs !== undefined) state.highs.length = 0;
    recordPeak(stop, state, check);
    return "restarted";
  }
  recordPeak(stop, state, check);
  if (check.index > state.peak * (1 - stop.drop) * (1 + NOISE)) {
    state.firstBelowAt = undefined;
    return null;
  }
  state.firstBelowAt ??= check.at;
  if (check.isSettled !== true && check.at - state.firstBelowAt < CONFIRM_AFTER_MS) return null;
  state.firstBelowAt = undefined;
  state.phase = "stopped";
  state.since = check.at;
  return "stopped";
}

/** How far the index is below the peak that counts, a share; 0 at the peak. */
export function fallOf(state: StopState): number {
  return Math.max(1 - state.index / state.peak, 0);
}

/**
 * Takes in what a past index says of peaks, once: its level is only read against its own last one, which stands for the
 * index now. `times` ascend, `levels` may begin with NaN; bars after `last` are not read.
 */
export function seekPastPeak(
  stop: PortfolioStop,
  state: StopState,
  past: { times: ArrayLike<number>; levels: ArrayLike<number>; last: number },
): void {
  const now = past.levels[past.last];
  if (state.phase === "stopped" || now === undefined || !(now > 0)) return;
  const { index } = state;
  const searched: StopState = { ...newStopState(0, Number.NEGATIVE_INFINITY), highs: [] };
  let first = Number.POSITIVE_INFINITY;
  for (let bar = 0; bar <= past.last; bar += 1) {
    const level = past.levels[bar]!;
    if (!(level > 0)) continue;
    first = Math.min(first, past.times[bar]!);
    recordPeak(stop, searched, { index: (index * level) / now, at: past.times[bar]!, isTrendUp: false });
  }
  state.isFromHistory = true;
  if (!Number.isFinite(first)) return;
  state.measuredFrom = Math.min(first, state.measuredFrom ?? first);
  if (stop.kind === "trailing") {
    // Highs seen live go on from the last of the past that is higher; one that they have passed counts no more.
    const live = state.highs ?? [state.peakAt, state.peak];
    const passed = searched.highs!.findIndex((_, place) => place % 2 === 1 && searched.highs![place]! <= live[1]!);
    state.highs = [...(passed < 0 ? searched.highs! : searched.highs!.slice(0, passed - 1)), ...live];
    state.peakAt = state.highs[0]!;
    state.peak = state.highs[1]!;
  } else if (searched.peak > state.peak) {
    state.peak = searched.peak;
    state.peakAt = searched.peakAt;
  }
}

function mayRestart({ restart }: PortfolioStop, state: StopState, check: StopCheck): boolean {
  if (check.isRequested === true) return true;
  switch (restart.kind) {
    case "manual":
      return false;
    case "after-days":
      return check.at - state.since >= restart.days * DAY_MS;
    case "trend":
      return check.isTrendUp;
  }
}

function recordPeak(stop: PortfolioStop, state: StopState, { index, at }: StopCheck): void {
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

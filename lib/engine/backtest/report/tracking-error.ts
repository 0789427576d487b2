/**
 * How far a run strays from its own target: the standard deviation, per bar, of its returns less those of the target
 * weights held anew at every bar without cost. A fungible group's return is the mean of its members'.
 */

import type { Run } from "../run/run";
import { barReturn } from "./index-series";

export function trackingError(run: Run, index: Float64Array): number {
  const { book, period, targetChanges } = targetsOf(run);
  const { closes, offsets } = book;
  const count = index.length - 1;
  const gaps = new Float64Array(count);
  let change = 0;
  let { legs, cash } = targetChanges[0]!;
  for (let bar = 1; bar <= count; bar += 1) {
    const at = period.from + bar;
    // What was in force when the bar before ended.
    while (change + 1 < targetChanges.length && targetChanges[change + 1]!.bar < at) {
      change += 1;
      ({ legs, cash } = targetChanges[change]!);
    }
    let move = book.cashOffset < 0 ? 0 : cash * (closes[book.cashOffset + at]! / closes[book.cashOffset + at - 1]! - 1);
    for (let leg = 0; leg < legs.length; leg += 1) {
      const place = offsets[leg]! + at;
      move += legs[leg]! * (closes[place]! / closes[place - 1]! - 1);
    }
    gaps[bar - 1] = barReturn(index, bar) - move;
  }
  let mean = 0;
  for (const gap of gaps) mean += gap / count;
  let squares = 0;
  for (const gap of gaps) squares += (gap - mean) ** 2;
  return Math.sqrt(squares / count);
}

/** Targets by leg from each bar at which they changed on. */
function targetsOf(run: Run) {
  const { book, period, layout } = run.program;
  const targetChanges = run.targetChanges.map(({ bar, targets }) => {
    const legs = new Float64Array(book.assets.length);
    let cash = 0;
    layout.positions.forEach((_, place) => {
      const first = book.firstLegs[place]!;
      const next = book.firstLegs[place + 1]!;
      const isCash = place === book.cashPosition;
      const share = targets[place]! / (next - first + (isCash ? 1 : 0));
      legs.fill(share, first, next);
      if (isCash) cash = share;
    });
    return { bar, legs, cash };
  });
  return { book, period, targetChanges };
}

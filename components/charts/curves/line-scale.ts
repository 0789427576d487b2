/** A value axis for lines: linear or logarithmic, with its ticks and its place in pixels. */
import type { Scale } from "../scale";

export interface LineScale extends Scale {
  y: (value: number) => number;
}

/** A scale between two heights in pixels. */
export function placeScale(scale: Scale, top: number, bottom: number): LineScale {
  const of = scale.isLog ? (value: number) => Math.log(Math.max(value, Number.MIN_VALUE)) : (value: number) => value;
  const [low, high] = [of(scale.min), of(scale.max)];
  return { ...scale, y: (value) => bottom - ((of(value) - low) / (high - low)) * (bottom - top) };
}

const ROUND = [1, 2, 2.5, 5, 10];

/** As many round figures inside a range as fit. */
export function roundTicks(min: number, max: number, most: number): readonly number[] {
  const span = max - min;
  if (!(span > 0)) return [min];
  const power = 10 ** Math.floor(Math.log10(span / most));
  for (const factor of [...ROUND, ...ROUND.map((each) => each * 10)]) {
    const step = factor * power;
    const first = Math.ceil(min / step - 1e-9);
    const count = Math.floor(max / step + 1e-9) - first + 1;
    if (count <= most && count >= 1)
      return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  }
  return [min];
}

/** The axis ends a little beyond the lines, not at a tick: the space belongs to the lines. */
export function linearScale(low: number, high: number, top: number, bottom: number, most = 4): LineScale {
  const margin = (high - low) * 0.05 || Math.abs(high) * 0.02 || 0.01;
  const [min, max] = [low - margin, high + margin];
  return placeScale({ min, max, ticks: roundTicks(min, max, most) }, top, bottom);
}

const STEPS: readonly (readonly number[])[] = [
  [1],
  [1, 3],
  [1, 2, 5],
  [1, 1.5, 2, 3, 5, 7],
  [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9],
];

/** Equal heights are equal ratios. Ticks are round figures, three to six of them. */
export function logScale(low: number, high: number, top: number, bottom: number): LineScale {
  const floor = Math.max(low, Number.MIN_VALUE);
  const margin = Math.max(Math.log(high / floor) * 0.04, 0.005);
  const min = Math.log(floor) - margin;
  const max = Math.log(Math.max(high, floor)) + margin;
  const first = Math.floor(min / Math.LN10);
  const last = Math.ceil(max / Math.LN10);
  const inside = (steps: readonly number[]) => {
    const found: number[] = [];
    for (let power = first; power <= last; power++)
      for (const step of steps) {
        const value = Number((step * 10 ** power).toPrecision(12));
        if (Math.log(value) >= min && Math.log(value) <= max) found.push(value);
      }
    return found;
  };
  const ticks = STEPS.map(inside).find((each) => each.length >= 3) ?? [];
  const shown = ticks.length > 6 ? ticks.filter((_, index) => index % Math.ceil(ticks.length / 6) === 0) : ticks;
  // A range too narrow for round figures of its decade is as good as linear.
  const round = shown.length >= 3 ? shown : roundTicks(Math.exp(min), Math.exp(max), 4);
  return placeScale({ min: Math.exp(min), max: Math.exp(max), ticks: round, isLog: true }, top, bottom);
}

/** Heights for names that keep a distance, each as near to its own line as it can be. */
export function spreadNames(
  wanted: readonly number[],
  distance: number,
  top: number,
  bottom: number,
): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((left, right) => left.y - right.y);
  let before = Number.NEGATIVE_INFINITY;
  for (const each of order) {
    each.y = Math.max(each.y, before + distance, top);
    before = each.y;
  }
  let after = bottom + distance;
  for (const each of [...order].reverse()) {
    each.y = Math.min(each.y, after - distance);
    after = each.y;
  }
  const placed = wanted.map(() => 0);
  for (const each of order) placed[each.index] = each.y;
  return placed;
}

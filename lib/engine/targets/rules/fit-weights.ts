/**
 * Brings weights between their bounds without changing what they sum to, by water-filling.
 *
 * All are scaled by one factor and cut at their bounds; the factor is the one at which they sum to `total`. What a cap takes
 * away thus goes to the others in proportion to their weights, as capped indices do it. Those of weight 0 take part only when
 * all others are full; they then rise together. A safe target takes what is left or gives what is missing first, as far as
 * its own bounds allow, so that who was capped does not make the others larger.
 *
 * Worked: 60/20/10/10 with at most 40: the 20 taken off go half to the second: 40/30/15/15.
 */

/** Changes `weights` in place. The bounds must be able to meet `total`: sum of lows <= total <= sum of highs. */
export function fitWeights(
  weights: Float64Array,
  lows: Float64Array,
  highs: Float64Array,
  total: number,
  safe: number,
): void {
  let rest = total;
  if (safe >= 0) {
    let others = 0;
    for (let index = 0; index < weights.length; index += 1) {
      if (index !== safe) others += clamp(weights[index]!, lows[index]!, highs[index]!);
    }
    weights[safe] = clamp(total - others, lows[safe]!, highs[safe]!);
    rest -= weights[safe]!;
  }
  let filled = 0;
  const empty: number[] = [];
  const held: number[] = [];
  weights.forEach((weight, index) => {
    if (index === safe) return;
    (weight > 0 ? held : empty).push(index);
    filled += weight > 0 ? highs[index]! : lows[index]!;
  });
  if (filled >= rest) {
    for (const index of empty) weights[index] = lows[index]!;
    rest -= empty.reduce((sum, index) => sum + lows[index]!, 0);
    raise(weights, held, lows, highs, rest);
    return;
  }
  for (const index of held) weights[index] = highs[index]!;
  rest -= held.reduce((sum, index) => sum + highs[index]!, 0);
  for (const index of empty) weights[index] = 1;
  raise(weights, empty, lows, highs, rest);
}

/**
 * Turns `weights` of `members` into clamp(factor x weight) that sum to `total`. The sum rises with the factor along straight
 * lines between the points where someone meets a bound; the piece that holds `total` is found, and solved.
 */
function raise(
  weights: Float64Array,
  members: readonly number[],
  lows: Float64Array,
  highs: Float64Array,
  total: number,
): void {
  const sumAt = (factor: number) =>
    members.reduce((sum, index) => sum + clamp(factor * weights[index]!, lows[index]!, highs[index]!), 0);
  const points = members.flatMap((index) => [lows[index]! / weights[index]!, highs[index]! / weights[index]!]);
  points.sort((left, right) => left - right);
  const upper = points.find((point) => sumAt(point) >= total) ?? points.at(-1) ?? 0;
  const lower = points.findLast((point) => point < upper) ?? 0;
  let free = 0;
  let stuck = 0;
  for (const index of members) {
    const isFree = lows[index]! / weights[index]! <= lower && highs[index]! / weights[index]! >= upper;
    if (isFree) free += weights[index]!;
    else stuck += clamp(upper * weights[index]!, lows[index]!, highs[index]!);
  }
  const factor = free > 0 ? clamp((total - stuck) / free, lower, upper) : upper;
  for (const index of members) weights[index] = clamp(factor * weights[index]!, lows[index]!, highs[index]!);
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

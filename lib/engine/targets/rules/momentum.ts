/**
 * The `top` best by return over the look-back, an equal share each: relative momentum (Jegadeesh and Titman, Journal of
 * Finance 48 (1993)). Of those only who returned more than `returnMin` is held: absolute momentum (Antonacci, Dual Momentum
 * Investing, 2014, chapter 8). What the others would have had is left uninvested.
 *
 * `keys` settle ties, so that the order of an owner's list never does.
 */
export interface MomentumBars {
  top: number;
  returnMin: number | null;
}

/** Fills `out` with shares that sum to 1 or, with some below the bar, to less. */
export function momentumWeights(
  returns: Float64Array,
  keys: readonly string[],
  { top, returnMin }: MomentumBars,
  out: Float64Array,
): void {
  const places = Math.min(top, returns.length);
  for (let index = 0; index < returns.length; index += 1) {
    const isChosen = rankOf(index, returns, keys) < places;
    const isRising = returnMin === null || returns[index]! > returnMin;
    out[index] = isChosen && isRising ? 1 / places : 0;
  }
}

/** How many do better. */
function rankOf(index: number, returns: Float64Array, keys: readonly string[]): number {
  let rank = 0;
  for (let other = 0; other < returns.length; other += 1) {
    const lead = returns[other]! - returns[index]!;
    if (lead > 0 || (lead === 0 && keys[other]! < keys[index]!)) rank += 1;
  }
  return rank;
}

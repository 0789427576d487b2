/**
 * Rounds the figures of one column so that those shown add up to the total shown under them (largest remainder): each
 * goes down to its place, then the units that are missing go to those that were cut furthest. None moves by a whole
 * unit, and the total is the true one, rounded half away from zero. 1.003 + 1.004 + 1.003 reads 1.00 + 1.01 + 1.00 = 3.01.
 */
import { fromUnits, placesOf, roundDecimal, toUnits } from "./number";

export interface RoundedColumn {
  values: string[];
  total: string;
}

export function roundColumn(values: readonly string[], digits = 2): RoundedColumn {
  const places = Math.max(digits, ...values.map(placesOf));
  const unit = 10n ** BigInt(places - digits);
  const exact = values.map((value) => toUnits(value, places));
  const sum = exact.reduce((total, value) => total + value, 0n);
  const total = toUnits(roundDecimal(fromUnits(sum, places), digits), digits);
  const rounded = exact.map((value) => value / unit - (value % unit < 0n ? 1n : 0n));
  const missing = Number(total - rounded.reduce((counted, value) => counted + value, 0n));
  const cut = exact.map((value, index) => ({ index, rest: ((value % unit) + unit) % unit }));
  cut.sort((left, right) => (left.rest < right.rest ? 1 : left.rest > right.rest ? -1 : 0));
  for (const { index } of cut.slice(0, missing)) rounded[index] = (rounded[index] ?? 0n) + 1n;
  return { values: rounded.map((value) => fromUnits(value, digits)), total: fromUnits(total, digits) };
}

/** Weights that add up as shown: `digits` places of their percent. */
export function roundShares(shares: readonly number[], digits = 1): number[] {
  // Twelve places: further ones are noise of the division that made the share.
  return roundColumn(
    shares.map((share) => share.toFixed(12)),
    digits + 2,
  ).values.map(Number);
}

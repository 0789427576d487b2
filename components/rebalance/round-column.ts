/**
 * Rounds a column so that what is shown adds up to the total that is shown: each figure to the nearest cent, then the
 * few cents that rounding made or lost go to the figures that were rounded furthest the other way. None moves by more
 * than one cent, and the total is the true one, rounded.
 */
import { add, compare, divideDown, isZero, negate, roundToNearestStep, subtract, sum, toFloat } from "@/lib/money";

const CENT = "0.01";

export const toCents = (value: string): string => roundToNearestStep<string>(value, CENT);

export function roundColumn(values: readonly string[]): string[] {
  const rounded = values.map(toCents);
  const off = subtract<string>(toCents(sum<string>(values)), sum<string>(rounded));
  if (isZero(off)) return rounded;
  const step = off.startsWith("-") ? negate<string>(CENT) : CENT;
  const count = Math.abs(Math.round(toFloat(divideDown<string>(off, CENT))));
  const errors = values.map((value, index) => subtract<string>(value, rounded[index] ?? "0"));
  const order = errors
    .map((_, index) => index)
    .sort((left, right) => {
      const towards = compare(errors[right] ?? "0", errors[left] ?? "0");
      return step === CENT ? towards : -towards;
    });
  const moved = new Set(order.slice(0, count));
  return rounded.map((value, index) => (moved.has(index) ? add<string>(value, step) : value));
}

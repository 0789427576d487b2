/**
 * Amounts of the lot books: whole numbers of 1e-28, so that sums, cuts and comparisons are exact and quick.
 *
 *   "0.5" = 5_000_000_000_000_000_000_000_000_000n
 *
 * 28 places hold every coin there is (the finest, NEAR, has 24). A figure with more is our caller's to refuse: it is
 * named, never cut. What does not divide is cut by cumulative share, so that parts always sum to their whole.
 */

import { read } from "@/lib/money";
import { type FixedPoint, unitsAt, writeFixed } from "@/lib/money/fixed-point";

declare const unit: unique symbol;
/** A quantity of an asset or a value in base currency, in units of 1e-28. */
export type Amount = bigint & { readonly [unit]?: unknown };

export const PLACES = 28;

/** Throws DecimalFormatError on what is no decimal, RangeError on one with more than 28 places. */
export function readAmount(text: string): Amount {
  const fixed: FixedPoint = read(text);
  if (fixed.scale > PLACES) throw new RangeError(`${text} has more than ${PLACES} decimals`);
  return unitsAt(fixed, PLACES);
}

/** Rounded half to even at so many places: the form of reports that other programs read. */
export function writeRounded(amount: Amount, places: number): string {
  const step = 10n ** BigInt(PLACES - places);
  const size = amount < 0n ? -amount : amount;
  const [down, rest] = [size / step, size % step];
  const isUp = rest * 2n > step || (rest * 2n === step && down % 2n === 1n);
  const rounded = isUp ? down + 1n : down;
  return writeFixed(amount < 0n ? -rounded : rounded, places);
}

/** `whole` x `part` / `total`, toward zero. What it leaves stays with the caller's rest. */
export function shareOf(whole: Amount, part: Amount, total: Amount): Amount {
  return part === total ? whole : (whole * part) / total;
}

/**
 * Cuts a whole along parts that come one after the other: each gets what the cumulative share has grown by.
 *
 *   10 along 1, 1, 1 of 3: 3.33…3, 3.33…3, 3.33…4
 */
export function cutter(whole: Amount, total: Amount): (part: Amount) => Amount {
  let reached = 0n;
  let given = 0n;
  return (part) => {
    reached += part;
    const upTo = shareOf(whole, reached, total);
    const cut = upTo - given;
    given = upTo;
    return cut;
  };
}

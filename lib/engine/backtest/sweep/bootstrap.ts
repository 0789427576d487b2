/**
 * Histories that could have been: blocks of real bars put together anew. All assets move by the same block, so what
 * ties them together on a day stays; what a long trend had, longer than a block, is lost.
 *
 * The stationary bootstrap of Politis and Romano (Journal of the American Statistical Association 89, 1994): a block
 * starts at any bar with equal chance and goes on with chance 1 - 1/length, so lengths are geometric with that mean; at
 * the end of history it wraps to its beginning. Returns of a bar are joint simple price ratios.
 */
import type { PriceTable } from "@/lib/engine/model";
import { seededRandom } from "./seeded-random";

/** What was drawn for path number `path`: the bar whose return each bar after the first takes. */
export function bootstrapBars(bars: number, blockBars: number, seed: number, path: number): Int32Array {
  const next = seededRandom(Math.imul(seed, 0x9e3779b1) + Math.imul(path + 1, 0x85ebca6b));
  const drawn = new Int32Array(Math.max(bars - 1, 0));
  const returns = bars - 1;
  let at = 0;
  for (let index = 0; index < drawn.length; index += 1) {
    const isNewBlock = index === 0 || next() * blockBars < 1;
    at = isNewBlock ? Math.floor(next() * returns) : (at + 1) % returns;
    drawn[index] = at + 1;
  }
  return drawn;
}

/** A table on the same bars whose returns are those drawn; every asset starts at its first close. */
export function bootstrapTable(table: PriceTable, drawn: Int32Array): PriceTable {
  const bars = table.times.length;
  const closes = new Float64Array(table.closes.length);
  for (let asset = 0; asset < table.assets.length; asset += 1) {
    const first = asset * bars;
    let close = table.closes[first]!;
    closes[first] = close;
    for (let index = 0; index < drawn.length; index += 1) {
      const bar = first + drawn[index]!;
      close *= table.closes[bar]! / table.closes[bar - 1]!;
      closes[first + index + 1] = close;
    }
  }
  return { ...table, closes };
}

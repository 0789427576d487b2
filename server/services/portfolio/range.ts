/** Where a range begins that ends now. */
import { DAY_MS } from "@/lib/engine/model";
import type { Range } from "@/lib/schemas/series-range";

const RANGE_MS: Record<Exclude<Range, "All">, number> = {
  "1D": DAY_MS,
  "1W": 7 * DAY_MS,
  "1M": 31 * DAY_MS,
  "3M": 92 * DAY_MS,
  "1Y": 366 * DAY_MS,
};

export const rangeFrom = (range: Range, now: number): number => (range === "All" ? 0 : now - RANGE_MS[range]);

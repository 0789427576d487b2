import { YEAR_MS } from "@/lib/engine/model";

/** Epoch ms of the first bar of the last year of prices; of all there are where these are fewer. */
export function lastYearStart(times: Float64Array): number {
  return Math.max(times[0] ?? 0, (times.at(-1) ?? 0) - YEAR_MS);
}

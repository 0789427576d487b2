/**
 * On which bars a schedule is due. A slot is due at the first bar stamped at or after it; where bars are a day or longer
 * apart only dates in the policy's time zone are compared, so that "monthly" on daily rows fires on the first row of a
 * new month. The first bar of a run is never due: calendar rules see each bar against the one before.
 */
import { nextSlots } from "@/lib/engine/triggers/cron";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { localDay } from "./zone-clock";

/** Bars in (from, to) of the table that are due, ascending. */
export function dueBars(cron: string, timeZone: string, times: Float64Array, from: number, to: number): Int32Array {
  const isByDate = barDays({ times }) >= 1;
  const place = isByDate ? (at: number) => localDay(timeZone, at) : (at: number) => at;
  const due: number[] = [];
  let bar = from;
  let after = times[from]!;
  while (bar + 1 < to) {
    const [slot] = nextSlots(cron, timeZone, after, 1);
    if (slot === undefined) break;
    after = slot;
    const slotPlace = place(slot);
    if (slotPlace <= place(times[bar]!)) continue;
    while (bar < to && place(times[bar]!) < slotPlace) bar += 1;
    if (bar >= to) break;
    due.push(bar);
    after = Math.max(slot, times[bar]!);
  }
  return Int32Array.from(due);
}

/** How people name a stretch of history. */
import { DAY_MS } from "@/lib/engine/model";
import { formatTrimmed } from "./number";

const COUNTED = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "these three years", "this year", "these 18 months", "these 40 days". */
export function describePeriod(firstAt: number, lastAt: number): string {
  const days = Math.max(1, Math.round((lastAt - firstAt) / DAY_MS));
  if (days < 75) return `these ${days} days`;
  const years = days / 365.25;
  const whole = Math.round(years);
  if (whole >= 1 && Math.abs(years - whole) < 0.06 * whole) {
    if (whole === 1) return "this year";
    return `these ${COUNTED[whole] ?? whole} years`;
  }
  if (years < 2) return `these ${Math.round(years * 12)} months`;
  return `these ${formatTrimmed(years, 1)} years`;
}

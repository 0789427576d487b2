import { DAY_MS } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { plural } from "@/lib/format/plural";

/** "not annualised: 120 days"; null of a year or more. */
export function notAnnualised({ firstAt, lastAt }: { firstAt: number; lastAt: number }): string | null {
  if (isAnnualised(firstAt, lastAt)) return null;
  return `not annualised: ${plural(Math.round((lastAt - firstAt) / DAY_MS), "day")}`;
}

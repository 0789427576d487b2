/**
 * Whether a figure may be told by the year. A move of days raised to a year says nothing (a rise of 20 % in three days
 * would be one of billions), so below a year every screen and report gives the period's own figures alone.
 */
import { DAY_MS } from "@/lib/engine/model";

/** The closes of a calendar year lie 364 days apart, the first from the last. */
const ANNUALISED_DAYS_MIN = 364;

/** Both epoch ms: the first and the last bar of what was measured. */
export const isAnnualised = (firstAt: number, lastAt: number): boolean =>
  lastAt - firstAt >= ANNUALISED_DAYS_MIN * DAY_MS;

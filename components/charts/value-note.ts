/** The line under a portfolio's value beside never rebalancing: how far they were apart at most. */
import { formatMoney, roundDecimal } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import type { SeriesView } from "./types";

type Lead = Pick<NonNullable<SeriesView["lead"]>, "now" | "widest">;

export function valueNote({ now, widest }: Lead, unit: string, timeZone: string): string {
  // Less than a cent is what the sums of weights leave, and no lead.
  if (!/[1-9]/.test(roundDecimal(widest.ahead, 2))) return "Never rebalanced it would be worth the same, all along.";
  const size = formatMoney(widest.ahead.replace("-", ""), { digits: 0, unit });
  const when = formatTime(widest.at, { timeZone, now: now.at }, "day");
  return `After fees, from the same start and cash flows. The ${widest.ahead.startsWith("-") ? "gap" : "lead"} was ${size} at its widest, on ${when}.`;
}

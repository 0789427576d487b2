/**
 * Where a policy stands on the map. A cell is a policy of plain bands, checked at one interval and called by nothing
 * else, so only a policy that is just that can be one: what also trades by a calendar, by the portfolio's drift or at an
 * hour of its own comes to other figures than the cell of its band and interval.
 */
import { intervalCron } from "@/lib/engine/backtest/sweep/sweep-grid";
import type { Policy } from "@/lib/engine/model";
import { barDaysOf, type LabTimeframe } from "@/lib/schemas/lab-spec";
import { isMarketBand } from "../policy/is-market-band";
import { bandValue, intervalOf } from "../policy/parameters";
import type { HeatSpot } from "./types";

export function ownSpot(policy: Policy, timeframe: LabTimeframe): HeatSpot | null {
  const { band, destination } = policy;
  const [call, ...others] = policy.triggers.filter(({ kind }) => kind !== "cash-flow");
  const intervalDays = intervalOf(policy, timeframe);
  if (!call || others.length > 0 || intervalDays === null || isMarketBand(band)) return null;
  const spot = { band: bandValue(band), intervalDays, destination };
  switch (call.kind) {
    case "threshold":
      return call.portfolioDrift === null ? spot : null;
    case "hybrid":
      // On daily bars every hour of a day is the same bar; on shorter ones it is not.
      return call.driftMin >= 1 && (barDaysOf(timeframe) >= 0.99 || call.cron.trim() === intervalCron(intervalDays))
        ? spot
        : null;
    default:
      return null;
  }
}

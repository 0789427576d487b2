/** How a policy trades and what bounds it, in a sentence from the figures; a figure being typed reads as a dash. */
import type { Destination, Flow, Policy } from "@/lib/engine/model";
import { formatTrimmed, formatTrimmedPercent, UNIT_SPACE } from "./number";
import { plural } from "./plural";

const STOPS: Record<Destination, string> = {
  target: "Trades go all the way to target",
  half: "Trades stop half the band from target",
  edge: "Trades stop at the edge of the band",
};
const ONE_SIDED: Record<Flow, string> = { both: "", "buy-only": " It only buys.", "sell-only": " It only sells." };

export function describeTrading(policy: Pick<Policy, "destination" | "scope" | "flow" | "cooldownMinutes">): string {
  const which = policy.scope === "all" ? "for every target" : "for targets outside their bands only";
  const rest = policy.cooldownMinutes > 0 ? `; then it rests ${minutesOf(policy.cooldownMinutes)}` : "";
  return `${STOPS[policy.destination]}, ${which}${rest}.${ONE_SIDED[policy.flow ?? "both"]}`;
}

function minutesOf(minutes: number): string {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, "day");
  if (minutes % 60 === 0) return plural(minutes / 60, "hour");
  return plural(minutes, "minute");
}

export function describePolicyLimits({ limits }: Pick<Policy, "limits">): string {
  const order =
    limits.orderNotionalMax === null ? "" : " One order has a largest size; what is over it waits for the next run.";
  return `By itself the autopilot trades at most ${formatTrimmedPercent(limits.turnoverMax)} of the portfolio in one run and ${formatTrimmedPercent(limits.turnoverPerDayMax)} in a day; you may approve more.${order} Prices no older than ${formatTrimmed(limits.priceAgeMsMax / 1_000)}${UNIT_SPACE}s.`;
}

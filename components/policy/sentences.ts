/** How it trades and what bounds it, in a sentence from the figures; the other parts are told by lib/format. */
import type { Policy } from "@/lib/engine/model";
import { formatTrimmed, formatTrimmedPercent, UNIT_SPACE } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";

const DESTINATION_WORDS = {
  target: "Trades go all the way to target",
  half: "Trades stop half the band from target",
  edge: "Trades stop at the edge of the band",
};
const FLOW_WORDS = { both: "", "buy-only": " It only buys.", "sell-only": " It only sells." };

export function sentenceOfTrading(policy: Pick<Policy, "destination" | "scope" | "flow" | "cooldownMinutes">): string {
  const which = policy.scope === "all" ? "for every target" : "for targets outside their bands only";
  const rest = policy.cooldownMinutes > 0 ? `; then it rests ${spanOf(policy.cooldownMinutes)}` : "";
  return `${DESTINATION_WORDS[policy.destination]}, ${which}${rest}.${FLOW_WORDS[policy.flow ?? "both"]}`;
}

function spanOf(minutes: number): string {
  if (minutes % 1_440 === 0) return plural(minutes / 1_440, "day");
  if (minutes % 60 === 0) return plural(minutes / 60, "hour");
  return plural(minutes, "minute");
}

export function sentenceOfLimits({ limits }: Pick<Policy, "limits">): string {
  const order =
    limits.orderNotionalMax === null ? "" : " One order has a largest size; what is over it waits for the next run.";
  return `By itself the autopilot trades at most ${formatTrimmedPercent(limits.turnoverMax)} of the portfolio in one run and ${formatTrimmedPercent(limits.turnoverPerDayMax)} in a day; you may approve more.${order} Prices no older than ${formatTrimmed(limits.priceAgeMsMax / 1_000)}${UNIT_SPACE}s.`;
}

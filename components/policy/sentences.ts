/** How it trades and what bounds it, in a sentence from the figures; the other parts are told by lib/format. */
import type { Policy } from "@/lib/engine/model";
import { formatPercent, NONE } from "@/lib/format/number";

const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : NONE);
const days = (value: number) => `${figure(value)} ${value === 1 ? "day" : "days"}`;
/** Whole figures stand without decimals: "10 %", "2.5 %". */
const percent = (share: number) =>
  formatPercent(share, { digits: Number.isInteger(Number((share * 100).toFixed(6))) ? 0 : 1 });

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
  if (minutes % 1_440 === 0) return days(minutes / 1_440);
  if (minutes % 60 === 0) return `${figure(minutes / 60)} ${minutes === 60 ? "hour" : "hours"}`;
  return `${figure(minutes)} minutes`;
}

export function sentenceOfLimits({ limits }: Pick<Policy, "limits">): string {
  const order =
    limits.orderNotionalMax === null ? "" : " One order has a largest size; what is over it waits for the next run.";
  return `By itself the autopilot trades at most ${percent(limits.turnoverMax)} of the portfolio in one run and ${percent(limits.turnoverPerDayMax)} in a day; you may approve more.${order} Prices no older than ${figure(limits.priceAgeMsMax / 1_000)} s.`;
}

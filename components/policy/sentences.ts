/** What each part does, in one sentence made from its figures. A figure that is being typed reads as a dash. */
import {
  type Band,
  type DynamicTargets,
  type Policy,
  type PortfolioStop,
  type TargetRule,
  type TrendGuard,
  type Trigger,
  targetKey,
  targetName,
} from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { formatPercent, formatPoints, NONE } from "@/lib/format/number";
import { describeCron } from "./schedule";

const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toFixed(2))) : NONE);
const days = (value: number) => `${figure(value)} ${value === 1 ? "day" : "days"}`;
const points = (share: number) => formatPoints(share, { isSigned: false, digits: tidy(share) });
const percent = (share: number) => formatPercent(share, tidy(share));
/** Whole figures stand without decimals: "10 %", "2.5 %". */
const tidy = (share: number) => (Number.isInteger(Number((share * 100).toFixed(6))) ? 0 : 1);

export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function ruleSentence(rule: TargetRule, safe: string | null): string {
  switch (rule.kind) {
    case "equal":
      return "Every target that follows gets the same weight.";
    case "market-cap":
      if (rule.exponent === 1) return "Each weighs in proportion to what all its coins are worth.";
      if (rule.exponent === 0.5) return "Each weighs in proportion to the square root of what all its coins are worth.";
      return `Each weighs in proportion to what all its coins are worth, to the power of ${figure(rule.exponent)}.`;
    case "inverse-volatility":
      return `The less a target swung over the last ${days(rule.lookbackDays)}, the more it weighs.`;
    case "equal-risk":
      return `Each weighs so much that all added the same to the swings of the last ${days(rule.lookbackDays)}.`;
    case "minimum-variance":
      return `The mix that swung least over the last ${days(rule.lookbackDays)}.`;
    case "momentum": {
      const bar = rule.returnMin === null ? "" : `, if it was above ${percent(rule.returnMin)}`;
      const rest = safe ? ` What is not invested waits in ${safe}.` : "";
      return `The ${figure(rule.top)} with the highest return over the last ${days(rule.lookbackDays)} share equally${bar}.${rest}`;
    }
    case "volatility-target":
      return `Your weights are scaled so that the portfolio swings about ${percent(rule.volatility)} a year, at most ${percent(rule.exposureMax)} of them; the rest waits in ${safe ?? "a safe target"}.`;
  }
}

export function sentenceOfDynamic(dynamic: DynamicTargets, policy: Pick<Policy, "targets">): string {
  const nameOf = (key: string) => {
    const target = policy.targets.find((each) => targetKey(each) === key);
    return target ? assetName(targetName(target)) : key;
  };
  const parts = [ruleSentence(dynamic.rule, dynamic.safe === null ? null : nameOf(dynamic.safe))];
  if (dynamic.bound !== null) parts.push(`Never more than ${points(dynamic.bound)} from what you wrote.`);
  if (dynamic.fixed.length > 0)
    parts.push(
      `${joinWords(dynamic.fixed.map(nameOf))} ${dynamic.fixed.length === 1 ? "keeps its" : "keep their"} written weight.`,
    );
  parts.push(`Computed anew ${lowerFirst(describeCron(dynamic.cron))}.`);
  return parts.join(" ");
}

export function sentenceOfBand(band: Band): string {
  const bounds = "floor" in band ? `, at least ${points(band.floor)} and at most ${points(band.cap)}` : "";
  switch (band.kind) {
    case "absolute":
      return `A target may drift ±${points(band.width)}.`;
    case "relative":
      return `A target may drift by ${percent(band.ratio)} of itself.`;
    case "clamp":
      return `A target may drift by ${percent(band.ratio)} of itself${bounds}.`;
    case "volatility":
      return `A target may drift by ${band.multiple === 1 ? "" : `${figure(band.multiple)} times `}its usual move of ${days(band.lookAheadDays)}${band.isScaledByWeight ? ", scaled by its weight" : ""}${bounds}.`;
    case "cost-optimal":
      return `A target may drift until a trade is worth ${band.cost === null ? "its cost at the market" : `its cost of ${formatPercent(band.cost, 2)}`}, for a risk aversion of ${figure(band.riskAversion)}${bounds}.`;
  }
}

export function sentenceOfGuard(guard: TrendGuard): string {
  const bar = guard.momentumMin === 0 ? "above zero" : `above ${percent(guard.momentumMin)}`;
  return `A target over its band is not sold while its price is above its ${figure(guard.averageDays)} day average and its return over ${days(guard.momentumDays)} is ${bar}, until its drift reaches ${points(guard.driftMax)}.`;
}

export function sentenceOfStop(stop: PortfolioStop): string {
  const peak = stop.kind === "peak" ? "its peak" : `its peak of the last ${days(stop.windowDays ?? Number.NaN)}`;
  const { restart } = stop;
  const back =
    restart.kind === "manual"
      ? "It stays there until you start it again."
      : restart.kind === "after-days"
        ? `It comes back after ${days(restart.days)}.`
        : `It comes back when your targets stand above their ${figure(restart.averageDays)} day average.`;
  return `When the portfolio is ${percent(stop.drop)} under ${peak}, everything is sold into ${assetName(stop.safeAsset)}. ${back}`;
}

export function sentenceOfTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case "threshold":
      return trigger.portfolioDrift === null
        ? "When a target leaves its band."
        : `When a target leaves its band, or the portfolio’s drift reaches ${points(trigger.portfolioDrift)}.`;
    case "time":
      return `${describeCron(trigger.cron)}.`;
    case "hybrid":
      return `${describeCron(trigger.cron)}, if a band is broken or drift is at least ${points(trigger.driftMin)}.`;
    case "cash-flow":
      return `When deposits or withdrawals reach ${percent(trigger.shareMin)} of the portfolio, with that money only.`;
  }
}

const DESTINATION_WORDS = {
  target: "Trades go all the way to target",
  half: "Trades stop half the band from target",
  edge: "Trades stop at the edge of the band",
};
const FLOW_WORDS = { both: "", "buy-only": " It only buys.", "sell-only": " It only sells." };

export function sentenceOfTrading(policy: Pick<Policy, "destination" | "scope" | "flow" | "cooldownMinutes">): string {
  const which = policy.scope === "all" ? "for every target" : "for targets outside their bands only";
  const rest = policy.cooldownMinutes > 0 ? `, then rest ${spanOf(policy.cooldownMinutes)}` : "";
  return `${DESTINATION_WORDS[policy.destination]}, ${which}${rest}.${FLOW_WORDS[policy.flow ?? "both"]}`;
}

function spanOf(minutes: number): string {
  if (minutes % 1_440 === 0) return days(minutes / 1_440);
  if (minutes % 60 === 0) return `${figure(minutes / 60)} ${minutes === 60 ? "hour" : "hours"}`;
  return `${figure(minutes)} minutes`;
}

export function sentenceOfLimits({ limits }: Pick<Policy, "limits">): string {
  const order = limits.orderNotionalMax === null ? "" : ", one order has a largest size";
  return `At most ${percent(limits.turnoverMax)} traded in one run and ${percent(limits.turnoverPerDayMax)} in a day${order}; prices no older than ${figure(limits.priceAgeMsMax / 1_000)} s.`;
}

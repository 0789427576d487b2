/**
 * What a policy does, for its owner: each part in a sentence, the whole in a short paragraph.
 * "Check every day at 09:00 UTC. When a target is 20 % off, trade all targets back to half their bands."
 */
import {
  assetName,
  type Band,
  type DynamicTargets,
  type PeakFrom,
  type Policy,
  type PortfolioStop,
  type Target,
  type TargetRule,
  type TrendGuard,
  type Trigger,
  targetKey,
} from "@/lib/engine/model";
import { describeCron } from "./describe-cron";
import { listNames } from "./names";
import { formatDecimal, formatTrimmedPercent, formatTrimmedPoints } from "./number";
import { agree, plural } from "./plural";

type Described = Pick<
  Policy,
  "targets" | "triggers" | "band" | "destination" | "scope" | "flow" | "dynamic" | "trendGuard" | "stop"
>;

/** One short paragraph. */
export function describePolicy(policy: Described): string {
  const { triggers } = policy;
  const [only] = triggers;
  const action = actionOf(policy);
  const sentences =
    only === undefined
      ? ["Trade only when you ask for it.", `A run takes ${action}.`]
      : triggers.length === 1
        ? [callOf(only, policy.band, only.kind === "cash-flow" ? null : action)]
        : [...triggers.map((trigger) => callOf(trigger, policy.band, null)), `A run takes ${action}.`];
  if (policy.flow === "buy-only") sentences.push("It only buys, from free cash; nothing is sold.");
  if (policy.flow === "sell-only") sentences.push("It only sells; what that brings stays in cash.");
  if (policy.dynamic) sentences.push(describeDynamic(policy.dynamic, policy));
  if (policy.trendGuard) sentences.push(describeTrendGuard(policy.trendGuard));
  if (policy.stop) sentences.push(describePortfolioStop(policy.stop));
  return sentences.join(" ");
}

/** When it checks and what makes it trade. */
export function describeTrigger(trigger: Trigger, policy: Pick<Policy, "band">): string {
  return callOf(trigger, policy.band, null);
}

/** How far a target may drift. */
export function describeBand(band: Band): string {
  switch (band.kind) {
    case "absolute":
      return `A target may drift ${points(band.width)} either way.`;
    case "relative":
      return `A target may drift ${percent(band.ratio)} of its weight either way.`;
    case "clamp":
      return `A target may drift ${percent(band.ratio)} of its weight either way, ${betweenPoints(band)}.`;
    case "volatility": {
      const often = band.multiple === 1 ? "as far" : `${formatDecimal(band.multiple)} times as far`;
      const measure = band.isScaledByWeight
        ? `${often} as its own usual move of ${days(band.lookAheadDays)} carries it`
        : `${often} as its price usually moves in ${days(band.lookAheadDays)}`;
      return `A target may drift ${measure}, ${betweenPoints(band)}: wide while it is wild, narrow while it is calm.`;
    }
    case "cost-optimal": {
      const cost = band.cost === null ? "the market's own cost" : `a cost of ${percent(band.cost)}`;
      return `A target may drift until trading it back is worth ${cost}, at a risk aversion of ${formatDecimal(band.riskAversion)}, ${betweenPoints(band)}.`;
    }
  }
}

/** What sets the weights, how often, and how far from those written. */
export function describeDynamic(dynamic: DynamicTargets, policy: Pick<Policy, "targets">): string {
  const { fixed, safe, weightMin, weightMax, bound, cron, timeZone } = dynamic;
  const named = (key: string) => nameOf(key, policy.targets);
  const parts = [
    `${ruleLabel(dynamic.rule, safe === null ? null : named(safe))}, anew ${describeCron(cron)} ${timeZone}`,
  ];
  if (weightMin > 0 && weightMax < 1) parts.push(`each between ${percent(weightMin)} and ${percent(weightMax)}`);
  else if (weightMin > 0) parts.push(`each at least ${percent(weightMin)}`);
  else if (weightMax < 1) parts.push(`each at most ${percent(weightMax)}`);
  if (bound !== null) parts.push(`within ${points(bound)} of what you wrote`);
  const keeps =
    fixed.length === 0
      ? ""
      : ` ${listNames(fixed.map(named))} ${agree(fixed.length, "keeps its", "keep their")} written weight.`;
  return `${parts.join(", ")}.${keeps}`;
}

/** When a winner may run, and when it may not any longer. */
export function describeTrendGuard(guard: TrendGuard): string {
  const { averageDays, momentumDays, momentumMin, driftMax } = guard;
  return `A winner runs while its price is over its ${span(averageDays)} average and it has gained more than ${percent(momentumMin)} in ${days(momentumDays)}; ${points(driftMax)} over its target it is sold all the same.`;
}

/** When the portfolio leaves, where to, and what brings it back. */
export function describePortfolioStop(stop: PortfolioStop): string {
  const { kind, windowDays, drop, safeAsset, restart, peakFrom } = stop;
  const from = kind === "peak" || windowDays === null ? "its peak" : `its highest of the last ${days(windowDays)}`;
  const back =
    restart.kind === "manual"
      ? "until you restart it"
      : restart.kind === "after-days"
        ? `for ${days(restart.days)}`
        : `until the targets together stand over their ${span(restart.averageDays)} average`;
  return `If the portfolio falls ${percent(drop)} from ${from}, all of it goes to ${assetName(safeAsset)} ${back}. ${PEAK_LABELS[peakFrom ?? "today"]}`;
}

const PEAK_LABELS: Record<PeakFrom, string> = {
  today: "The peak is measured from the day this is switched on.",
  history: "The peak is measured over the past of its targets as well, held in their written weights.",
};

function callOf(trigger: Trigger, band: Band, action: string | null): string {
  const trade = action === null ? "trade" : `trade ${action}`;
  switch (trigger.kind) {
    case "time":
      return `Check ${describeCron(trigger.cron)} ${trigger.timeZone} and ${trade}.`;
    case "threshold": {
      const drift = trigger.portfolioDrift;
      const or = drift === null ? "" : `, or the portfolio's drift reaches ${points(drift)}`;
      return `At every check: when a target is ${offLabel(band)}${or}, ${trade}.`;
    }
    case "hybrid": {
      const when = `When a target is ${offLabel(band)}, or the portfolio's drift is ${points(trigger.driftMin)} or more`;
      return `Check ${describeCron(trigger.cron)} ${trigger.timeZone}. ${when}, ${trade}.`;
    }
    case "cash-flow":
      return `A deposit of ${percent(trigger.shareMin)} or more buys what is underweight, a withdrawal sells what is overweight, for no more than came or went.`;
  }
}

function actionOf({ destination, scope }: Pick<Policy, "destination" | "scope">): string {
  const isAll = scope === "all";
  const whom = isAll ? "all targets" : "those outside their band";
  switch (destination) {
    case "target":
      return `${whom} back to target`;
    case "half":
      return `${whom} back to half their bands`;
    case "edge":
      return `${whom} back to just inside their bands`;
  }
}

function offLabel(band: Band): string {
  switch (band.kind) {
    case "absolute":
      return `${points(band.width)} off`;
    case "relative":
      return `${percent(band.ratio)} off`;
    case "clamp":
      return `${percent(band.ratio)} off (${betweenPoints(band)})`;
    case "volatility":
      return `further off than its volatility explains (${betweenPoints(band)})`;
    case "cost-optimal":
      return `so far off that trading is worth its cost (${betweenPoints(band)})`;
  }
}

function ruleLabel(rule: TargetRule, safe: string | null): string {
  switch (rule.kind) {
    case "equal":
      return "Weights are equal";
    case "market-cap":
      if (rule.exponent === 1) return "Weights follow market capitalisation";
      return rule.exponent === 0.5
        ? "Weights follow the square root of market capitalisation"
        : `Weights follow market capitalisation to the power of ${formatDecimal(rule.exponent)}`;
    case "inverse-volatility":
      return `Weights follow the inverse of volatility over ${days(rule.lookbackDays)}`;
    case "equal-risk":
      return `Each target carries the same risk, measured over ${days(rule.lookbackDays)}`;
    case "minimum-variance":
      return `Weights make the portfolio swing least, measured over ${days(rule.lookbackDays)}`;
    case "momentum": {
      const best = rule.top === 1 ? "The best target" : `The ${rule.top} best targets`;
      const share = rule.top === 1 ? "holds all" : "share equally";
      const rest =
        rule.returnMin === null
          ? ""
          : `, if ${rule.top === 1 ? "it gained" : "they gained"} more than ${percent(rule.returnMin)}`;
      const to = safe === null || rule.returnMin === null ? "" : `, else ${safe} does`;
      return `${best} by return over ${days(rule.lookbackDays)} ${share}${rest}${to}`;
    }
    case "volatility-target": {
      const into = safe === null ? "" : `, the rest is in ${safe}`;
      return `The written weights are scaled to a volatility of ${percent(rule.volatility)} a year, at most ${percent(rule.exposureMax)} of them${into}`;
    }
  }
}

function nameOf(key: string, targets: readonly Target[]): string {
  const target = targets.find((each) => targetKey(each) === key);
  if (target === undefined) return key;
  return target.kind === "asset" ? assetName(target.asset) : target.name;
}

function betweenPoints({ floor, cap }: { floor: number; cap: number }): string {
  if (floor <= 0) return `at most ${points(cap)}`;
  return floor === cap ? `always ${points(cap)}` : `at least ${points(floor)}, at most ${points(cap)}`;
}

/** A policy is quoted as it was written. */
const percent = (value: number) => formatTrimmedPercent(value);
const points = (value: number) => formatTrimmedPoints(value);
const days = (count: number) => plural(count, "day");
const span = (count: number) => `${formatDecimal(count)}-day`;

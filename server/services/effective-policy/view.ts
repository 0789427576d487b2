/** What a policy's moving parts come to now, for the editor: written beside resolved, with what bounds it (pure). */
import { historyNeeded, type ResolveVerdict } from "@/lib/engine/decide/resolve-policy";
import {
  assetName,
  type Capitalisation,
  type DynamicTargets,
  type Policy,
  type PriceTable,
  type RuleOrigin,
  type Target,
  targetKey,
  targetMembers,
  targetName,
} from "@/lib/engine/model";
import { nextOccurrences } from "@/lib/engine/triggers/cron";
import { fallOf } from "@/lib/engine/triggers/portfolio-stop";
import { bandWidth } from "@/lib/engine/valuation/band";
import { targetPrices } from "@/lib/engine/valuation/indicators/target-prices";
import { ewmaVolatility } from "@/lib/engine/valuation/indicators/volatility";
import { describeResolveProblem, describeRuleNote, type Reader } from "@/lib/format";
import { capitalisedAssets } from "../capitalisation/needed";
import type { ResolvedPolicyView, ResolvedTargetView, ResolveProblemView } from "./types";

export interface EffectiveFacts {
  policy: Policy;
  verdict: ResolveVerdict;
  /** The closes it was made from. */
  table: PriceTable | null;
  capitalisations: readonly Capitalisation[];
  at: number;
}

export function resolvedPolicyViewOf(facts: EffectiveFacts, reader: Reader): ResolvedPolicyView {
  const { policy, verdict, at } = facts;
  const resolved = verdict.ok ? verdict.resolved : null;
  const stop = verdict.ok ? verdict.resolved.stop : verdict.stop;
  const flowBar = policy.triggers.flatMap((trigger) => (trigger.kind === "cash-flow" ? [trigger.shareMin] : []))[0];
  const known = new Map(facts.capitalisations.map((row) => [row.asset, row]));
  return {
    at,
    targets: resolved === null ? [] : policy.targets.map((target, index) => viewTarget(facts, target, index)),
    rule: resolved?.rule == null || policy.dynamic == null ? null : viewRule(resolved.rule, policy.dynamic, at),
    stop: stop && {
      phase: stop.phase,
      fall: fallOf(stop),
      drop: stop.drop,
      peakAt: stop.peakAt,
      measuredFrom: stop.measuredFrom ?? null,
      firstBelowAt: stop.firstBelowAt ?? null,
      since: stop.since,
      safeAsset: stop.safeAsset,
    },
    flow: resolved === null || flowBar === undefined ? null : { share: resolved.flowShare, bar: flowBar },
    capitalisations: capitalisedAssets(policy).map((asset) => {
      const row = known.get(asset);
      return { asset, value: row?.value ?? null, at: row?.at ?? null, source: row?.source ?? null };
    }),
    problems: verdict.ok ? [] : verdict.problems.map((problem) => viewProblem(policy, problem, reader)),
  };
}

function viewTarget({ policy, verdict, table }: EffectiveFacts, target: Target, index: number): ResolvedTargetView {
  const key = targetKey(target);
  const effective = verdict.ok ? verdict.resolved.targets.find((row) => row.key === key) : undefined;
  const trend = verdict.ok ? verdict.resolved.trends.find((row) => row.key === key) : undefined;
  const weight = effective?.weight ?? target.weight;
  return {
    key,
    name: target.kind === "asset" ? assetName(target.asset) : targetName(target),
    members: targetMembers(target),
    written: target.weight,
    weight,
    range: rangeOf(policy, target),
    band: effective?.band ?? writtenBand(policy, target),
    sigmaDay: sigmaOf(policy, target, index, table),
    trend: trend
      ? { price: trend.price, average: trend.average, momentum: trend.momentum, isRising: trend.isRising }
      : null,
  };
}

/** What least, most and bound leave the rule; the safe target is held by the bound alone. */
function rangeOf({ dynamic }: Policy, target: Target): ResolvedTargetView["range"] {
  const key = targetKey(target);
  if (dynamic == null || dynamic.fixed.includes(key)) return null;
  const isSafe = dynamic.safe === key;
  const reach = dynamic.bound ?? 1;
  return {
    low: Math.max(isSafe ? 0 : dynamic.weightMin, target.weight - reach, 0),
    high: Math.min(isSafe ? 1 : dynamic.weightMax, target.weight + reach, 1),
  };
}

function writtenBand(policy: Policy, target: Target): number {
  const band = target.band ?? policy.band;
  return band.kind === "volatility" || band.kind === "cost-optimal" ? band.floor : bandWidth(band, target.weight);
}

function sigmaOf(policy: Policy, target: Target, index: number, table: PriceTable | null): number | null {
  const band = target.band ?? policy.band;
  if (band.kind !== "volatility" || table === null) return null;
  const prices = targetPrices(table, policy.targets, policy.quoteAsset);
  const sigma = ewmaVolatility(prices, index, prices.times.length - 1, band.halfLifeDays);
  return Number.isFinite(sigma) ? sigma : null;
}

function viewRule(rule: RuleOrigin, { cron, timeZone }: DynamicTargets, at: number): ResolvedPolicyView["rule"] {
  const note = rule.note === null ? null : describeRuleNote(rule.note);
  return { ...rule, note, nextAt: nextOccurrences(cron, timeZone, at, 1)[0] ?? null };
}

type Problem = Extract<ResolveVerdict, { ok: false }>["problems"][number];

function viewProblem(policy: Policy, problem: Problem, reader: Reader): ResolveProblemView {
  const message = describeResolveProblem(problem, reader);
  switch (problem.kind) {
    case "capitalisation-missing":
      return { message, part: "weights", fix: { label: "Upload capitalisations", href: "/settings#capitalisations" } };
    case "rule-impossible":
      return { message, part: "weights", fix: null };
    case "history-missing":
    case "history-stale":
      return { message: `${message} They are being fetched; try again in a minute.`, part: partOf(policy), fix: null };
  }
}

/** The part that reads past prices, where it is only one. */
function partOf(policy: Policy): ResolveProblemView["part"] {
  const days = (part: Partial<Policy>) =>
    historyNeeded({ ...policy, dynamic: null, trendGuard: null, stop: null, ...part }).days;
  const bands = days({});
  const parts: ResolveProblemView["part"][] = [];
  if (bands > 0) parts.push("bands");
  if (days({ dynamic: policy.dynamic }) > bands) parts.push("weights");
  if (days({ trendGuard: policy.trendGuard }) > bands) parts.push("trend");
  if (days({ stop: policy.stop }) > bands) parts.push("stop");
  return parts.length === 1 ? parts[0]! : null;
}

/**
 * Options that do nothing, each with why: who gave one believes that it counts. What says only what is so anyway
 * (--fee 0.001) is not among them. Options about the price file are found by idle-reader-options.ts.
 */
import { type BacktestRequest, DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import { periodOf } from "@/lib/engine/backtest/run/period";
import { type Policy, targetMembers } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { toFloat } from "@/lib/money";
import type { Given } from "./options";

type Reason = (given: Given, requests: readonly [BacktestRequest, ...BacktestRequest[]]) => string | null;

const REASONS: Readonly<Record<string, Reason>> = {
  "cost-form": (_, [{ options }]) =>
    options.costForm !== DEFAULT_BACKTEST_OPTIONS.costForm && options.feeRate + options.halfSpread === 0
      ? "at no fee and no half spread all forms are the same"
      : null,
  "no-initial-fee": (_, [{ options }]) =>
    options.feeRate + options.halfSpread === 0 ? "there is no fee and no half spread to spare" : null,
  "min-notional": (_, requests) =>
    requests.every(
      ({ policy, options: { notionalMin } }) => notionalMin > 0 && notionalMin <= toFloat(policy.tradeNotionalMin),
    )
      ? "the policy's own smallest trade is no smaller"
      : null,
  flows: (_, [{ options, table, start, end }]) => {
    if (options.flows.length === 0) return "the file holds no deposit and no withdrawal";
    const { from, to } = periodOf(table, start, end);
    const isWithin = (at: number) => at > (table.times[from] ?? 0) && at <= (table.times[to - 1] ?? 0);
    return options.flows.some(({ at }) => isWithin(at)) ? null : "none lies within the period after its first bar";
  },
  caps: (_, requests) =>
    requests.some(({ policy }) => policy.dynamic?.rule.kind === "market-cap")
      ? null
      : "the policy does not weigh by capitalisation",
  "late-start": (_, requests) =>
    requests.some((request) => isMissing(request, "first")) ? null : "every asset has prices from the first bar on",
  delisted: (_, requests) =>
    requests.some((request) => isMissing(request, "last")) ? null : "every asset has prices to the last bar",
  "risk-free": (given, [{ options, table, start, end }]) => {
    if (options.riskFreeRate === 0) return null;
    if (given.has("sweep")) return NO_REPORT;
    const { from, to } = periodOf(table, start, end);
    return isAnnualised(table.times[from] ?? 0, table.times[to - 1] ?? 0)
      ? null
      : "below a year no figure that takes it is told";
  },
  benchmark: (given) => (given.has("sweep") ? NO_REPORT : null),
  months: (given) => partsIdle(given),
  years: (given) => partsIdle(given),
  weights: (given) => (given.has("sweep") ? NO_REPORT : given.has("json") ? null : "only --json writes them"),
};

const NO_REPORT = "a sweep writes one line a policy, without it";
const partsIdle = (given: Given) =>
  given.has("sweep") ? NO_REPORT : given.has("json") ? "--json has months and years as it is" : null;

export function idleOptions(given: Given, requests: readonly [BacktestRequest, ...BacktestRequest[]]): string[] {
  const idle = Object.entries(REASONS).flatMap(([name, reason]) => {
    const why = given.has(name) ? reason(given, requests) : null;
    return why === null ? [] : [`--${name} does nothing: ${why}.`];
  });
  return [...idle, ...idleSteps(requests)];
}

function idleSteps(requests: readonly [BacktestRequest, ...BacktestRequest[]]): string[] {
  const traded = new Set(requests.flatMap(({ policy }) => tradedBy(policy)));
  return Object.entries(requests[0].options.steps).flatMap(([asset, step]) => {
    const why = step === 0 ? "a step of 0 is none" : traded.has(asset) ? null : `nothing trades ${asset}`;
    return why === null ? [] : [`--steps ${asset}=${step} does nothing: ${why}.`];
  });
}

/** Cash is never a leg. */
const tradedBy = ({ targets, stop, quoteAsset }: Policy) =>
  [...targets.flatMap(targetMembers), ...(stop ? [stop.safeAsset] : [])].filter((asset) => asset !== quoteAsset);

/** Whether an asset the policy or its benchmark holds has no price at an end of the period. */
function isMissing({ policy, benchmark, table, start, end }: BacktestRequest, side: "first" | "last"): boolean {
  const { from, to } = periodOf(table, start, end);
  const bar = side === "first" ? from : to - 1;
  const held = new Set([...tradedBy(policy), policy.quoteAsset, ...(benchmark ?? []).map(({ asset }) => asset)]);
  return table.assets.some(
    (asset, index) => held.has(asset) && Number.isNaN(table.closes[index * table.times.length + bar]),
  );
}

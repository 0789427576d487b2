/**
 * What a backtest cannot be run on, found before anything is computed. Each refusal says where, and what is wrong there.
 * A policy is taken to have passed its own schema; only what concerns prices, period and options is checked here, and
 * that weights sum to 1, because everything rests on it.
 */

import {
  isWithin,
  POLICY_BOUNDS,
  type PriceTable,
  targetKey,
  targetMembers,
  WEIGHT_SUM_TOLERANCE,
} from "@/lib/engine/model";
import { type BacktestFault, type BacktestProblem, type BacktestRequest, COST_FORMS, EXECUTE_ATS } from "./model";
import { periodOf } from "./run/period";

const DAY_MS = 86_400_000;

export function checkRequest(request: BacktestRequest): BacktestProblem[] {
  const problems = [...checkTable(request.table), ...checkOptions(request), ...checkPolicy(request)];
  return problems.some(({ path }) => path.startsWith("prices.times"))
    ? problems
    : [...problems, ...checkPeriod(request)];
}

/** Checking every price costs as much as a run; a table does not change. */
const soundTables = new WeakSet<PriceTable>();

function checkTable(table: PriceTable): BacktestProblem[] {
  if (soundTables.has(table)) return [];
  const { assets, times, closes } = table;
  const bars = times.length;
  if (bars < 2) {
    return [{ path: "prices.times", kind: "too-few-bars", bars }];
  }
  if (closes.length !== bars * assets.length) {
    return [{ path: "prices", kind: "closes-missing", closes: closes.length, assets: assets.length, bars }];
  }
  for (let bar = 0; bar < bars; bar += 1) {
    if (Number.isFinite(times[bar]!) && (bar === 0 || times[bar]! > times[bar - 1]!)) continue;
    return [{ path: "prices.times", kind: "bar-out-of-order", bar }];
  }
  for (const [index, asset] of assets.entries()) {
    for (let bar = 0; bar < bars; bar += 1) {
      const close = closes[index * bars + bar]!;
      if (close > 0 && close < Number.POSITIVE_INFINITY) continue;
      return [{ path: `prices.${asset}`, kind: "unusable-price", asset, at: times[bar]!, bar, close }];
    }
  }
  soundTables.add(table);
  return [];
}

function checkPolicy({ policy, table, benchmark }: BacktestRequest): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const columns = table.assets;
  const priced = new Set([...columns, policy.quoteAsset]);
  for (const target of policy.targets) {
    for (const asset of targetMembers(target)) {
      if (priced.has(asset)) continue;
      problems.push({ path: `prices.${asset}`, kind: "no-column", of: "target", asset, columns });
    }
  }
  for (const { asset } of benchmark ?? []) {
    if (!priced.has(asset)) problems.push({ path: "benchmark", kind: "no-column", of: "benchmark", asset, columns });
  }
  const whole = benchmark?.reduce((total, { weight }) => total + weight, 0) ?? 1;
  if (!(Math.abs(whole - 1) <= WEIGHT_SUM_TOLERANCE)) {
    problems.push({ path: "benchmark", kind: "benchmark-sum", sum: whole });
  }
  const safe = policy.stop?.safeAsset;
  if (safe !== undefined && !priced.has(safe)) {
    problems.push({ path: `prices.${safe}`, kind: "no-column", of: "safe-asset", asset: safe, columns });
  }
  const sum = policy.targets.reduce((total, { weight }) => total + weight, 0);
  if (!(Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE)) problems.push({ path: "policy.targets", kind: "weight-sum", sum });
  for (const target of policy.targets) {
    if (isWithin(POLICY_BOUNDS.target.weight, target.weight)) continue;
    problems.push({ path: "policy.targets", kind: "weight-outside", key: targetKey(target), weight: target.weight });
  }
  return problems;
}

function checkOptions({ options, policy }: BacktestRequest): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const refuse = (path: string, fault: BacktestFault) => problems.push({ path: `options.${path}`, ...fault });
  const { startValue, feeRate, halfSpread, notionalMin } = options;
  if (!(startValue > 0 && Number.isFinite(startValue))) {
    refuse("startValue", { kind: "start-value", startValue });
  }
  for (const rate of ["feeRate", "halfSpread"] as const) {
    const value = options[rate];
    if (!(value >= 0 && value < 1)) refuse(rate, { kind: "rate-outside", rate, value });
  }
  if (feeRate >= 0 && feeRate < 1 && halfSpread >= 0 && halfSpread < 1 && feeRate + halfSpread >= 1) {
    refuse("halfSpread", { kind: "costs-over-all", sum: feeRate + halfSpread });
  }
  if (!(notionalMin >= 0 && Number.isFinite(notionalMin))) {
    refuse("notionalMin", { kind: "notional-min", notionalMin });
  }
  const riskFree = options.riskFreeRate ?? 0;
  if (!(riskFree > -1 && riskFree < 1)) refuse("riskFreeRate", { kind: "risk-free-rate", value: riskFree });
  if (!COST_FORMS.includes(options.costForm)) {
    refuse("costForm", { kind: "unknown-choice", option: "costForm", given: options.costForm, choices: COST_FORMS });
  }
  if (!EXECUTE_ATS.includes(options.executeAt)) {
    refuse("executeAt", {
      kind: "unknown-choice",
      option: "executeAt",
      given: options.executeAt,
      choices: EXECUTE_ATS,
    });
  }
  for (const [asset, step] of Object.entries(options.steps)) {
    if (step >= 0 && Number.isFinite(step)) continue;
    refuse(`steps.${asset}`, { kind: "quantity-step", asset, step });
  }
  for (const [index, flow] of options.flows.entries()) {
    if (Number.isFinite(flow.at) && Number.isFinite(flow.amount)) continue;
    refuse(`flows.${index}`, { kind: "unusable-flow", flow: index });
  }
  const caps = options.capitalisations;
  if (policy.dynamic?.rule.kind === "market-cap" && caps === null) {
    refuse("capitalisations", { kind: "capitalisations-missing" });
  }
  return problems;
}

function checkPeriod({ table, start, end }: BacktestRequest): BacktestProblem[] {
  const { times } = table;
  const first = times[0]!;
  const last = times[times.length - 1]!;
  const problems: BacktestProblem[] = [];
  const refuse = (end: "start" | "end", side: "before" | "after", at: number) =>
    problems.push({ path: end, kind: "outside-prices", end, side, at, first, last });
  if (start !== null && dayOf(start) < dayOf(first)) refuse("start", "before", start);
  else if (start !== null && start > last) refuse("start", "after", start);
  if (end !== null && dayOf(end) > dayOf(last)) refuse("end", "after", end);
  else if (end !== null && end < first) refuse("end", "before", end);
  if (problems.length > 0) return problems;
  if (start !== null && end !== null && start > end) {
    return [{ path: "end", kind: "ends-before-start", start, end }];
  }
  const { from, to } = periodOf(table, start, end);
  return to - from < 2 ? [{ path: "start", kind: "period-too-short", bars: to - from, first, last }] : [];
}

const dayOf = (at: number) => Math.floor(at / DAY_MS);

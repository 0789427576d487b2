/**
 * What a backtest cannot be asked, found before anything is computed. Each refusal says where, what, and what to do.
 * A policy is taken to have passed its own schema; only what concerns prices, period and options is asked here, and
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
import { type BacktestProblem, type BacktestRequest, COST_FORMS, EXECUTE_ATS } from "./model";
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
    const message = `The prices have ${bars === 1 ? "one bar" : "no bars"}; a backtest needs at least two.`;
    return [{ path: "prices.times", message }];
  }
  if (closes.length !== bars * assets.length) {
    const message = `The prices hold ${closes.length} closes for ${assets.length} assets and ${bars} bars: some are missing.`;
    return [{ path: "prices", message }];
  }
  for (let bar = 0; bar < bars; bar += 1) {
    if (Number.isFinite(times[bar]!) && (bar === 0 || times[bar]! > times[bar - 1]!)) continue;
    return [
      { path: "prices.times", message: `Bar ${bar + 1} is not later than the one before: sort the rows by time.` },
    ];
  }
  for (const [index, asset] of assets.entries()) {
    for (let bar = 0; bar < bars; bar += 1) {
      const close = closes[index * bars + bar]!;
      if (close > 0 && close < Number.POSITIVE_INFINITY) continue;
      const message = `${asset} has no usable price at ${showTime(times[bar]!)} (bar ${bar + 1}): ${close}. A price is a number above zero.`;
      return [{ path: `prices.${asset}`, message }];
    }
  }
  soundTables.add(table);
  return [];
}

function checkPolicy({ policy, table }: BacktestRequest): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const columns = new Set([...table.assets, policy.quoteAsset]);
  const has = table.assets.length === 0 ? "no columns" : `columns for ${table.assets.join(", ")}`;
  for (const target of policy.targets) {
    for (const asset of targetMembers(target)) {
      if (columns.has(asset)) continue;
      const message = `The policy holds ${asset}, but the prices have ${has}. Add a column for ${asset}, or take it out of the policy.`;
      problems.push({ path: `prices.${asset}`, message });
    }
  }
  const safe = policy.stop?.safeAsset;
  if (safe !== undefined && !columns.has(safe)) {
    const message = `The portfolio stop leaves for ${safe}, but the prices have ${has}. Add a column for ${safe}, or name another safe asset.`;
    problems.push({ path: `prices.${safe}`, message });
  }
  const total = policy.targets.reduce((sum, { weight }) => sum + weight, 0);
  if (!(Math.abs(total - 1) <= WEIGHT_SUM_TOLERANCE)) {
    const message = `The weights sum to ${Number((total * 100).toFixed(6))} %, not to 100 %.`;
    problems.push({ path: "policy.targets", message });
  }
  for (const target of policy.targets) {
    if (isWithin(POLICY_BOUNDS.target.weight, target.weight)) continue;
    problems.push({
      path: "policy.targets",
      message: `The weight of ${targetKey(target)} is ${target.weight}; a weight is a share from 0 to 1.`,
    });
  }
  return problems;
}

function checkOptions({ options, policy }: BacktestRequest): BacktestProblem[] {
  const problems: BacktestProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ path: `options.${path}`, message });
  const { startValue, feeRate, halfSpread, notionalMin } = options;
  if (!(startValue > 0 && Number.isFinite(startValue))) {
    refuse("startValue", `The start value is ${startValue}; it must be more than zero.`);
  }
  const rates = [
    ["feeRate", "fee", feeRate],
    ["halfSpread", "half spread", halfSpread],
  ] as const;
  for (const [path, name, rate] of rates) {
    if (rate < 0) refuse(path, `The ${name} is ${rate}; it must not be negative.`);
    else if (!(rate < 1))
      refuse(path, `The ${name} is ${rate}; it is a share (0.001 is 0.1 %) and must be less than 1.`);
  }
  if (feeRate >= 0 && feeRate < 1 && halfSpread >= 0 && halfSpread < 1 && feeRate + halfSpread >= 1) {
    refuse("halfSpread", `Fee and half spread come to ${feeRate + halfSpread}; together they must be less than 1.`);
  }
  if (!(notionalMin >= 0 && Number.isFinite(notionalMin))) {
    refuse("notionalMin", `The smallest trade is ${notionalMin}; it must be zero or more.`);
  }
  if (!COST_FORMS.includes(options.costForm)) {
    refuse(
      "costForm",
      `The cost form is "${options.costForm}"; use ${COST_FORMS.map((form) => `"${form}"`).join(", ")}.`,
    );
  }
  if (!EXECUTE_ATS.includes(options.executeAt)) {
    refuse(
      "executeAt",
      `Trades are made at "${options.executeAt}"; use ${EXECUTE_ATS.map((at) => `"${at}"`).join(" or ")}.`,
    );
  }
  for (const [asset, step] of Object.entries(options.steps)) {
    if (step >= 0 && Number.isFinite(step)) continue;
    refuse(`steps.${asset}`, `The quantity step of ${asset} is ${step}; it must be zero (none) or more.`);
  }
  for (const [index, flow] of options.flows.entries()) {
    if (Number.isFinite(flow.at) && Number.isFinite(flow.amount)) continue;
    refuse(`flows.${index}`, `Flow ${index + 1} has no usable date or amount.`);
  }
  const caps = options.capitalisations;
  if (policy.dynamic?.rule.kind === "market-cap" && caps === null) {
    refuse("capitalisations", "The policy weights by market capitalisation: give the capitalisations of its assets.");
  }
  return problems;
}

function checkPeriod({ table, start, end }: BacktestRequest): BacktestProblem[] {
  const { times } = table;
  const first = times[0]!;
  const last = times[times.length - 1]!;
  const span = `The prices run from ${showTime(first)} to ${showTime(last)}`;
  const problems: BacktestProblem[] = [];
  if (start !== null && dayOf(start) < dayOf(first)) {
    problems.push({
      path: "start",
      message: `${span}; the start ${showTime(start)} lies before that. Start on ${showTime(first)} or later.`,
    });
  } else if (start !== null && start > last) {
    problems.push({ path: "start", message: `${span}; the start ${showTime(start)} lies after that. Start earlier.` });
  }
  if (end !== null && dayOf(end) > dayOf(last)) {
    problems.push({
      path: "end",
      message: `${span}; the end ${showTime(end)} lies after that. End on ${showTime(last)} or earlier.`,
    });
  } else if (end !== null && end < first) {
    problems.push({ path: "end", message: `${span}; the end ${showTime(end)} lies before that. End later.` });
  }
  if (problems.length > 0) return problems;
  if (start !== null && end !== null && start > end) {
    return [{ path: "end", message: `The end ${showTime(end)} lies before the start ${showTime(start)}.` }];
  }
  const { from, to } = periodOf(table, start, end);
  if (to - from < 2) {
    const message = `The period holds ${to - from === 1 ? "one bar" : "no bars"}; a backtest needs at least two. ${span}.`;
    return [{ path: "start", message }];
  }
  return [];
}

const dayOf = (at: number) => Math.floor(at / DAY_MS);

/** "2024-01-31", or with the time of day where there is one: "2024-01-31 08:00". UTC. */
export function showTime(at: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return String(at);
  return new Date(at).toISOString().slice(0, 16).replace("T", " ").replace(" 00:00", "");
}

/**
 * Japan's yearly average (Income Tax Order 119-2 (1), the default there): what is sold in a year costs the average of
 * what was held at its start and all that came in it, so that a purchase in December changes a sale in January.
 *
 *   unit cost = (cost held at the start + cost of the year) / (units held at the start + units of the year)
 *
 * Costs of a year's disposals are cut by cumulative share, so that together with what is left they sum to what there was.
 * Every disposal stays open until its year ends.
 */
import type { AssetId } from "@/lib/engine/model";
import { type Amount, cutter } from "./amount";
import { type Day, dateOf, dayOf } from "./calendar";
import { Holdings } from "./holdings";
import { poolLots, wholeDisposal } from "./pool-rows";
import type { Disposal, Income, MatchProblem, MatchResult } from "./result";
import type { Dispose, Step } from "./steps";

interface YearPool {
  quantity: Amount;
  cost: Amount;
}

export function matchTotalAverage(steps: Iterable<Step>): MatchResult {
  const income: Income[] = [];
  const problems: MatchProblem[] = [];
  const holdings = new Holdings();
  const pools = new Map<AssetId, YearPool>();
  const disposals: Disposal[] = [];
  let sales: { step: Step; sale: Dispose }[] = [];
  let year = Number.NaN;
  const closeYear = () => {
    disposals.push(...priceYear(sales, pools));
    sales = [];
  };
  for (const step of steps) {
    const { year: now } = dateOf(step.day);
    if (now !== year) closeYear();
    year = now;
    const problem = holdings.book(step);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    if (step.income !== null) income.push(step.income);
    for (const movement of step.movements) {
      if (movement.kind === "dispose") sales.push({ step, sale: movement });
      if (movement.kind !== "acquire") continue;
      const pool = pools.get(movement.asset) ?? { quantity: 0n, cost: 0n };
      pool.quantity += movement.quantity;
      pool.cost += movement.cost ?? 0n;
      pools.set(movement.asset, pool);
    }
  }
  closeYear();
  return { disposals, lots: poolLots(pools, holdings), income, problems };
}

/** Gives a year's sales their cost and takes it off the pools. */
function priceYear(sales: readonly { step: Step; sale: Dispose }[], pools: Map<AssetId, YearPool>): Disposal[] {
  const cuts = new Map<AssetId, (part: Amount) => Amount>();
  for (const [asset, { quantity, cost }] of pools) cuts.set(asset, cutter(cost, quantity));
  return sales.map(({ step, sale }) => {
    const cost = cuts.get(sale.asset)!(sale.quantity);
    const pool = pools.get(sale.asset)!;
    pool.quantity -= sale.quantity;
    pool.cost -= cost;
    return { ...wholeDisposal(step, sale, cost), openUntil: lastDayOfYear(step.day) };
  });
}

const lastDayOfYear = (day: Day): Day => dayOf(dateOf(day).year, 12, 31);

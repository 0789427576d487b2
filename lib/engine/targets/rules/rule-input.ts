/**
 * What a rule reads: past prices of the policy's targets up to one bar, and capitalisations known by then.
 * Made once a run for one set of dynamic targets; the caller moves `bar` on and refills `capitalisations`. Rules see
 * nothing of a portfolio, so weights for a bar are the same for every band, destination and fee.
 */
import type { AssetId, DynamicTargets, PriceTable, Target } from "@/lib/engine/model";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { targetPrices, weightedIndex } from "@/lib/engine/valuation/indicators/target-prices";
import { ewmaVolatilitySeries } from "@/lib/engine/valuation/indicators/volatility";
import { assignRoles } from "./assign-roles";

export interface RuleInput {
  /** One column a target, in the policy's order (targetPrices). */
  prices: PriceTable;
  daysPerBar: number;
  /** Last bar a rule may read. */
  bar: number;
  /** By target, in any one currency; 0 where unknown. Filled by fillCapitalisations. */
  capitalisations: Float64Array;
  /** By bar: volatility a day of what a volatility target scales, in written weights; null for other rules. */
  sigmas: Float64Array | null;
}

/** `bar` starts at the last one. `cash` is worth 1 where the table has no column for it. */
export function makeRuleInput(
  dynamic: DynamicTargets,
  targets: readonly Target[],
  table: PriceTable,
  cash: AssetId,
): RuleInput {
  const prices = targetPrices(table, targets, cash);
  const daysPerBar = barDays(table);
  return {
    prices,
    daysPerBar,
    bar: table.times.length - 1,
    capitalisations: new Float64Array(targets.length),
    sigmas: riskSigmas(dynamic, targets, prices, daysPerBar),
  };
}

function riskSigmas(
  dynamic: DynamicTargets,
  targets: readonly Target[],
  prices: PriceTable,
  daysPerBar: number,
): Float64Array | null {
  if (dynamic.rule.kind !== "volatility-target") return null;
  const roles = assignRoles(dynamic, targets);
  if ("kind" in roles) return null;
  const written = targets.map((target, index) => (roles.chosen.includes(index) ? target.weight : 0));
  return ewmaVolatilitySeries(weightedIndex(prices, written), 0, dynamic.rule.halfLifeDays, daysPerBar);
}

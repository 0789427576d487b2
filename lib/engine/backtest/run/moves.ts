/**
 * What moves with the market in a run: weights a rule sets, widths of bands, trends, and whether the targets as written
 * stand above their average. Prepared once from prices alone, then written into the weight columns at the bars it
 * changes. Nothing here knows what a run holds, so it is the same for every fee, destination and start value.
 */
import { type Band, type Policy, targetKey, targetMembers } from "@/lib/engine/model";
import { aboveAverageSeries, risingSeries } from "@/lib/engine/triggers/trend";
import { type BandMarket, bandWidth } from "@/lib/engine/valuation/band";
import { targetPrices, weightedIndex } from "@/lib/engine/valuation/indicators/target-prices";
import { ewmaVolatilitySeries } from "@/lib/engine/valuation/indicators/volatility";
import { resetWeightColumns, setBands, setWeights } from "@/lib/engine/valuation/resolve-columns";
import type { WeightColumns } from "@/lib/engine/valuation/weight-columns";
import type { BacktestNote, BacktestRequest } from "../model";
import { type EffectiveWeights, resolveOverBars } from "./effective-weights";
import { type LifeChange, weighLiving } from "./lives";
import type { Period } from "./period";

export interface Moves {
  /** Weights or widths differ from what the layout says. */
  isResolved: boolean;
  /** Something that is watched changes at every bar. */
  isByBar: boolean;
  /** Widths change by the bar: a search that knows those of today cannot speak for a day to come. */
  isVolatile: boolean;
  /** Weights that change at some bars; null: the weights as written. */
  rule: EffectiveWeights | null;
  /** Who comes and goes: each is acted on at its bar. */
  changes: readonly LifeChange[];
  bands: readonly Band[];
  /** By policy target: fee and half spread of trading it; cash costs nothing. */
  costs: Float64Array;
  /** By policy target: volatility of a day by bar of the table; null where its band does not need it. */
  sigmas: readonly (Float64Array | null)[];
  /** By policy target: 1 by bar of the table while its trend is up; empty without a trend guard. */
  rising: readonly Uint8Array[];
  /** By bar: whether a portfolio stop that waits for a trend may end; null where none does. */
  trendUp: Uint8Array | null;
  /** By policy target, in force. */
  weights: Float64Array;
  widths: Float64Array;
  market: BandMarket;
  notes: readonly BacktestNote[];
}

export function makeMoves(request: BacktestRequest, policy: Policy, period: Period): Moves {
  const { table, options } = request;
  const { targets, stop, trendGuard } = policy;
  const bands = targets.map((target) => target.band ?? policy.band);
  const isVolatile = bands.some((band) => band.kind === "volatility");
  const waitsForTrend = stop?.restart.kind === "trend" ? stop.restart : null;
  const prices = isVolatile || trendGuard || waitsForTrend ? targetPrices(table, targets, policy.quoteAsset) : null;
  const sigmas = bands.map((band, index) =>
    band.kind === "volatility" && prices !== null ? ewmaVolatilitySeries(prices, index, band.halfLifeDays) : null,
  );
  const living = request.lives ? weighLiving(policy, request.lives, period, table.times) : null;
  const rule = policy.dynamic ? resolveOverBars(request, policy.dynamic, policy, period) : (living?.weights ?? null);
  const written = targets.map((target) => target.weight);
  const isCash = targets.map((target) => targetMembers(target).every((member) => member === policy.quoteAsset));
  const bars = table.times.length;
  return {
    isResolved: isVolatile || rule !== null || bands.some((band) => band.kind === "cost-optimal"),
    isByBar: Boolean(stop) || (isVolatile && policy.triggers.some((trigger) => trigger.kind === "threshold")),
    isVolatile,
    rule,
    changes: living?.changes ?? [],
    bands,
    costs: Float64Array.from(isCash, (isFree) => (isFree ? 0 : options.feeRate + options.halfSpread)),
    sigmas,
    // Cash is not let run, whatever it is counted in.
    rising:
      trendGuard && prices !== null
        ? targets.map((_, index) => (isCash[index] ? new Uint8Array(bars) : risingSeries(trendGuard, prices, index)))
        : [],
    trendUp:
      waitsForTrend !== null && prices !== null
        ? aboveAverageSeries(weightedIndex(prices, written), 0, waitsForTrend.averageDays)
        : null,
    weights: Float64Array.from(written),
    widths: new Float64Array(targets.length),
    market: { sigmaDay: Number.NaN, cost: 0 },
    notes: [...blindBands(policy, sigmas, period), ...(rule?.notes ?? [])],
  };
}

/** Writes weights, widths and trends in force at a bar into the weight columns. */
export function writeMoves(moves: Moves, weightColumns: WeightColumns, bar: number): void {
  for (let target = 0; target < moves.rising.length; target += 1)
    weightColumns.rising[target] = moves.rising[target]![bar]!;
  // Rests too get back what a portfolio stop took from them.
  resetWeightColumns(weightColumns);
  if (!moves.isResolved) return;
  const { weights, widths, bands, market } = moves;
  if (moves.rule !== null) readWeights(moves.rule, bar, weights);
  for (let target = 0; target < bands.length; target += 1) {
    const band = bands[target]!;
    const sigmas = moves.sigmas[target]!;
    market.cost = moves.costs[target]!;
    market.sigmaDay = sigmas === null ? Number.NaN : sigmas[bar]!;
    const isBlind = sigmas !== null && Number.isNaN(market.sigmaDay);
    widths[target] = isBlind && band.kind === "volatility" ? band.cap : bandWidth(band, weights[target]!, market);
  }
  setWeights(weightColumns, weights);
  setBands(weightColumns, widths);
}

/** The last weights set at or before a bar; bars come in ascending order. */
function readWeights(rule: EffectiveWeights, bar: number, out: Float64Array): void {
  if (bar < rule.bars[rule.place]!) rule.place = 0;
  while (rule.place + 1 < rule.bars.length && rule.bars[rule.place + 1]! <= bar) rule.place += 1;
  for (let target = 0; target < out.length; target += 1) {
    out[target] = rule.weights[rule.place * out.length + target]!;
  }
}

function blindBands(policy: Policy, sigmas: readonly (Float64Array | null)[], { from }: Period): BacktestNote[] {
  const blind = policy.targets.filter((_, index) => Number.isNaN(sigmas[index]?.[from]));
  return blind.length === 0 ? [] : [{ kind: "volatility-unknown-at-start", keys: blind.map(targetKey) }];
}

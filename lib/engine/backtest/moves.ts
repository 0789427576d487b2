/**
 * What moves with the market in a run: weights a rule sets, widths of bands. Prepared once from prices alone, then
 * written into the sheet at the bars it changes.
 */
import { type Band, type Policy, targetKey } from "@/lib/engine/model";
import { type BandMarket, bandWidth } from "@/lib/engine/valuation/band";
import { targetPrices } from "@/lib/engine/valuation/indicators/target-prices";
import { ewmaVolatilitySeries } from "@/lib/engine/valuation/indicators/volatility";
import { setBands, setWeights } from "@/lib/engine/valuation/rule-sheet";
import type { Sheet } from "@/lib/engine/valuation/sheet";
import type { BacktestRequest } from "./model";
import type { Period } from "./period";

export interface Moves {
  /** Anything at all moves. */
  isAny: boolean;
  /** Widths change at every bar and something watches them. */
  isByBar: boolean;
  /** Bars at which weights change, ascending. */
  looks: Int32Array;
  /** By policy target: what is in force. */
  weights: Float64Array;
  widths: Float64Array;
  bands: readonly Band[];
  /** By policy target: volatility of a day by bar of the table; null where its band does not ask. */
  sigmas: readonly (Float64Array | null)[];
  market: BandMarket;
  notes: readonly string[];
}

export function makeMoves(
  request: BacktestRequest,
  policy: Policy,
  sheet: Sheet,
  period: Period,
  isHolding: boolean,
): Moves {
  const { table, options } = request;
  const bands = policy.targets.map((target) => target.band ?? policy.band);
  const isMoving = bands.some((band) => band.kind === "volatility");
  const prices = isMoving ? targetPrices(table, policy.targets, policy.quoteAsset) : null;
  const sigmas = bands.map((band, index) =>
    band.kind === "volatility" && prices !== null ? ewmaVolatilitySeries(prices, index, band.halfLifeDays) : null,
  );
  const notes: string[] = [];
  const blind = policy.targets.filter((_, index) => Number.isNaN(sigmas[index]?.[period.from]));
  if (blind.length > 0 && !isHolding) {
    const names = blind.map(targetKey).join(", ");
    notes.push(`The volatility of ${names} is not known from the start: until it is, the band stands at its cap.`);
  }
  const moves: Moves = {
    isAny: isMoving || bands.some((band) => band.kind === "cost-optimal"),
    isByBar: isMoving && policy.triggers.some((trigger) => trigger.kind === "threshold"),
    looks: new Int32Array(0),
    weights: Float64Array.from(policy.targets, (target) => target.weight),
    widths: new Float64Array(policy.targets.length),
    bands,
    sigmas,
    market: { sigmaDay: Number.NaN, cost: options.feeRate + options.halfSpread },
    notes,
  };
  if (moves.isAny) writeMoves(moves, sheet, period.from);
  return moves;
}

/** Writes weights and widths in force at a bar into the sheet. */
export function writeMoves(moves: Moves, sheet: Sheet, bar: number): void {
  setWeights(sheet, moves.weights);
  for (let target = 0; target < moves.bands.length; target += 1) {
    const band = moves.bands[target]!;
    const sigmas = moves.sigmas[target]!;
    if (band.kind === "volatility") {
      const sigma = sigmas === null ? Number.NaN : sigmas[bar]!;
      moves.market.sigmaDay = sigma;
      moves.widths[target] = sigma >= 0 ? bandWidth(band, moves.weights[target]!, moves.market) : band.cap;
    } else moves.widths[target] = bandWidth(band, moves.weights[target]!, moves.market);
  }
  setBands(sheet, moves.widths);
}

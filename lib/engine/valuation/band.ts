/**
 * The half-width of a target's band, as a share of the whole.
 *   absolute      the width itself
 *   relative      ratio x target:                     20 % of a 10 % target is 2 pp
 *   clamp         ratio x target, never under `floor` nor over `cap`
 *   volatility    multiple x sigma of a day x sqrt(look-ahead days), clamped. With 4 % a day, one week and multiple 1:
 *                 10.6 pp; scaled by weight, t (1 - t) of it, which at t = 0.5 is 2.6 pp: to first order the drift that
 *                 a move of one sigma of this asset alone causes, since dw = w (1 - w) dlog p
 *   cost-optimal  (3 / (2 gamma) t^2 (1 - t)^2 cost)^(1/3), clamped: with gamma 5, t = 0.5 and 10 bps, 2.7 pp. The leading
 *                 term of the no-trade region of an investor with constant relative risk aversion gamma who pays `cost`
 *                 (a share of the notional) on every trade, for one risky asset against a safe one. Gerhold, Guasoni,
 *                 Muhle-Karbe and Schachermayer, "Transaction costs, trading volume, and the liquidity premium",
 *                 Finance and Stochastics 18 (2014), section 2, after Janecek and Shreve (2004)
 *
 * A target of (next to) nothing has the band of a rest, REST_BAND_MIN at least, whatever its kind: 20 % of nothing is
 * nothing, and dust would call for a run at every check.
 *
 * The last two follow the market. A policy is resolved once a check and hands on plain absolute widths; to measure them
 * without the figures is our own mistake, hence an error and not a value.
 */
import type { Band } from "@/lib/engine/model";
import { WEIGHT_NOISE } from "./kernels";

/** Idle cash, untargeted rests and targets of no weight get at least this band: dust does not call for a rebalance. */
export const REST_BAND_MIN = 0.01;

export interface BandMarket {
  /** Standard deviation of a day's log return, a share. */
  sigmaDay: number;
  /** One-way cost of trading: fee and half spread, a share of the notional. */
  cost: number;
}

export function bandWidth(band: Band, target: number, market?: BandMarket): number {
  const width = plainWidth(band, target, market);
  return target > WEIGHT_NOISE ? width : Math.max(width, REST_BAND_MIN);
}

function plainWidth(band: Band, target: number, market?: BandMarket): number {
  switch (band.kind) {
    case "absolute":
      return band.width;
    case "relative":
      return band.ratio * target;
    case "clamp":
      return clamp(band.ratio * target, band.floor, band.cap);
    case "volatility": {
      const move = band.multiple * known(market?.sigmaDay, "volatility") * Math.sqrt(band.lookAheadDays);
      return clamp(band.isScaledByWeight ? move * target * (1 - target) : move, band.floor, band.cap);
    }
    case "cost-optimal": {
      const cost = band.cost ?? known(market?.cost, "cost");
      const spread = target * (1 - target);
      return clamp(Math.cbrt((3 / (2 * band.riskAversion)) * spread * spread * cost), band.floor, band.cap);
    }
  }
}

const clamp = (width: number, floor: number, cap: number) => Math.min(Math.max(width, floor), cap);

function known(figure: number | undefined, name: string): number {
  if (figure === undefined || !Number.isFinite(figure)) {
    throw new RangeError(`A band of this kind needs the market's ${name}; rule the policy before measuring it.`);
  }
  return figure;
}

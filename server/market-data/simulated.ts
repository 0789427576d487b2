/**
 * A made-up market, for paper portfolios without a network, for scenarios and tests. Always labelled "simulated".
 *
 * A price is a pure function of (seed, asset, time): no state, so a restart, a chart of last year and a test all see
 * the same world. The log price walks like a Brownian motion around the asset's usual price (see random-walk). Coins
 * share a common factor (their beta to it), so that they fall together as they do in life. Stablecoins wiggle around
 * one.
 */
import type { Market, Quote } from "@/lib/engine/model";
import {
  decimalsOfStep,
  multiply,
  type Notional,
  type Price,
  price,
  type Quantity,
  type Rate,
  roundDownToStep,
  roundUpToStep,
} from "@/lib/money";
import { hash, hashText, walk, walkAll } from "./random-walk";
import { findSimulatedAsset, SIMULATED_ASSETS, SIMULATED_QUOTES, type SimulatedAsset } from "./simulated-assets";

export const SIMULATED_SEED = 2026;

export interface Candle {
  /** Start of the bar, epoch ms. */
  at: number;
  open: number;
  high: number;
  low: number;
  close: number;
}

/** Simulated price of one unit in dollars, or null for an asset the simulation does not know. */
export function simulatedDollars(seed: number, asset: string, at: number): number | null {
  const known = findSimulatedAsset(asset);
  if (known === null) return null;
  if (known.sigma === 0) return known.dollars;
  const shared = known.beta === 0 ? 0 : known.beta * walk(hash(seed, 1), 0.45, at);
  return known.dollars * Math.exp(shared + walk(hash(seed, hashText(asset)), known.sigma, at));
}

/** Simulated mid price of `base` in `quote` at an instant; null when either is unknown. */
export function simulatedPrice(seed: number, base: string, quote: string, at: number): number | null {
  const numerator = simulatedDollars(seed, base, at);
  const denominator = simulatedDollars(seed, quote, at);
  return numerator === null || denominator === null ? null : numerator / denominator;
}

/** Candles of [from, to), one every `everyMs`, each sampled at eight instants. */
export function simulatedCandles(
  seed: number,
  base: string,
  quote: string,
  from: number,
  to: number,
  everyMs: number,
): readonly Candle[] {
  const candles: Candle[] = [];
  for (let at = from; at < to; at += everyMs) {
    const samples = Array.from({ length: 9 }, (_, part) =>
      simulatedPrice(seed, base, quote, at + (part * everyMs) / 8),
    );
    const known = samples.filter((sample) => sample !== null);
    const [open] = known;
    const close = known.at(-1);
    if (open === undefined || close === undefined) return [];
    candles.push({ at, open, high: Math.max(...known), low: Math.min(...known), close });
  }
  return candles;
}

/**
 * Closes of many assets over the same bars, column by column: the price at the end of each bar, as simulatedCandles has
 * it, without the samples inside. null when an asset or the quote is not known. Coins share their common factor, so it
 * is walked once.
 */
export function simulatedCloses(
  seed: number,
  assets: readonly string[],
  quote: string,
  times: Float64Array,
  stepMs: number,
): Float64Array | null {
  const ends = times.map((at) => at + stepMs);
  const shared = walkAll(hash(seed, 1), 0.45, ends);
  const dollarsOf = (asset: string): Float64Array | null => {
    const known = findSimulatedAsset(asset);
    if (known === null) return null;
    if (known.sigma === 0) return new Float64Array(ends.length).fill(known.dollars);
    const own = walkAll(hash(seed, hashText(asset)), known.sigma, ends);
    return own.map((value, bar) => {
      const common = known.beta === 0 ? 0 : known.beta * shared[bar]!;
      return known.dollars * Math.exp(common + value);
    });
  };
  const denominator = dollarsOf(quote);
  if (denominator === null) return null;
  const closes = new Float64Array(assets.length * ends.length);
  for (const [index, asset] of assets.entries()) {
    const numerator = dollarsOf(asset);
    if (numerator === null) return null;
    for (let bar = 0; bar < ends.length; bar += 1) {
      closes[index * ends.length + bar] = numerator[bar]! / denominator[bar]!;
    }
  }
  return closes;
}

/** A step of five significant digits at the usual price: 0.01 for a price of 600, 0.00001 for 0.5. */
function priceStepFor(usual: number): Price {
  return price(`1e${Math.floor(Math.log10(usual)) - 4}`);
}

function marketOf(venueId: string, base: SimulatedAsset, quote: SimulatedAsset, feeRate: Rate): Market {
  const usual = base.dollars / quote.dollars;
  const isCoinQuoted = quote.sigma > 0.2;
  return {
    venueId,
    symbol: `${base.asset}/${quote.asset}`,
    base: base.asset,
    quote: quote.asset,
    quantityStep: base.quantityStep as Quantity,
    priceStep: priceStepFor(usual),
    quantityMin: base.quantityStep as Quantity,
    quantityMax: null,
    notionalMin: (isCoinQuoted ? "0.0001" : "5") as Notional,
    takerFeeRate: feeRate,
    makerFeeRate: feeRate,
    feeFrom: "received",
    isActive: true,
  };
}

/** Every simulated market: each coin against each quote asset that is not itself. */
export function simulatedMarkets(venueId: string, feeRate: Rate): readonly Market[] {
  return SIMULATED_QUOTES.flatMap((quote) =>
    SIMULATED_ASSETS.filter(
      (base) => base.asset !== quote.asset && base.sigma >= quote.sigma && base.asset !== "USD" && base.asset !== "EUR",
    ).map((base) => marketOf(venueId, base, quote, feeRate)),
  );
}

/** Top of book at an instant: half a spread of `spreadBps` on either side of the mid, on whole price steps. */
export function simulatedQuote(seed: number, market: Market, at: number): Quote | null {
  const mid = simulatedPrice(seed, market.base, market.quote, at);
  if (mid === null) return null;
  const half = (findSimulatedAsset(market.base)?.spreadBps ?? 2) / 20_000;
  const places = decimalsOfStep(market.priceStep) + 2;
  const exact = price(mid.toFixed(places));
  const bid = roundDownToStep(multiply<Price>(exact, (1 - half).toFixed(8)), market.priceStep);
  const ask = roundUpToStep(multiply<Price>(exact, (1 + half).toFixed(8)), market.priceStep);
  return { symbol: market.symbol, bid, ask, last: roundDownToStep(exact, market.priceStep), at };
}

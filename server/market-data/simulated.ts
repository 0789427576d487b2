/**
 * A made-up market, for paper portfolios without a network, for scenarios and tests. Always labelled "simulated".
 *
 * A price is a pure function of (seed, asset, time): no state, so a restart, a chart of last year and a test all see
 * the same world. The log price walks like a Brownian motion, built by midpoint displacement (Levy's construction):
 * time is cut into spans of about 13 months whose ends are drawn around the asset's usual price; inside a span each
 * halving adds a hashed Gaussian of the right variance. One query costs O(log span) hashes. Coins share a common
 * factor (their beta to it), so that they fall together as they do in life. Stablecoins wiggle around one.
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
import { findSimulatedAsset, SIMULATED_ASSETS, SIMULATED_QUOTES, type SimulatedAsset } from "./simulated-assets";

export const SIMULATED_SEED = 2026;
export const SIMULATED_LABEL = "Simulated";

export interface Candle {
  /** Start of the bar, epoch ms. */
  at: number;
  open: number;
  high: number;
  low: number;
  close: number;
}

const YEAR_MS = 365.25 * 86_400_000;
const SPAN_MS = 2 ** 35;
/** Halvings of a span down to cells of about four seconds; inside a cell the path is a straight line. */
const HALVINGS = 23;
/** Spread of a span's ends around the usual price, in log units: keeps a coin recognisable for ever. */
const ANCHOR_SIGMA = 0.22;

/** 32-bit mix (murmur3 finaliser) of the words given. */
function hash(...words: number[]): number {
  let state = 0x9e3779b9;
  for (const word of words) {
    state = Math.imul(state ^ word, 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

function hashText(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}

/** Standard normal from a hash (Box-Muller on two independent mixes). */
function gaussian(stream: number, span: number, level: number, index: number): number {
  const first = (hash(stream, span, level, index, 1) + 1) / 4294967297;
  const second = hash(stream, span, level, index, 2) / 4294967296;
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}

/** Log deviation of one stream at an instant; `sigma` is its yearly volatility. */
function walk(stream: number, sigma: number, at: number): number {
  const span = Math.floor(at / SPAN_MS);
  let left = gaussian(stream, span, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
  let right = gaussian(stream, span + 1, 0, 0) * ANCHOR_SIGMA * Math.min(1, sigma);
  let start = span * SPAN_MS;
  let width = SPAN_MS;
  let index = 0;
  for (let level = 1; level <= HALVINGS; level++) {
    // The middle of a Brownian bridge over `width` has variance sigma^2 x width / 4.
    const deviation = (sigma * Math.sqrt(width / YEAR_MS)) / 2;
    const middle = (left + right) / 2 + deviation * gaussian(stream, span, level, index);
    width /= 2;
    if (at >= start + width) {
      start += width;
      left = middle;
      index = index * 2 + 1;
    } else {
      right = middle;
      index = index * 2;
    }
  }
  return left + ((right - left) * (at - start)) / width;
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

/**
 * Many drifted portfolios from one seed, for `npm run bench`: each has its own prices, one venue with real-life steps,
 * fees and minimums, and holdings between half and one and a half times their target.
 */
import { notional, quantity, rate } from "@/lib/money";
import type { World } from "./arbitraries";
import { aHolding, aMarket, aPolicy, aPrice, aQuote, aSnapshot, aVenue } from "./builders";

/** `count` worlds of `assetCount` assets each; the same seed gives the same worlds. */
export function manyPortfolios(count: number, assetCount: number, seed = 8271): World[] {
  const chance = seededChance(seed);
  const assets = Array.from({ length: assetCount }, (_, index) => `A${String(index).padStart(2, "0")}`);
  const markets = assets.map((asset) =>
    aMarket(`${asset}/USDT`, {
      notionalMin: notional("10"),
      quantityStep: quantity("0.0001"),
      takerFeeRate: rate("0.001"),
    }),
  );
  const policy = aPolicy({
    targets: assets.map((asset) => ({ kind: "asset", asset, weight: 1 / assetCount })),
    cashBuffer: 0.0025,
    tradeNotionalMin: notional("10"),
  });
  return Array.from({ length: count }, () => {
    const prices = assets.map(() => (chance() * 1000 + 0.01).toFixed(2));
    const holdings = assets.map((asset, index) =>
      aHolding(asset, ((5000 * (0.5 + chance())) / Number(prices[index])).toFixed(8)),
    );
    const snapshot = aSnapshot({
      venues: [aVenue({ markets, quotes: assets.map((asset, index) => aQuote(`${asset}/USDT`, prices[index]!, 4)) })],
      holdings: [...holdings, aHolding("USDT", "300")],
      prices: [aPrice("USDT", "1"), ...assets.map((asset, index) => aPrice(asset, prices[index]!))],
    });
    return { policy, snapshot };
  });
}

/** A linear congruential generator (Numerical Recipes): enough for prices nobody trades at. */
function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

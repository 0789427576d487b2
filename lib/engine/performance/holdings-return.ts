/**
 * What the holdings of an earlier snapshot, with our own trades since, are worth at later prices, as a factor of what
 * they were worth then: 1.02 is up 2 %. Deposits and withdrawals do not enter, costs of our trades do, so the product
 * of these factors over checks is a time-weighted index of the portfolio: the index a portfolio stop watches.
 *
 * A trade counted twice or missed (a fill at the very instant of the snapshot) moves the factor by its cost at most,
 * for both of its sides come and go together. An asset without a price now counts as unchanged, one without a price
 * then not at all; with nothing to compare the factor is 1.
 */
import type { AssetId, AssetPrice, Snapshot } from "@/lib/engine/model";
import { type Quantity, toFloat } from "@/lib/money";

export function holdingsReturn(
  before: Pick<Snapshot, "holdings" | "prices" | "baseCurrency">,
  prices: readonly Pick<AssetPrice, "asset" | "price">[],
  counts: (asset: AssetId) => boolean,
  traded: readonly { asset: AssetId; quantity: Quantity }[] = [],
): number {
  const then = pricesByAsset(before.prices, before.baseCurrency);
  // Without a price now an asset counts as unchanged, or one side of its trade would be missing.
  const now = new Map([...then, ...pricesByAsset(prices, before.baseCurrency)]);
  let valueThen = 0;
  let valueNow = 0;
  for (const { asset, quantity } of before.holdings) {
    const priceThen = then.get(asset);
    const priceNow = now.get(asset);
    if (!counts(asset) || priceThen === undefined || priceNow === undefined) continue;
    valueThen += toFloat(quantity) * priceThen;
    valueNow += toFloat(quantity) * priceNow;
  }
  for (const { asset, quantity } of traded) {
    if (counts(asset)) valueNow += toFloat(quantity) * (now.get(asset) ?? 0);
  }
  return valueThen > 0 && valueNow > 0 ? valueNow / valueThen : 1;
}

function pricesByAsset(prices: readonly Pick<AssetPrice, "asset" | "price">[], base: AssetId): Map<AssetId, number> {
  const byAsset = new Map<AssetId, number>([[base, 1]]);
  for (const { asset, price } of prices) if (toFloat(price) > 0) byAsset.set(asset, toFloat(price));
  return byAsset;
}

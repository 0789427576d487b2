/**
 * Pegged assets whose confirmed price lies off what they promise to be worth. Measured in what they are pegged to; where
 * that has no price of its own the base currency stands for it, if it is of the same money. Nothing buys them meanwhile.
 */
import { type AssetId, type AssetPrice, PEGS } from "@/lib/engine/model";
import { isPositive, toFloat } from "@/lib/money";
import { PEGGED_MOVE_MAX } from "./terms";

export function findOffPeg(prices: readonly AssetPrice[], baseCurrency: AssetId): readonly AssetId[] {
  const priceOf = new Map<AssetId, number>([[baseCurrency, 1]]);
  for (const { asset, price, isFrozen } of prices)
    if (isPositive(price) && !isFrozen) priceOf.set(asset, toFloat(price));
  const off: AssetId[] = [];
  for (const [asset, price] of priceOf) {
    const peg = PEGS.get(asset);
    if (peg === undefined) continue;
    const worth = priceOf.get(peg) ?? (moneyOf(baseCurrency) === peg ? 1 : undefined);
    if (worth !== undefined && Math.abs(price / worth - 1) > PEGGED_MOVE_MAX) off.push(asset);
  }
  return off.sort();
}

/** Whether an asset keeps its worth in the base currency by promise. */
export const isPeggedTo = (asset: AssetId, baseCurrency: AssetId): boolean =>
  asset !== baseCurrency && moneyOf(asset) === moneyOf(baseCurrency) && (PEGS.has(asset) || PEGS.has(baseCurrency));

const moneyOf = (asset: AssetId): AssetId => PEGS.get(asset) ?? asset;

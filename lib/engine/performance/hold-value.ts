/**
 * The buy-and-hold benchmark: what the same start and the same deposits would be worth, never rebalanced. The
 * baseline's quantities are set at the first snapshot and change only with deposits and withdrawals; this prices them
 * now.
 */
import type { AssetId, AssetPrice } from "@/lib/engine/model";
import { isZero, multiply, type Notional, type Quantity, sum } from "@/lib/money";

/** Exact value in the base currency, or null when an asset of the baseline has no price. */
export function holdValue(
  baseline: readonly { asset: AssetId; quantity: Quantity }[],
  prices: readonly AssetPrice[],
): Notional | null {
  const priceOf = new Map(prices.map((each) => [each.asset, each.price]));
  const parts: Notional[] = [];
  for (const { asset, quantity } of baseline) {
    if (isZero(quantity)) continue;
    const price = priceOf.get(asset);
    if (price === undefined) return null;
    parts.push(multiply<Notional>(quantity, price));
  }
  return sum(parts);
}

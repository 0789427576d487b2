/**
 * What was paid in fees, in the base currency (pure): each at the price of its own fill. The plan says what a quote unit
 * was worth, and the snapshot what a third asset (an exchange's own coin) was; no price is fetched to read history.
 */
import type { AssetId, AssetPrice, Plan } from "@/lib/engine/model";
import { add, divideDown, isPositive, multiply, type Notional } from "@/lib/money";

export interface AssetQuantity {
  asset: AssetId;
  quantity: string;
}

/** A sum of fees: what has a value, and by name what has none. */
export interface FeeTotal {
  value: Notional;
  unvalued: readonly AssetQuantity[];
}

/** What the rates of a fill are read from. */
export interface RateFacts {
  baseCurrency: AssetId;
  orders: Plan["orders"];
  prices: readonly Pick<AssetPrice, "asset" | "price">[];
}

/** A fill, or an order at its average price: what it traded, in units of its own quote. */
export interface Traded {
  base: AssetId;
  quote: AssetId;
  price: string;
}

/** Base currency per unit of an asset paid at this fill; null where nothing said it. */
export function rateOf(asset: AssetId, { base, quote, price }: Traded, facts: RateFacts): string | null {
  if (asset === facts.baseCurrency) return "1";
  if (asset !== base) return quoteRate(asset, facts) ?? plannedRate(asset, facts) ?? priceOf(asset, facts);
  const ofQuote = quote === facts.baseCurrency ? "1" : (quoteRate(quote, facts) ?? priceOf(quote, facts));
  return ofQuote === null ? null : multiply<string>(price, ofQuote);
}

const PLACES = 8;

/** null where the asset has no rate. */
export function valueFee({ asset, quantity }: AssetQuantity, traded: Traded, facts: RateFacts): Notional | null {
  const rate = rateOf(asset, traded, facts);
  return rate === null ? null : divideDown<Notional>(multiply(quantity, rate), "1", PLACES);
}

/** Adds fees up; those without a value by their asset. */
export function totalFees(fees: Iterable<AssetQuantity & { value: Notional | null }>): FeeTotal {
  let value = "0" as Notional;
  const unvalued = new Map<AssetId, string>();
  for (const fee of fees) {
    if (fee.value !== null) value = add(value, fee.value);
    else unvalued.set(fee.asset, add<string>(unvalued.get(fee.asset) ?? "0", fee.quantity));
  }
  return { value, unvalued: [...unvalued].map(([asset, quantity]) => ({ asset, quantity })) };
}

function quoteRate(asset: AssetId, { orders }: RateFacts): string | null {
  const leg = orders.find(({ quote, notional }) => quote === asset && isPositive(notional));
  return leg === undefined ? null : divideDown<string>(leg.notionalBase, leg.notional);
}

/** Another leg traded it: as the plan expected. */
function plannedRate(asset: AssetId, facts: RateFacts): string | null {
  const leg = facts.orders.find(({ base, notional }) => base === asset && isPositive(notional));
  const ofQuote = leg === undefined ? null : quoteRate(leg.quote, facts);
  return leg === undefined || ofQuote === null ? null : multiply<string>(leg.expectedPrice, ofQuote);
}

const priceOf = (asset: AssetId, { prices }: RateFacts): string | null =>
  prices.find((each) => each.asset === asset && isPositive(each.price))?.price ?? null;

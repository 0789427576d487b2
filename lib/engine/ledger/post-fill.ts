/**
 * Books a fill. What the venue account gains, the market gives, and the other way round: the lines of one entry sum
 * to zero for every asset, so a booking error shows as a sum that is not zero.
 *
 *   buy 0.5 BTC at 60000, fee 0.0005 BTC      venue:v1  BTC +0.5     market:BTC/USDT  BTC -0.5
 *                                             venue:v1  USDT -30000  market:BTC/USDT  USDT +30000
 *                                             venue:v1  BTC -0.0005  fees:v1          BTC +0.0005
 *
 * A fee may be in base, quote or a third asset (BNB), and some venues take several at once. Exact; no rounding.
 */
import type { AssetId, FillFee, MarketSymbol, Side, VenueId } from "@/lib/engine/model";
import { isZero, multiply, negate, type Price, type Quantity } from "@/lib/money";

export interface Posting {
  /** "venue:<id>", "market:<symbol>", "fees:<venue id>", "flow:<deposit|withdrawal>" */
  account: string;
  asset: AssetId;
  quantity: Quantity;
}

export interface FillToPost {
  quantity: Quantity;
  price: Price;
  /** Zero or more; a negative fee is a rebate. */
  fee: Quantity;
  feeAsset: AssetId;
  /** Fees taken beside the first, in other assets. */
  otherFees?: readonly FillFee[];
}

export interface OrderOfFill {
  venueId: VenueId;
  symbol: MarketSymbol;
  base: AssetId;
  quote: AssetId;
  side: Side;
}

export function postFill(fill: FillToPost, order: OrderOfFill): Posting[] {
  const venue = `venue:${order.venueId}`;
  const market = `market:${order.symbol}`;
  const baseGain = order.side === "buy" ? fill.quantity : negate(fill.quantity);
  const cost = multiply<Quantity>(fill.quantity, fill.price);
  const quoteGain = order.side === "buy" ? negate(cost) : cost;
  const postings: Posting[] = [
    ...move(market, venue, order.base, baseGain),
    ...move(market, venue, order.quote, quoteGain),
  ];
  for (const { asset, quantity } of feesOfFill(fill))
    if (!isZero(quantity)) postings.push(...move(`fees:${order.venueId}`, venue, asset, negate(quantity)));
  return postings;
}

/** All that a fill cost beside its price, the first fee first; at most one line an asset. */
export function feesOfFill(fill: Pick<FillToPost, "fee" | "feeAsset" | "otherFees">): readonly FillFee[] {
  return [{ asset: fill.feeAsset, quantity: fill.fee }, ...(fill.otherFees ?? [])];
}

/** Two lines: `to` gains the quantity (which may be negative), `from` gives it. */
function move(from: string, to: string, asset: AssetId, quantity: Quantity): Posting[] {
  return [
    { account: to, asset, quantity },
    { account: from, asset, quantity: negate(quantity) },
  ];
}

/** Fills with what they were worth and cost in the base currency, newest first. */
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { fills, orders, portfolios, rebalances, venues } from "@/drizzle/schema";
import { feesOfFill } from "@/lib/engine/ledger/post-fill";
import type { AssetPrice, Plan, Side } from "@/lib/engine/model";
import { isZero, multiply, type Notional } from "@/lib/money";
import { chunksOf } from "../chunks";
import { ownerIdOf, type ServiceContext } from "../context";
import { type AssetQuantity, type RateFacts, valueFee } from "./value-fee";

export interface ValuedFill {
  id: string;
  at: number;
  rebalanceId: string;
  side: Side;
  symbol: string;
  venueName: string;
  /** What was traded; null where nothing said what its quote asset was worth. */
  worth: Notional | null;
  fees: readonly (AssetQuantity & { value: Notional | null })[];
}

/** `where` may name fills, orders, rebalances and portfolios; only the caller's own are found. */
export async function loadFills(
  ctx: Pick<ServiceContext, "db" | "actor">,
  where: SQL | undefined,
  countMax?: number,
): Promise<readonly ValuedFill[]> {
  const found = ctx.db
    .select({
      id: fills.id,
      at: fills.at,
      rebalanceId: orders.rebalanceId,
      side: orders.side,
      symbol: fills.symbol,
      venueName: venues.name,
      quantity: fills.quantity,
      price: fills.price,
      fee: fills.fee,
      feeAsset: fills.feeAsset,
      otherFees: fills.otherFees,
      baseCurrency: portfolios.baseCurrency,
    })
    .from(fills)
    .innerJoin(orders, eq(orders.id, fills.orderId))
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(venues, eq(venues.id, orders.venueId))
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), where))
    .orderBy(desc(fills.at), desc(fills.id));
  const rows = await (countMax === undefined ? found : found.limit(countMax));
  const ratesOf = await loadRates(
    ctx,
    rows.map((row) => row.rebalanceId),
  );
  return rows.map(({ quantity, price, baseCurrency, fee, feeAsset, otherFees, at, ...row }) => {
    const [base = "", quote = ""] = row.symbol.split("/");
    const facts = { baseCurrency, ...ratesOf(row.rebalanceId) };
    const traded = { base, quote, price };
    const paid = feesOfFill({ fee, feeAsset, otherFees }).filter((each) => !isZero(each.quantity));
    return {
      ...row,
      at: at.getTime(),
      worth: valueFee({ asset: quote, quantity: multiply(quantity, price) }, traded, facts),
      fees: paid.map((each) => ({ ...each, value: valueFee(each, traded, facts) })),
    };
  });
}

type Rates = Omit<RateFacts, "baseCurrency">;
const NO_RATES: Rates = { orders: [], prices: [] };

/** The plan's legs and the snapshot's prices, without what else is in those wide columns. */
async function loadRates({ db }: Pick<ServiceContext, "db">, ids: readonly string[]): Promise<(id: string) => Rates> {
  const rates = new Map<string, Rates>();
  for (const wanted of chunksOf([...new Set(ids)])) {
    const rows = await db
      .select({
        id: rebalances.id,
        orders: sql<Plan["orders"]>`${rebalances.plan} -> 'orders'`,
        prices: sql<readonly AssetPrice[] | null>`${rebalances.snapshot} -> 'prices'`,
      })
      .from(rebalances)
      .where(inArray(rebalances.id, wanted));
    for (const { id, orders: legs, prices } of rows) rates.set(id, { orders: legs, prices: prices ?? [] });
  }
  return (id) => rates.get(id) ?? NO_RATES;
}

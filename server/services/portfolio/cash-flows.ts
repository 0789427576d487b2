/** Deposits and withdrawals as the ledger has them. A flow's own line is negative for what came in. */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { postings } from "@/drizzle/schema";
import { multiply, type Notional, negate, type Price, type Quantity } from "@/lib/money";
import type { Database } from "@/server/db/client";
import { FLOW_ACCOUNTS } from "../evaluation/record-cash-flows";

export interface CashFlow {
  portfolioId: string;
  at: number;
  asset: string;
  /** Positive came in, negative went out. */
  quantity: Quantity;
}

export async function loadFlows(
  db: Database,
  portfolioIds: readonly string[],
  after: number,
): Promise<readonly CashFlow[]> {
  if (portfolioIds.length === 0) return [];
  const rows = await db
    .select({
      portfolioId: postings.portfolioId,
      at: postings.at,
      asset: postings.asset,
      quantity: postings.quantity,
    })
    .from(postings)
    .where(
      and(
        portfolioIds.length === 1
          ? eq(postings.portfolioId, portfolioIds[0]!)
          : inArray(postings.portfolioId, [...portfolioIds]),
        gt(postings.at, new Date(after)),
        inArray(postings.account, [...FLOW_ACCOUNTS]),
      ),
    )
    .orderBy(asc(postings.at));
  return rows.map((row) => ({ ...row, at: row.at.getTime(), quantity: negate(row.quantity) }));
}

/** Flows at these prices; an asset without a price is left out. */
export function valueFlows(
  flows: readonly CashFlow[],
  prices: readonly { asset: string; price: Price }[],
): readonly Notional[] {
  const priceOf = new Map(prices.map((row) => [row.asset, row.price]));
  return flows.flatMap((flow) => {
    const price = priceOf.get(flow.asset);
    return price === undefined ? [] : multiply<Notional>(flow.quantity, price);
  });
}

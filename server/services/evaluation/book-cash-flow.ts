/** Books money that came or went: two ledger lines, and the buy-and-hold benchmark gets it too. */
import { sql } from "drizzle-orm";
import { holdBaselines, postings } from "@/drizzle/schema";
import type { AssetId } from "@/lib/engine/model";
import { negate, type Quantity } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import { newId } from "../id";

export interface CashFlow {
  /** "venue:<id>" */
  account: string;
  asset: AssetId;
  /** Positive came in, negative went out. */
  quantity: Quantity;
  source: "opening" | "rounding" | "deposit" | "withdrawal";
}

export async function bookFlow(tx: Transaction, portfolioId: string, flow: CashFlow, now: number): Promise<void> {
  const { account, asset, quantity, source } = flow;
  const entry = { portfolioId, entryId: newId(now), asset, at: new Date(now) };
  await tx.insert(postings).values([
    { ...entry, id: newId(now), account, quantity },
    { ...entry, id: newId(now), account: `flow:${source}`, quantity: negate(quantity) },
  ]);
  await tx
    .insert(holdBaselines)
    .values({ portfolioId, asset, quantity })
    .onConflictDoUpdate({
      target: [holdBaselines.portfolioId, holdBaselines.asset],
      set: { quantity: sql`${holdBaselines.quantity} + excluded.quantity` },
    });
}

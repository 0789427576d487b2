/**
 * Books what somebody moved as a flow; the never-rebalanced yardstick gets it too, so that a deposit is never mistaken
 * for a gain.
 */
import { sql } from "drizzle-orm";
import { heldBaselines, postings } from "@/drizzle/schema";
import type { Snapshot } from "@/lib/engine/model";
import { negate } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { newId } from "../id";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { findFlows } from "./find-flows";

export const FLOW_ACCOUNTS = ["flow:deposit", "flow:withdrawal"] as const;

export async function noteFlows(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  snapshot: Snapshot,
): Promise<void> {
  const portfolioId = loaded.portfolio.id;
  const at = new Date(snapshot.takenAt);
  for (const { account, asset, quantity, source } of await findFlows(tx, ctx, loaded, snapshot)) {
    const entry = { portfolioId, entryId: newId(snapshot.takenAt), asset, at };
    await tx.insert(postings).values([
      { ...entry, id: newId(snapshot.takenAt), account, quantity },
      { ...entry, id: newId(snapshot.takenAt), account: `flow:${source}`, quantity: negate(quantity) },
    ]);
    await tx
      .insert(heldBaselines)
      .values({ portfolioId, asset, quantity })
      .onConflictDoUpdate({
        target: [heldBaselines.portfolioId, heldBaselines.asset],
        set: { quantity: sql`${heldBaselines.quantity} + excluded.quantity` },
      });
  }
}

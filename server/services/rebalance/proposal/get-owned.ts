/** The one way to a rebalance's row: another owner's id is as unknown as an invented one. */
import { and, eq } from "drizzle-orm";
import { policyVersions, portfolios, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";
import { ownerIdOf, type ServiceContext } from "../../context";
import { NotFoundError } from "../../errors";

export type RebalanceRecord = typeof rebalances.$inferSelect;

export interface LoadedRebalance {
  rebalance: RebalanceRecord;
  portfolio: typeof portfolios.$inferSelect;
  /** The version it was proposed under. */
  policy: Policy;
}

export async function getOwnedRebalance(
  ctx: Pick<ServiceContext, "actor"> & { db: Database | Transaction },
  rebalanceId: string,
): Promise<LoadedRebalance> {
  const [row] = await ctx.db
    .select({ rebalance: rebalances, portfolio: portfolios, policy: policyVersions.policy })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, rebalances.portfolioId), eq(policyVersions.version, rebalances.policyVersion)),
    )
    .where(and(eq(rebalances.id, rebalanceId), eq(portfolios.ownerId, ownerIdOf(ctx))));
  if (!row) throw new NotFoundError("There is no such rebalance.");
  return row;
}

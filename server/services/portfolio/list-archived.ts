import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { portfolios, rebalances, valuations } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import type { ArchivedPortfolio } from "./types";

/** Portfolios that were put away, the latest first. */
export async function listArchived(ctx: Pick<ServiceContext, "db" | "actor">): Promise<readonly ArchivedPortfolio[]> {
  const last = ctx.db
    .select({ at: valuations.at, value: valuations.value })
    .from(valuations)
    .where(eq(valuations.portfolioId, portfolios.id))
    .orderBy(desc(valuations.at))
    .limit(1)
    .as("last_point");
  const runs = ctx.db
    .select({ count: sql<number>`count(${rebalances.startedAt})::int`.as("run_count") })
    .from(rebalances)
    .where(eq(rebalances.portfolioId, portfolios.id))
    .as("runs");
  const rows = await ctx.db
    .select({
      id: portfolios.id,
      name: portfolios.name,
      baseCurrency: portfolios.baseCurrency,
      createdAt: portfolios.createdAt,
      archivedAt: portfolios.archivedAt,
      lastValue: last.value,
      runCount: runs.count,
    })
    .from(portfolios)
    .leftJoinLateral(last, sql`true`)
    .leftJoinLateral(runs, sql`true`)
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), isNotNull(portfolios.archivedAt)))
    .orderBy(desc(portfolios.archivedAt), desc(portfolios.id));
  return rows.map(({ createdAt, archivedAt, runCount, ...row }) => ({
    ...row,
    createdAt: createdAt.getTime(),
    archivedAt: archivedAt?.getTime() ?? 0,
    runCount: runCount ?? 0,
  }));
}

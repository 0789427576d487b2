import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { fills, orders, portfolios, rebalances } from "@/drizzle/schema";
import type { Plan } from "@/lib/engine/model";
import { describeRebalanceOutcome, titleOfRebalance } from "@/lib/format";
import type { ListRebalancesInput } from "@/lib/schemas/rebalance";
import { ownerIdOf, type ServiceContext } from "../../context";
import { isAfterCursor, writeCursor } from "../../cursor";
import type { RebalanceRow } from "../types";
import { feesInBase } from "./realised";

const PAGE_SIZE = 30;

/** The history, newest first; without the wide snapshots. */
export async function listRebalances(
  ctx: ServiceContext,
  input: ListRebalancesInput,
): Promise<{ rows: readonly RebalanceRow[]; nextCursor: string | null }> {
  const found = await ctx.db
    .select({
      id: rebalances.id,
      portfolioId: rebalances.portfolioId,
      portfolioName: portfolios.name,
      state: rebalances.state,
      origin: rebalances.origin,
      reasons: rebalances.reasons,
      plan: rebalances.plan,
      proposedAt: rebalances.proposedAt,
      outcome: rebalances.outcome,
      achieved: rebalances.achieved,
    })
    .from(rebalances)
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .where(
      and(
        eq(portfolios.ownerId, ownerIdOf(ctx)),
        input.portfolioId === undefined ? undefined : eq(rebalances.portfolioId, input.portfolioId),
        input.state === undefined ? undefined : eq(rebalances.state, input.state),
        isAfterCursor({ at: rebalances.proposedAt, id: rebalances.id }, input.cursor),
      ),
    )
    .orderBy(desc(rebalances.proposedAt), desc(rebalances.id))
    .limit(PAGE_SIZE + 1);
  const page = found.slice(0, PAGE_SIZE);
  const fees = await feesOf(ctx, page);
  const last = page.at(-1);
  return {
    rows: page.map(({ plan, reasons, proposedAt, outcome, ...row }) => ({
      ...row,
      title: titleOfRebalance(plan, reasons),
      at: proposedAt.getTime(),
      outcome: describeRebalanceOutcome(outcome),
      tradedBase: plan.tradedBase,
      fees: fees.get(row.id) ?? null,
      driftBefore: plan.driftBefore,
      driftAfter: plan.driftAfter,
      tradeCount: plan.orders.length,
    })),
    nextCursor: last && found.length > PAGE_SIZE ? writeCursor(last.proposedAt, last.id) : null,
  };
}

/** Fees really paid, in the base currency at planned prices; absent where nothing was filled. */
async function feesOf(
  ctx: ServiceContext,
  page: readonly { id: string; plan: Plan }[],
): Promise<ReadonlyMap<string, string>> {
  if (page.length === 0) return new Map();
  const ids = page.map((row) => row.id);
  const paid = await ctx.db
    .select({ id: orders.rebalanceId, asset: fills.feeAsset, quantity: sql<string>`sum(${fills.fee})::text` })
    .from(fills)
    .innerJoin(orders, eq(orders.id, fills.orderId))
    .where(inArray(orders.rebalanceId, ids))
    .groupBy(orders.rebalanceId, fills.feeAsset);
  // Few venues take a second fee, so these rows are few.
  const further = await ctx.db
    .select({ id: orders.rebalanceId, fees: fills.otherFees })
    .from(fills)
    .innerJoin(orders, eq(orders.id, fills.orderId))
    .where(and(inArray(orders.rebalanceId, ids), ne(fills.otherFees, sql`'[]'::jsonb`)));
  const all = [...paid, ...further.flatMap(({ id, fees }) => fees.map((fee) => ({ id, ...fee })))];
  const byRebalance = Map.groupBy(all, (row) => row.id);
  return new Map(
    page.flatMap(({ id, plan }) => {
      const fees = feesInBase(plan, byRebalance.get(id) ?? []);
      return fees === null ? [] : [[id, fees] as const];
    }),
  );
}

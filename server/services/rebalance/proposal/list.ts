import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { orders, portfolios, rebalances } from "@/drizzle/schema";
import { describeRebalanceOutcome, titleOfRebalance } from "@/lib/format";
import type { ListRebalancesInput } from "@/lib/schemas/rebalance";
import { chunksOf } from "../../chunks";
import { ownerIdOf, type ServiceContext } from "../../context";
import { isAfterCursor, writeCursor } from "../../cursor";
import { loadFills } from "../../fee/load-fills";
import { type FeeTotal, totalFees } from "../../fee/value-fee";
import { isInPeriod } from "../../period";
import { readerOf } from "../../portfolio/reader";
import type { RebalanceRow } from "../types";

const PAGE_SIZE = 30;

/** The history, newest first; without the wide snapshots. */
export async function listRebalances(
  ctx: ServiceContext,
  input: ListRebalancesInput,
): Promise<{ rows: readonly RebalanceRow[]; nextCursor: string | null }> {
  const found = await findRebalances(ctx, input, PAGE_SIZE + 1);
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return { rows, nextCursor: last && found.length > PAGE_SIZE ? writeCursor(new Date(last.at), last.id) : null };
}

/** All of them, for a file. */
export const allRebalances = (ctx: ServiceContext, input: Omit<ListRebalancesInput, "cursor">) =>
  findRebalances(ctx, input);

async function findRebalances(
  ctx: ServiceContext,
  input: ListRebalancesInput,
  countMax?: number,
): Promise<readonly RebalanceRow[]> {
  const { timeZone } = await readerOf(ctx);
  const found = ctx.db
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
        isInPeriod(rebalances.proposedAt, input.period, timeZone),
        plansToTrade(input.asset),
        isAfterCursor({ at: rebalances.proposedAt, id: rebalances.id }, input.cursor),
      ),
    )
    .orderBy(desc(rebalances.proposedAt), desc(rebalances.id));
  const rows = await (countMax === undefined ? found : found.limit(countMax));
  const fees = await feesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map(({ plan, reasons, proposedAt, outcome, ...row }) => ({
    ...row,
    title: titleOfRebalance(plan, reasons),
    at: proposedAt.getTime(),
    outcome: describeRebalanceOutcome(outcome),
    tradedBase: plan.tradedBase,
    fees: fees.get(row.id)?.value ?? null,
    unvaluedFees: fees.get(row.id)?.unvalued ?? [],
    driftBefore: plan.driftBefore,
    driftAfter: plan.driftAfter,
    tradeCount: plan.orders.length,
  }));
}

/** Either side of a market of the plan. */
function plansToTrade(asset: string | undefined): SQL | undefined {
  if (asset === undefined) return undefined;
  const has = (side: "base" | "quote") =>
    sql`${rebalances.plan} -> 'orders' @> ${JSON.stringify([{ [side]: asset }])}::jsonb`;
  return sql`(${has("base")} or ${has("quote")})`;
}

/** Fees really paid; absent where nothing was filled. */
async function feesOf(ctx: ServiceContext, ids: readonly string[]): Promise<ReadonlyMap<string, FeeTotal>> {
  const fees = new Map<string, FeeTotal>();
  for (const some of chunksOf(ids)) {
    const filled = await loadFills(ctx, inArray(orders.rebalanceId, some));
    for (const [id, own] of Map.groupBy(filled, (fill) => fill.rebalanceId))
      fees.set(id, totalFees(own.flatMap((fill) => fill.fees)));
  }
  return fees;
}

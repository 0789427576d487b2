/**
 * Deletes an archived portfolio with all its records, for good. Its owner has either exported exactly these records, or
 * typed its name to do without them. Refused while an order of it may still be filled: nobody would book that fill. The
 * audit trail keeps its lines; what its venues hold is not touched.
 */
import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import { allotments, orders, portfolios, rebalances } from "@/drizzle/schema";
import type { DeletePortfolioInput } from "@/lib/schemas/portfolio";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { exportRecords } from "./export-records";
import { getArchivedPortfolio, type PortfolioRow } from "./get-owned";
import { assertNothingRuns } from "./withdraw-proposals";

export async function deletePortfolio(
  ctx: ServiceContext,
  { portfolioId, ...consent }: DeletePortfolioInput,
): Promise<{ portfolioId: string }> {
  await withTransaction(ctx, async (tx) => {
    const inside = { ...ctx, db: tx };
    await getArchivedPortfolio(inside, portfolioId);
    await assertNothingRuns(tx, portfolioId, "Delete the portfolio");
    // Again, behind the lock: it may have been restored meanwhile.
    const portfolio = await getArchivedPortfolio(inside, portfolioId);
    await refuseOpenOrders(tx, portfolio);
    const isExported = consent.receipt !== undefined;
    if (isExported) await refuseOtherRecords(inside, portfolio, consent.receipt);
    else if (consent.typedName !== portfolio.name)
      throw new PreconditionError(`Type the portfolio's name, "${portfolio.name}", or export its records first.`, {
        reason: "not-exported",
      });
    await tx.delete(allotments).where(eq(allotments.portfolioId, portfolioId));
    // Everything else that is its own goes with the row.
    await tx.delete(portfolios).where(eq(portfolios.id, portfolioId));
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.delete", portfolio: portfolio.name, isExported },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
  });
  return { portfolioId };
}

async function refuseOpenOrders(tx: Transaction, { id, name }: PortfolioRow): Promise<void> {
  const [order] = await tx
    .select({ rebalanceId: orders.rebalanceId })
    .from(orders)
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .innerJoin(portfolios, eq(portfolios.id, rebalances.portfolioId))
    .where(
      and(
        eq(rebalances.portfolioId, id),
        or(
          inArray(orders.state, ["submitting", "unknown", "open", "cancelling"]),
          // Once its owner has resumed the portfolio, the order is dealt with.
          and(eq(orders.state, "halted"), isNotNull(portfolios.haltedReason)),
        ),
      ),
    )
    .limit(1);
  if (!order) return;
  throw new PreconditionError(
    `An order of "${name}" may still be filled: its fate is not known. Delete the portfolio when that is settled.`,
    { reason: "unknown-order", rebalanceId: order.rebalanceId },
  );
}

async function refuseOtherRecords(
  ctx: Parameters<typeof exportRecords>[0],
  { id, name }: PortfolioRow,
  receipt: string | undefined,
): Promise<void> {
  if ((await exportRecords(ctx, id)).receipt === receipt) return;
  throw new PreconditionError(`The records of "${name}" are no longer those that were exported. Export them again.`, {
    reason: "other-records",
  });
}

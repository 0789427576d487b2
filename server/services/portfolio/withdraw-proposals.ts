import { and, eq, inArray } from "drizzle-orm";
import { portfolios, rebalances } from "@/drizzle/schema";
import { RUNNING_REBALANCE_STATES, type WithdrawalReason } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { PreconditionError } from "../errors";
import { addEvents } from "../rebalance/run/events";

/** Ends open proposals whose ground was changed by their owner (policy, venues, archive). No order was sent. */
export async function withdrawProposals(
  tx: Transaction,
  portfolioId: string,
  now: number,
  why: WithdrawalReason,
): Promise<void> {
  const at = new Date(now);
  const ended = await tx
    .update(rebalances)
    .set({ state: "superseded", finishedAt: at, outcome: [{ kind: "withdrawn", why }] })
    .where(and(eq(rebalances.portfolioId, portfolioId), inArray(rebalances.state, ["proposed", "blocked"])))
    .returning({ id: rebalances.id });
  await addEvents(
    tx,
    ended.map(({ id }) => ({ rebalanceId: id, event: "rebalance.superseded", detail: { why }, at: now })),
  );
}

/** Under the lock of the portfolio's row, which an approval takes, too: neither slips in behind the other. */
export async function assertNothingRuns(tx: Transaction, portfolioId: string, action: string): Promise<void> {
  await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolioId)).for("update");
  const [running] = await tx
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(and(eq(rebalances.portfolioId, portfolioId), inArray(rebalances.state, [...RUNNING_REBALANCE_STATES])));
  if (!running) return;
  throw new PreconditionError(`A rebalance is running. ${action} when it has ended, or stop it first.`, {
    reason: "in-progress",
    rebalanceId: running.id,
  });
}

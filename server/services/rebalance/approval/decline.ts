import { and, eq, inArray } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { callOf } from "@/lib/engine/decide/pending";
import type { RebalanceState } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../../audit/record";
import { actorNameOf, type ServiceContext } from "../../context";
import { InputError, PreconditionError } from "../../errors";
import { moveState } from "../../evaluation/state";
import { loadPending, openPending, restPending } from "../../pending";
import { lockPortfolio } from "../../pending/lock-portfolio";
import { getOwnedRebalance, type RebalanceRecord } from "../proposal/get-owned";
import { addEvents, announce } from "../run/events";

/**
 * Declines a proposal, and lays what had called for it to rest: until a time the owner chooses or, without one, until
 * drift has grown by a step. It can be taken back (see pending/resume).
 */
export async function declineRebalance(
  ctx: ServiceContext,
  rebalanceId: string,
  { until = null }: { until?: number | null } = {},
): Promise<{ state: RebalanceState }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  if (rebalance.state === "declined") return { state: "declined" };
  if (until !== null && until <= ctx.now())
    throw new InputError("until", "Choose a time that is still to come, or none: then it rests until drift has grown.");
  const by = actorNameOf(ctx);
  await withTransaction(ctx, async (tx) => {
    const at = ctx.now();
    await lockPortfolio(tx, portfolio.id);
    // A check that is under way found what is declined here: it starts again.
    await moveState(tx, portfolio.id);
    const [declined] = await tx
      .update(rebalances)
      .set({ state: "declined", finishedAt: new Date(at), outcome: [{ kind: "declined", by }] })
      .where(and(eq(rebalances.id, rebalanceId), inArray(rebalances.state, ["proposed", "blocked"])))
      .returning();
    if (!declined)
      throw new PreconditionError("It is no longer waiting for a decision.", {
        reason: "not-proposed",
        state: rebalance.state,
      });
    const ids = await pendingOf(tx, declined, at);
    await restPending(tx, portfolio.id, ids, { until, drift: declined.plan.driftBefore, at });
    await addEvents(tx, [{ rebalanceId, event: "rebalance.declined", detail: { by, until }, at }]);
    await recordAudit(
      tx,
      ctx,
      { action: "rebalance.decline", portfolio: portfolio.name, until },
      { subjectKind: "rebalance", subjectId: rebalanceId, portfolioId: portfolio.id },
    );
  });
  announce(rebalanceId);
  return { state: "declined" };
}

/** A proposal of a version before 0.3 names none: what it was made for is written down to rest. */
async function pendingOf(tx: Transaction, declined: RebalanceRecord, at: number): Promise<readonly string[]> {
  if (declined.pendingIds.length > 0) return declined.pendingIds;
  const calls = declined.reasons.map((reason) => callOf(reason, declined.policyVersion));
  await openPending(tx, declined.portfolioId, at, calls);
  const live = await loadPending(tx, declined.portfolioId, at);
  return live
    .filter((row) => calls.some((call) => call.kind === row.kind && call.subject === row.subject))
    .map((row) => row.id);
}

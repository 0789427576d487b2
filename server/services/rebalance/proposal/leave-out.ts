import { and, eq } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { limitProblems } from "@/lib/format";
import { describeRefusal } from "@/lib/format/describe-refusal";
import type { LeaveOutInput } from "@/lib/schemas/rebalance";
import { withTransaction } from "@/server/db/transaction";
import type { ServiceContext } from "../../context";
import { InputError, PreconditionError } from "../../errors";
import { loadFacts, turnoverOf } from "../../evaluation/facts";
import { addEvents, announce } from "../run/events";
import type { RebalanceView } from "../types";
import { getRebalance } from "./get";
import { getOwnedRebalance } from "./get-owned";

/** Plans again without the unticked legs, from the same snapshot: the approver sees what is left, under a new hash. */
export async function leaveOutLegs(ctx: ServiceContext, input: LeaveOutInput): Promise<RebalanceView> {
  const { rebalance, portfolio, policy } = await getOwnedRebalance(ctx, input.rebalanceId);
  if (rebalance.state !== "proposed") throw refused({ reason: "not-proposed", state: rebalance.state });
  if (rebalance.planHash !== input.planHash) throw refused({ reason: "plan-changed" });
  const now = ctx.now();
  const expiredAt = rebalance.expiresAt.getTime();
  if (expiredAt <= now) throw refused({ reason: "expired", expiredAt });

  const allocation = measureAllocation(policy, rebalance.snapshot);
  const { reasons } = rebalance;
  const plan = planTrades(policy, rebalance.snapshot, { leftOut: input.legs, reasons, allocation });
  if (plan.orders.length === 0)
    throw new InputError("legs", "Nothing would be left to trade. Leave a trade in, or decline the proposal.");
  const facts = await loadFacts(ctx.db, { portfolioId: portfolio.id, ownerId: portfolio.ownerId, now });
  // The prices are the proposal's own; how old they are now is judged when it is approved.
  const verdict = checkLimits(policy, plan, rebalance.snapshot, {
    now: rebalance.snapshot.takenAt,
    turnoverLastDay: turnoverOf(facts.tradedLastDay, plan.valueBase),
    lastPrices: {},
    stopped: facts.isStopped,
    approver: "person",
    reasons,
    allocation,
  });
  if (verdict.kind === "blocked")
    throw new PreconditionError(limitProblems(verdict.checks).join(" "), { reason: "limits" });

  await withTransaction(ctx, async (tx) => {
    const [changed] = await tx
      .update(rebalances)
      .set({ plan, planHash: plan.planHash, limitChecks: verdict.checks, leftOut: input.legs })
      .where(
        and(eq(rebalances.id, rebalance.id), eq(rebalances.state, "proposed"), eq(rebalances.planHash, input.planHash)),
      )
      .returning({ id: rebalances.id });
    if (!changed) throw refused({ reason: "plan-changed" });
    const detail = { leftOut: input.legs, planHash: plan.planHash };
    await addEvents(tx, [{ rebalanceId: rebalance.id, event: "rebalance.replanned", detail, at: now }]);
  });
  announce(rebalance.id);
  return getRebalance(ctx, rebalance.id);
}

const refused = (refusal: Parameters<typeof describeRefusal>[0]) =>
  new PreconditionError(describeRefusal(refusal), { ...refusal });

/**
 * Checks again before money moves. Balances, open orders, prices, limits and the portfolio's state are read afresh, by
 * the same rule as in a check, and the plan made from them is held against the approved one. Nothing is written: what
 * this check sees is only ground for a yes or a no.
 */

import { decide } from "@/lib/engine/decide/decide";
import type { Review } from "@/lib/engine/execution/ports";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import { findPlanChange } from "@/lib/engine/limits/plan-change";
import type { AssetId, Plan, PlanChange, Policy, Snapshot, SuspectFact } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { type Allocation, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { describeHoldReason, type Reader, statementOfProblem } from "@/lib/format";
import { describeRefusal } from "@/lib/format/describe-refusal";
import { urgently } from "@/server/exchanges/urgent";
import { auditActorOf } from "../../audit/record";
import type { ServiceContext } from "../../context";
import { compareRun, unexplainedOf } from "../../evaluation/compare-run";
import { lastPricesOf } from "../../evaluation/evaluate";
import { type EvaluationFacts, loadFacts, turnoverOf } from "../../evaluation/facts";
import { resolvePreview } from "../../evaluation/read";
import { loadState, type PortfolioState } from "../../evaluation/state";
import { takePortfolioSnapshot } from "../../evaluation/take-portfolio-snapshot";
import { loadPortfolio } from "../../portfolio/get-owned";
import { readerOf } from "../../portfolio/reader";
import type { Taken } from "../../snapshot/take";
import { getOwnedRebalance, type LoadedRebalance } from "../proposal/get-owned";
import { isOurs } from "../proposal/our-orders";

/** Why the world could not be judged; the sentence is that of a refused approval. */
export type CheckAgainFailure =
  | { reason: "venue-unavailable"; message: string }
  | { reason: "unconfirmed"; suspects: readonly SuspectFact[] }
  | { reason: "unexplained-difference"; assets: readonly AssetId[] };

export type CheckedAgain =
  | { kind: "same"; snapshot: Snapshot }
  | { kind: "changed"; why: PlanChange; snapshot: Snapshot }
  | { kind: "failed"; failure: CheckAgainFailure };

export async function checkAgain(
  ctx: ServiceContext,
  { rebalance, portfolio }: Pick<LoadedRebalance, "rebalance" | "portfolio">,
): Promise<CheckedAgain> {
  const [loaded, state] = await Promise.all([loadPortfolio(ctx, portfolio.id), loadState(ctx.db, portfolio.id)]);
  const about = { portfolioId: portfolio.id, ownerId: portfolio.ownerId, now: ctx.now() };
  const [taken, facts] = await Promise.all([
    urgently(() => takePortfolioSnapshot(ctx, loaded, state)),
    loadFacts(ctx.db, about),
  ]);
  const snapshot = await resolvePreview(ctx, taken.snapshot, { loaded, state, facts });
  const { policy } = loaded;
  const reader = await readerOf(ctx);
  const allocation = measureAllocation(policy, snapshot);
  const failure = failureOf(policy, snapshot, allocation, reader) ?? (await differenceOf(ctx, facts, taken));
  if (failure !== null) return { kind: "failed", failure };
  if (loaded.portfolio.policyVersion !== rebalance.policyVersion)
    return { kind: "changed", why: { kind: "policy-changed" }, snapshot };
  const { reasons, leftOut } = rebalance;
  const fresh = planTrades(policy, snapshot, { reasons, leftOut, allocation });
  const why =
    findPlanChange(policy, rebalance, snapshot, isOurs, fresh) ??
    limitOf(policy, rebalance, fresh, snapshot, { allocation, state, facts, ctx });
  return why === null ? { kind: "same", snapshot } : { kind: "changed", why, snapshot };
}

/** The gates of the one decision: where a check could decide nothing, an approval is not to be trusted either. */
function failureOf(
  policy: Policy,
  snapshot: Snapshot,
  allocation: Allocation,
  reader: Reader,
): CheckAgainFailure | null {
  const decision = decide(policy, snapshot, { ...GATES_ONLY, now: snapshot.takenAt }, allocation);
  const reasons = decision.kind === "hold" ? decision.reasons : [];
  const suspect = reasons.find((reason) => reason.kind === "unconfirmed");
  if (suspect) return { reason: "unconfirmed", suspects: suspect.suspects };
  const silent = snapshot.venues.find((venue) => venue.problem !== null)?.problem;
  const unknown = reasons.find(
    ({ kind }) => kind === "venue-down" || kind === "price-missing" || kind === "policy-unresolved",
  );
  if (!unknown) return null;
  const message =
    unknown.kind === "venue-down" && silent ? statementOfProblem(silent) : describeHoldReason(unknown, reader);
  return { reason: "venue-unavailable", message };
}

/** Only the gates are of interest here; whether something calls for a run is not decided again. */
const GATES_ONLY = {
  dueOccurrences: [],
  lastRunAt: null,
  requestedBy: null,
  policyChanged: true,
  stopped: false,
  paused: false,
  running: null,
};

async function differenceOf(
  ctx: ServiceContext,
  facts: EvaluationFacts,
  taken: Taken,
): Promise<CheckAgainFailure | null> {
  const unexplained = unexplainedOf(await compareRun(ctx.db, facts.unsettled, taken));
  return unexplained === null ? null : { reason: "unexplained-difference", assets: unexplained.assets };
}

/** By the policy in force, on the plan made now: what was within every limit when proposed may not be so any more. */
function limitOf(
  policy: Policy,
  { reasons, approvedBy }: Pick<LoadedRebalance["rebalance"], "reasons" | "approvedBy">,
  plan: Plan,
  snapshot: Snapshot,
  known: {
    allocation: Allocation;
    state: PortfolioState;
    facts: EvaluationFacts;
    ctx: Pick<ServiceContext, "now" | "actor">;
  },
): PlanChange | null {
  const { allocation, state, facts, ctx } = known;
  const now = ctx.now();
  const verdict = checkLimits(policy, plan, snapshot, {
    approver: (approvedBy ?? auditActorOf(ctx.actor)) === "autopilot" ? "autopilot" : "person",
    reasons,
    allocation,
    now,
    turnoverLastDay: turnoverOf(facts.tradedLastDay, plan.valueBase),
    lastPrices: lastPricesOf(state, now),
    stopped: facts.isStopped,
  });
  if (verdict.kind === "passed") return null;
  return { kind: "limits", checks: verdict.checks.filter((check) => !check.isPassed) };
}

/** The check of the approval itself still counts for a run that begins within this. */
const CHECK_COUNTS_MS = 5_000;

/** For the driving loop, before a run's first order: minutes may lie between an approval and a start after a crash. */
export async function reviewStart(
  ctx: ServiceContext,
  run: { rebalanceId: string; approvedAt: number },
): Promise<Review> {
  const age = ctx.now() - run.approvedAt;
  if (age >= 0 && age < CHECK_COUNTS_MS) return { kind: "same" };
  const again = await checkAgain(ctx, await getOwnedRebalance(ctx, run.rebalanceId));
  if (again.kind === "failed") return { kind: "failed", message: describeRefusal(again.failure, await readerOf(ctx)) };
  return again.kind === "changed" ? { kind: "changed", change: again.why } : { kind: "same" };
}

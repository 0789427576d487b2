/**
 * Looks again before money moves. Balances, open orders, prices, limits and the portfolio's state are read afresh, by the
 * same rule as in a check, and the plan made from them is held against the approved one. Nothing is written: what this
 * look sees is only ground for a yes or a no.
 */
import { checkLimits } from "@/lib/engine/limits/check-limits";
import { findPlanChange, type PlanChange } from "@/lib/engine/limits/plan-change";
import type { AssetDoubt, AssetId, Plan, Policy, Snapshot } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { urgently } from "@/server/exchanges/urgent";
import type { ServiceContext } from "../context";
import { compareRun, unexplainedOf } from "../evaluation/compare-run";
import { lastPricesOf } from "../evaluation/evaluate";
import { type EvaluationFacts, loadFacts, turnoverOf } from "../evaluation/facts";
import { lookAtPortfolio } from "../evaluation/look";
import { rulePicture } from "../evaluation/read";
import { loadState, type PortfolioState } from "../evaluation/state";
import { loadPortfolio } from "../portfolio/get-owned";
import type { MachineContext } from "./advance";
import { changeSentence, refusalSentence } from "./approval-words";
import { getOwnedRebalance, type LoadedRebalance } from "./get-owned";
import type { ApprovedPart } from "./load-run";
import { isOurs, legsOf } from "./our-orders";

/** Why the world could not be judged; the words are those of a refused approval. */
export type LookFailure =
  | { reason: "venue-unavailable"; message: string }
  | { reason: "in-doubt"; doubts: readonly AssetDoubt[] }
  | { reason: "unexplained-difference"; assets: readonly AssetId[] };

export type LookedAgain =
  | { kind: "same"; snapshot: Snapshot }
  | { kind: "changed"; why: PlanChange; snapshot: Snapshot }
  | { kind: "failed"; failure: LookFailure };

export async function lookAgain(
  ctx: ServiceContext,
  { rebalance, portfolio }: Pick<LoadedRebalance, "rebalance" | "portfolio">,
): Promise<LookedAgain> {
  const [loaded, state] = await Promise.all([loadPortfolio(ctx, portfolio.id), loadState(ctx.db, portfolio.id)]);
  const about = { portfolioId: portfolio.id, ownerId: portfolio.ownerId, now: ctx.now() };
  const [look, facts] = await Promise.all([
    urgently(() => lookAtPortfolio(ctx, loaded, state)),
    loadFacts(ctx.db, about),
  ]);
  const snapshot = await rulePicture(ctx, look.snapshot, { loaded, state, facts });
  const { policy } = loaded;
  const failure = failureOf(policy, rebalance.plan, snapshot) ?? (await differenceOf(ctx, facts, snapshot));
  if (failure !== null) return { kind: "failed", failure };
  if (loaded.portfolio.policyVersion !== rebalance.policyVersion)
    return { kind: "changed", why: { kind: "policy-changed" }, snapshot };
  const approved = { ...rebalance, leftOut: legsOf(rebalance.leftOut) };
  const why =
    findPlanChange(policy, approved, snapshot, isOurs) ?? limitOf(policy, approved, snapshot, { state, facts, ctx });
  return why === null ? { kind: "same", snapshot } : { kind: "changed", why, snapshot };
}

/** A silent venue, a missing price or a doubt: the rule by which a check would decide nothing either. */
function failureOf(policy: Policy, plan: Plan, snapshot: Snapshot): LookFailure | null {
  const silent = snapshot.venues.find((venue) => venue.problem !== null);
  if (silent?.problem) return { reason: "venue-unavailable", message: silent.problem.message };
  const doubts = (snapshot.doubts ?? []).filter(
    (doubt) => doubt.doubt === "negative" || isInTheWay(policy, plan, doubt),
  );
  if (doubts.length > 0) return { reason: "in-doubt", doubts };
  const { missing } = measureAllocation(policy, snapshot);
  if (missing.length === 0) return null;
  return { reason: "venue-unavailable", message: `there is no usable price of ${missing.join(", ")} now.` };
}

/** Where the policy goes on without what is doubted, only what this plan trades must be beyond doubt. */
function isInTheWay(policy: Policy, plan: Plan, { asset }: AssetDoubt): boolean {
  if (policy.whenInDoubt !== "go-on") return true;
  return plan.orders.some((leg) => leg.base === asset || leg.quote === asset);
}

async function differenceOf(
  ctx: ServiceContext,
  facts: EvaluationFacts,
  snapshot: Snapshot,
): Promise<LookFailure | null> {
  const unexplained = unexplainedOf(await compareRun(ctx.db, facts.unsettled, snapshot));
  return unexplained === null ? null : { reason: "unexplained-difference", assets: unexplained.assets };
}

/** By the policy in force, on the plan made now: what was within every limit when proposed may not be so any more. */
function limitOf(
  policy: Policy,
  { reasons, leftOut }: { reasons: LoadedRebalance["rebalance"]["reasons"]; leftOut: ReturnType<typeof legsOf> },
  snapshot: Snapshot,
  known: { state: PortfolioState; facts: EvaluationFacts; ctx: Pick<ServiceContext, "now"> },
): PlanChange | null {
  const { state, facts, ctx } = known;
  const plan = planTrades(policy, snapshot, { reasons, leftOut });
  const now = ctx.now();
  const verdict = checkLimits(policy, plan, snapshot, {
    now,
    turnoverLastDay: turnoverOf(facts.tradedLastDay, plan.valueBase),
    lastPrices: lastPricesOf(state, now),
    stopped: facts.isStopped,
  });
  if (verdict.kind !== "blocked") return null;
  const problems = verdict.checks.flatMap((check) => check.problem ?? []);
  return { kind: "limit", problem: problems.join(" ") };
}

/** The look of the approval itself still counts for a run that begins within this. */
const LOOK_COUNTS_MS = 5_000;

export type Review = { kind: "same" } | { kind: "changed"; why: string } | { kind: "failed"; message: string };

/** For the driving loop, before a run's first order: minutes may lie between an approval and a start after a crash. */
export function reviewStart(machine: MachineContext, approved: ApprovedPart): () => Promise<Review> {
  return async () => {
    const age = machine.now() - approved.approvedAt;
    if (age >= 0 && age < LOOK_COUNTS_MS) return { kind: "same" };
    const ctx: ServiceContext = { ...machine, actor: { kind: "system", name: "worker", ownerId: approved.ownerId } };
    const again = await lookAgain(ctx, await getOwnedRebalance(ctx, approved.rebalanceId));
    if (again.kind === "failed") return { kind: "failed", message: refusalSentence(again.failure) };
    return again.kind === "changed" ? { kind: "changed", why: changeSentence(again.why) } : { kind: "same" };
  };
}

/**
 * Load, check again, decide, commit: a proposal becomes a run, once, and its first order is on its way when this
 * returns. What was proposed is approved only while it is what would be proposed now. The one entry point to a run, for
 * a person's click and for the autopilot alike.
 */
import { isRunning } from "@/lib/engine/execution/life";
import { type ApprovalRefusal, canApprove, type FreshQuote, refusedAtOnce } from "@/lib/engine/limits/can-approve";
import type { RebalanceState, Snapshot } from "@/lib/engine/model";
import type { ApproveRebalanceInput } from "@/lib/schemas/rebalance";
import type { ServiceContext } from "../../context";
import { announce } from "../run/events";
import { startRebalance } from "../run/start";
import { type ApprovalFactsRow, loadApprovalFacts } from "./approval-facts";
import { checkAgain } from "./check-again";
import { commitApproval } from "./commit-approval";

export type Approval =
  | { kind: "approved"; state: RebalanceState }
  | {
      kind: "refused";
      refusal: ApprovalRefusal;
      portfolioId: string;
      supersededBy: string | null;
      /** Whether what it was proposed for is pending: then a check finds it without a request. */
      isPending: boolean;
    };

export async function approveProposal(ctx: ServiceContext, input: ApproveRebalanceInput): Promise<Approval> {
  const facts = await loadApprovalFacts(ctx, input.rebalanceId);
  if (wasApprovedAlready(facts, input.planHash)) return { kind: "approved", state: facts.rebalance.state };
  const atOnce = refusedAtOnce(canApproveFacts(facts), input.planHash, ctx.now());
  if (atOnce !== null) return refused(facts, atOnce);
  const again = await checkAgain(ctx, facts);
  if (again.kind === "failed") return refused(facts, again.failure);
  const verdict = canApprove(canApproveFacts(facts), input.planHash, quotesOf(again.snapshot), ctx.now());
  if (verdict.kind === "refused") {
    const { kind: _kind, ...refusal } = verdict;
    return refused(facts, refusal);
  }
  if (again.kind === "changed") return refused(facts, { reason: "world-changed", change: again.why });
  if (!(await commitApproval(ctx, facts, input.planHash))) return afterLostRace(ctx, input);
  announce(input.rebalanceId);
  startRebalance(ctx, input.rebalanceId);
  return { kind: "approved", state: "approved" };
}

const quotesOf = ({ venues }: Snapshot): FreshQuote[] =>
  venues.flatMap(({ venueId, quotes }) => quotes.map((quote) => ({ ...quote, venueId })));

function canApproveFacts({ rebalance, portfolio, policy, stoppedAt }: ApprovalFactsRow) {
  return {
    state: rebalance.state,
    planHash: rebalance.planHash,
    expiresAt: rebalance.expiresAt.getTime(),
    plan: rebalance.plan,
    priceToleranceBps: policy.priceToleranceBps,
    priceAgeMsMax: policy.limits.priceAgeMsMax,
    stopped: stoppedAt !== null || portfolio.isPaused || portfolio.haltedReason !== null,
  };
}

/** A second click, another tab, a repeated request: the same plan was approved, so this is that approval. */
function wasApprovedAlready({ rebalance }: ApprovalFactsRow, planHash: string): boolean {
  if (rebalance.approvedAt === null || rebalance.planHash !== planHash) return false;
  return isRunning(rebalance.state) || ["settled", "incomplete", "stopped", "halted"].includes(rebalance.state);
}

/** Between our check and our commit it was approved, declined or planned anew. */
async function afterLostRace(ctx: ServiceContext, input: ApproveRebalanceInput): Promise<Approval> {
  const facts = await loadApprovalFacts(ctx, input.rebalanceId);
  if (wasApprovedAlready(facts, input.planHash)) return { kind: "approved", state: facts.rebalance.state };
  const { state } = facts.rebalance;
  return refused(facts, state === "proposed" ? { reason: "plan-changed" } : { reason: "not-proposed", state });
}

function refused({ rebalance, portfolio }: ApprovalFactsRow, refusal: ApprovalRefusal): Approval {
  const isPending = rebalance.pendingIds.length > 0;
  return { kind: "refused", refusal, portfolioId: portfolio.id, supersededBy: rebalance.supersededBy, isPending };
}

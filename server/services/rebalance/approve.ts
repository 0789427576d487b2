/** Load, decide, commit: a proposal becomes a run, once, and its first order is on its way when this returns. */

import { isRunning } from "@/lib/engine/execution/life";
import { canApprove, type FreshQuote } from "@/lib/engine/limits/can-approve";
import type { RebalanceState } from "@/lib/engine/model";
import type { ApproveRebalanceInput } from "@/lib/schemas/rebalance";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { type ApprovalFactsRow, loadApprovalFacts } from "./approval-facts";
import { refusalSentence } from "./approval-words";
import { commitApproval } from "./commit-approval";
import { announce } from "./events";
import { expireProposal } from "./expire";
import { kickRebalance } from "./kick";
import { readPlanQuotes } from "./plan-quotes";

export async function approveRebalance(
  ctx: ServiceContext,
  input: ApproveRebalanceInput,
): Promise<{ state: RebalanceState }> {
  const facts = await loadApprovalFacts(ctx, input.rebalanceId);
  if (wasApprovedAlready(facts, input.planHash)) return { state: facts.rebalance.state };
  const isOpen = facts.rebalance.state === "proposed" && facts.rebalance.expiresAt.getTime() > ctx.now();
  const read = isOpen ? await readPlanQuotes(ctx, facts.rebalance.plan) : [];
  const quotes = read.flatMap((row): FreshQuote[] => (row.quote ? [{ ...row.quote, venueId: row.venueId }] : []));
  const verdict = canApprove(approvalFactsOf(facts), input.planHash, quotes, ctx.now());
  if (verdict.kind === "refused") return refuse(ctx, facts, verdict);
  const approved = await commitApproval(ctx, facts, input.planHash);
  if (!approved) return afterLostRace(ctx, input);
  announce(input.rebalanceId);
  kickRebalance(ctx, input.rebalanceId, read);
  return { state: "approved" };
}

function approvalFactsOf({ rebalance, portfolio, policy, stoppedAt }: ApprovalFactsRow) {
  return {
    state: rebalance.state,
    planHash: rebalance.planHash,
    expiresAt: rebalance.expiresAt.getTime(),
    plan: rebalance.plan,
    priceToleranceBps: policy.priceToleranceBps,
    stopped: stoppedAt !== null || portfolio.isPaused || portfolio.haltedReason !== null,
  };
}

/** A second click, another tab, a repeated request: the same plan was approved, so this is that approval. */
function wasApprovedAlready({ rebalance }: ApprovalFactsRow, planHash: string): boolean {
  if (rebalance.approvedAt === null || rebalance.planHash !== planHash) return false;
  return isRunning(rebalance.state) || ["settled", "stopped", "halted"].includes(rebalance.state);
}

async function afterLostRace(ctx: ServiceContext, input: ApproveRebalanceInput): Promise<{ state: RebalanceState }> {
  const facts = await loadApprovalFacts(ctx, input.rebalanceId);
  if (wasApprovedAlready(facts, input.planHash)) return { state: facts.rebalance.state };
  const verdict = canApprove(approvalFactsOf(facts), input.planHash, [], ctx.now());
  const refusal = verdict.kind === "refused" ? verdict : { reason: "plan-changed" as const };
  throw new PreconditionError(refusalSentence(refusal), { ...refusal, freshRebalanceId: facts.rebalance.supersededBy });
}

async function refuse(
  ctx: ServiceContext,
  { rebalance, portfolio }: ApprovalFactsRow,
  refusal: Exclude<ReturnType<typeof canApprove>, { kind: "approved" }>,
): Promise<never> {
  let freshRebalanceId = rebalance.supersededBy;
  if (refusal.reason === "expired") await expireProposal(ctx, rebalance.id);
  if (refusal.reason === "prices-moved" || refusal.reason === "expired")
    freshRebalanceId = await proposeAfresh(ctx, portfolio.id, rebalance.id);
  const { kind: _kind, ...detail } = refusal;
  throw new PreconditionError(refusalSentence(refusal), { ...detail, freshRebalanceId });
}

/** What should be traded at today's prices; null when nothing should. The refused proposal is over either way. */
async function proposeAfresh(ctx: ServiceContext, portfolioId: string, refusedId: string): Promise<string | null> {
  try {
    const asked = ctx.actor.kind === "owner" ? ctx.actor.name : "Autopilot";
    const { rebalanceId } = await evaluatePortfolio(ctx, portfolioId, { asked });
    if (rebalanceId !== null && rebalanceId !== refusedId) return rebalanceId;
    await expireProposal(ctx, refusedId);
    return null;
  } catch (error) {
    ctx.log.warn({ err: error, portfolioId }, "No fresh plan could be made after a refused approval");
    return null;
  }
}

import type { RebalanceState } from "@/lib/engine/model";
import type { ApproveRebalanceInput } from "@/lib/schemas/rebalance";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { refusalSentence } from "./approval-words";
import { type Approval, approveProposal } from "./approve-proposal";
import { expireProposal } from "./expire";

/** A person's approval. A refusal because prices moved or time ran out comes with a fresh plan, where there is one. */
export async function approveRebalance(
  ctx: ServiceContext,
  input: ApproveRebalanceInput,
): Promise<{ state: RebalanceState }> {
  const approval = await approveProposal(ctx, input);
  if (approval.kind === "approved") return { state: approval.state };
  const { refusal } = approval;
  const isStale = refusal.reason === "prices-moved" || refusal.reason === "expired";
  const freshRebalanceId = isStale ? await proposeAfresh(ctx, approval, input.rebalanceId) : approval.supersededBy;
  throw new PreconditionError(refusalSentence(refusal), { ...refusal, freshRebalanceId });
}

/** What should be traded at today's prices; null when nothing should. The refused proposal is over either way. */
async function proposeAfresh(
  ctx: ServiceContext,
  { portfolioId, refusal }: Extract<Approval, { kind: "refused" }>,
  refusedId: string,
): Promise<string | null> {
  if (refusal.reason === "expired") await expireProposal(ctx, refusedId);
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

import { saysNothingToTrade } from "@/lib/engine/decide/pending";
import type { RebalanceState } from "@/lib/engine/model";
import { describeRefusal } from "@/lib/format/describe-refusal";
import type { ApproveRebalanceInput } from "@/lib/schemas/rebalance";
import { withTransaction } from "@/server/db/transaction";
import type { ServiceContext } from "../../context";
import { PreconditionError } from "../../errors";
import { evaluatePortfolio } from "../../evaluation/evaluate";
import { readerOf } from "../../portfolio/reader";
import { withdrawProposals } from "../../portfolio/withdraw-proposals";
import { expireProposal } from "../proposal/expire";
import { announce } from "../run/events";
import { type Approval, approveProposal } from "./approve-proposal";

type Refused = Extract<Approval, { kind: "refused" }>;

/**
 * An approval. Where what was proposed is no longer what would be proposed now (prices, holdings, limits, or its time
 * is over), nothing is sent: the refusal comes with a fresh plan, or says that there is nothing to trade any more.
 */
export async function approveRebalance(
  ctx: ServiceContext,
  input: ApproveRebalanceInput,
): Promise<{ state: RebalanceState }> {
  const approval = await approveProposal(ctx, input);
  if (approval.kind === "approved") return { state: approval.state };
  const { refusal } = approval;
  const sentence = describeRefusal(refusal, await readerOf(ctx));
  if (!STALE.has(refusal.reason))
    throw new PreconditionError(sentence, { ...refusal, freshRebalanceId: approval.supersededBy });
  const fresh = await proposeAfresh(ctx, approval, input.rebalanceId);
  throw new PreconditionError(`${sentence}${fresh.sentence}`, { ...refusal, freshRebalanceId: fresh.rebalanceId });
}

const STALE: ReadonlySet<Refused["refusal"]["reason"]> = new Set(["prices-moved", "world-changed", "expired"]);

interface Fresh {
  rebalanceId: string | null;
  sentence: string;
}

/** What should be traded now; null when nothing should. The refused proposal is over either way. */
async function proposeAfresh(ctx: ServiceContext, refused: Refused, refusedId: string): Promise<Fresh> {
  const { portfolioId, refusal } = refused;
  if (refusal.reason === "expired") await expireProposal(ctx, refusedId);
  const request = ctx.actor.kind === "owner" && !refused.isPending ? { requestedBy: ctx.actor.name } : {};
  try {
    const { rebalanceId, decision } = await evaluatePortfolio(ctx, portfolioId, request);
    if (rebalanceId !== null) return { rebalanceId, sentence: "" };
    await endProposals(ctx, portfolioId, refusedId);
    const isOver = decision.kind === "hold" && saysNothingToTrade(decision.reasons);
    return { rebalanceId, sentence: isOver ? " There is nothing to trade any more." : "" };
  } catch (error) {
    ctx.log.warn({ err: error, portfolioId }, "No fresh plan could be made after a refused approval");
    return { rebalanceId: null, sentence: "" };
  }
}

/** A plan that was made for another world is not to be approved, also where nobody can say what should be instead. */
async function endProposals(ctx: ServiceContext, portfolioId: string, refusedId: string): Promise<void> {
  await withTransaction(ctx, (tx) => withdrawProposals(tx, portfolioId, ctx.now(), "world-changed"));
  announce(refusedId);
}

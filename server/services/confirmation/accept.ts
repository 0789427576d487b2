import { and, eq } from "drizzle-orm";
import { portfolioStates } from "@/drizzle/schema";
import { acceptSuspect } from "@/lib/engine/confirm/accept-suspect";
import type { AcceptSuspectInput } from "@/lib/schemas/portfolio";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { ForbiddenError, PreconditionError } from "../errors";
import { requestCheck } from "../occurrence/request-check";
import { getOwnedPortfolio } from "../portfolio/get-owned";

/**
 * The owner confirms a suspect price or balance as it is seen. The next check reads it again, and takes it as
 * confirmed.
 */
export async function acceptSeen(ctx: ServiceContext, input: AcceptSuspectInput): Promise<void> {
  if (ctx.actor.kind !== "owner") throw new ForbiddenError("Only the owner can say which figure is so.");
  const { portfolioId, fact } = input;
  const portfolio = await getOwnedPortfolio(ctx, portfolioId);
  const now = ctx.now();
  await ctx.db.transaction(async (tx) => {
    const [state] = await tx.select().from(portfolioStates).where(eq(portfolioStates.portfolioId, portfolioId));
    const answer = state ? acceptSuspect(state.confirmations, fact) : ({ kind: "not-suspect" } as const);
    if (!state || answer.kind !== "accepted") throw refusalOf(answer, fact.asset);
    const [saved] = await tx
      .update(portfolioStates)
      .set({ confirmations: answer.confirmations, version: state.version + 1, updatedAt: new Date(now) })
      .where(and(eq(portfolioStates.portfolioId, portfolioId), eq(portfolioStates.version, state.version)))
      .returning({ portfolioId: portfolioStates.portfolioId });
    if (!saved) throw changed(fact.asset);
    await recordAudit(
      tx,
      ctx,
      { action: `${fact.about}.accept`, portfolio: portfolio.name, ...fact, before: answer.before },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, now);
  });
}

const changed = (asset: string) =>
  new PreconditionError(`${asset} was checked again meanwhile. Nothing was confirmed; see what is shown now.`, {
    reason: "changed-meanwhile",
  });

function refusalOf({ kind }: { kind: "not-suspect" | "changed" | "not-acceptable" | "accepted" }, asset: string) {
  if (kind === "not-suspect")
    return new PreconditionError(`${asset} is not suspect any more. There is nothing to confirm.`, {
      reason: "not-suspect",
    });
  if (kind === "not-acceptable")
    return new PreconditionError(`What is seen of ${asset} cannot be confirmed: no usable figure is there.`, {
      reason: "not-acceptable",
    });
  return changed(asset);
}

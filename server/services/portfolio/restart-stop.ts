import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { checkPortfolio } from "../evaluation/check";
import { loadState } from "../evaluation/state";
import { type CheckOutcome, describeOutcome } from "./check-now";
import { getOwnedPortfolio } from "./get-owned";

/**
 * Back into the market because the owner says so: the stop is armed anew from here, and a check proposes the way back.
 */
export async function restartStop(ctx: ServiceContext, portfolioId: string): Promise<CheckOutcome> {
  const portfolio = await getOwnedPortfolio(ctx, portfolioId);
  if (!(await isOut(ctx, portfolioId)))
    throw new PreconditionError("The portfolio stop is not out of the market, so there is nothing to go back into.");
  const done = await checkPortfolio(ctx, portfolioId, { requestedBy: ctx.actor.name, isRestartRequested: true });
  if (await isOut(ctx, portfolioId))
    throw new PreconditionError(
      "The stop could not be lifted: a price is suspect or a venue does not answer now. Try again in a minute.",
    );
  await recordAudit(
    ctx.db,
    ctx,
    { action: "portfolio.restart", portfolio: portfolio.name },
    { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
  );
  return describeOutcome(ctx, portfolioId, done);
}

async function isOut(ctx: ServiceContext, portfolioId: string): Promise<boolean> {
  return (await loadState(ctx.db, portfolioId)).stop?.phase === "stopped";
}

import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { checkPortfolio } from "../evaluation/check";
import { findLastSnapshot } from "../snapshot/last-known";
import { type CheckOutcome, tellOutcome } from "./check-now";
import { getOwnedPortfolio } from "./get-owned";

/** Back into the market because the owner says so: the stop is armed anew from here, and a check proposes the way back. */
export async function restartStop(ctx: ServiceContext, portfolioId: string): Promise<CheckOutcome> {
  const portfolio = await getOwnedPortfolio(ctx, portfolioId);
  const ruling = (await findLastSnapshot(ctx, portfolioId))?.ruling;
  const stop = ruling?.ok ? ruling.ruling.stop : ruling?.stop;
  if (stop?.phase !== "stopped")
    throw new PreconditionError("The portfolio stop is not out of the market, so there is nothing to go back into.");
  await recordAudit(ctx.db, ctx, {
    action: "portfolio.restart",
    summary: `Went back into the market with "${portfolio.name}" after its portfolio stop.`,
    subjectKind: "portfolio",
    subjectId: portfolioId,
    portfolioId,
  });
  const done = await checkPortfolio(ctx, portfolioId, { asked: ctx.actor.name, isRestartAsked: true });
  return tellOutcome(ctx, portfolioId, done);
}

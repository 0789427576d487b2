import { describeHold } from "@/lib/format";
import { actorNameOf, type ServiceContext } from "../../context";
import { PreconditionError } from "../../errors";
import { evaluatePortfolio } from "../../evaluation/evaluate";
import { resumeDeclined } from "../../pending";
import { readerOf } from "../../portfolio/reader";
import { getOwnedRebalance } from "./get-owned";

/** A plan at today's prices in place of one that expired, was declined (which is taken back), or whose prices moved. */
export async function replanRebalance(ctx: ServiceContext, rebalanceId: string): Promise<{ rebalanceId: string }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  if (rebalance.state === "declined") await takeBack(ctx, portfolio.id);
  const requestedBy = actorNameOf(ctx);
  const found = await evaluatePortfolio(ctx, portfolio.id, { requestedBy });
  if (found.rebalanceId !== null) return { rebalanceId: found.rebalanceId };
  const sentence =
    found.decision.kind === "hold"
      ? describeHold(found.decision, await readerOf(ctx)).detail
      : "This portfolio only watches: set its autonomy to propose or trade.";
  throw new PreconditionError(`There is nothing to trade now. ${sentence}`.trim(), { reason: "nothing-to-trade" });
}

/** Others may have taken it back already, or it may have ended: then there is nothing to do. */
async function takeBack(ctx: ServiceContext, portfolioId: string): Promise<void> {
  await resumeDeclined(ctx, portfolioId).catch((error: unknown) => {
    if (!(error instanceof PreconditionError)) throw error;
  });
}

import { eq } from "drizzle-orm";
import { portfolios, rebalances } from "@/drizzle/schema";
import type { RebalanceState } from "@/lib/engine/model";
import { withTransaction } from "@/server/db/transaction";
import { actorNameOf, type ServiceContext } from "../../context";
import { PreconditionError } from "../../errors";
import { getOwnedRebalance } from "../proposal/get-owned";
import { beginStop } from "./begin-stop";
import { announce } from "./events";
import { startRebalance } from "./start";

/** Stops before the next order; what is in flight is followed to its end. Requesting it twice is the same as once. */
export async function stopRebalance(ctx: ServiceContext, rebalanceId: string): Promise<{ state: RebalanceState }> {
  const { rebalance, portfolio } = await getOwnedRebalance(ctx, rebalanceId);
  const by = actorNameOf(ctx);
  const state = await withTransaction(ctx, async (tx) => {
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolio.id)).for("update");
    const [row] = await tx
      .select({ state: rebalances.state })
      .from(rebalances)
      .where(eq(rebalances.id, rebalance.id))
      .for("update");
    const current = row?.state ?? rebalance.state;
    if (current === "proposed" || current === "blocked")
      throw new PreconditionError("It is not running. Decline it instead.", { reason: "not-running", state: current });
    if (current !== "approved" && current !== "executing") return current;
    await beginStop(tx, ctx, { rebalanceId, portfolioId: portfolio.id, state: current }, { kind: "requested", by });
    return "stopping" as const;
  });
  announce(rebalanceId);
  if (state === "stopping") startRebalance(ctx, rebalanceId);
  return { state };
}

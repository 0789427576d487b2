import { eq } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { transitionRebalance } from "@/lib/engine/execution/life";
import type { RebalanceState, StopReason } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../../audit/record";
import type { ServiceContext } from "../../context";
import { addEvents } from "./events";

/** The turn to `stopping`, with its reason: from the owner, the kill switch, a bound, or a refused key. */
export async function beginStop(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  run: { rebalanceId: string; portfolioId: string; state: RebalanceState },
  reason: StopReason,
): Promise<void> {
  if (run.state === "stopping") return;
  await tx
    .update(rebalances)
    .set({ state: transitionRebalance(run.state, "stop"), outcome: [{ kind: "stopping", reason }] })
    .where(eq(rebalances.id, run.rebalanceId));
  await addEvents(tx, [
    { rebalanceId: run.rebalanceId, event: "rebalance.stop-requested", detail: { reason }, at: ctx.now() },
  ]);
  await recordAudit(
    tx,
    ctx,
    { action: "rebalance.stop", reason },
    { subjectKind: "rebalance", subjectId: run.rebalanceId, portfolioId: run.portfolioId },
  );
}

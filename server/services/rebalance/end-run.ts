/** The end of a run: its last state, what remains named, the audit line, and a fresh look at the portfolio. */
import { and, eq } from "drizzle-orm";
import { orders, portfolios, rebalances } from "@/drizzle/schema";
import type { Difference } from "@/lib/engine/execution/compare-ledger";
import { transitionRebalance } from "@/lib/engine/execution/life";
import type { RebalanceState } from "@/lib/engine/model";
import { describeOutcome } from "@/lib/format/describe-execution";
import type { Transaction } from "@/server/db/client";
import { enqueue } from "@/server/queue";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { addEvents } from "./events";
import { loadRunOrders } from "./load-run";

export interface EndingRun {
  rebalanceId: string;
  portfolioId: string;
  state: RebalanceState;
  whyStopped: string | null;
}

export async function endRun(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  run: EndingRun,
  end: { event: "settle" | "halt"; differences: readonly Difference[] | null; at: number },
): Promise<void> {
  const { rebalanceId, portfolioId } = run;
  const state = transitionRebalance(run.state, end.event);
  const at = new Date(end.at);
  if (state === "halted")
    await tx
      .update(orders)
      .set({ state: "dropped", problem: "The run was halted before it was sent", doneAt: at })
      .where(and(eq(orders.rebalanceId, rebalanceId), eq(orders.state, "planned")));
  const legs = [...Map.groupBy(await loadRunOrders(tx, rebalanceId), (order) => order.leg).values()];
  const outcome = describeOutcome(state, legs, run.whyStopped);
  const differences = end.differences && end.differences.length > 0 ? end.differences : null;
  await tx
    .update(rebalances)
    .set({ state, finishedAt: at, outcome, differences, leaseHolder: null, leaseUntil: null })
    .where(eq(rebalances.id, rebalanceId));
  if (state === "halted")
    await tx
      .update(portfolios)
      .set({ haltedReason: `${outcome ?? "A run was halted."} Look at the venue, then resume the portfolio.` })
      .where(eq(portfolios.id, portfolioId));
  const event = state === "settled" ? settledEvent(end.differences) : `rebalance.${state}`;
  await addEvents(tx, [{ rebalanceId, event, detail: { outcome }, at: end.at }]);
  await recordAudit(tx, ctx, {
    action: `rebalance.${state === "settled" ? "settle" : state === "stopped" ? "end" : "halt"}`,
    summary: summaryOf(state, outcome, differences),
    subjectKind: "rebalance",
    subjectId: rebalanceId,
    portfolioId,
    detail: differences ? { differences } : {},
  });
  // A fresh snapshot: value, drift and the next decision start from what is there now.
  await enqueue(tx, "evaluate-portfolio", { portfolioId });
}

/** null: the venue's balances could not be read, so that nothing may be claimed of them. */
function settledEvent(differences: readonly Difference[] | null): string {
  if (differences === null) return "rebalance.settled-uncompared";
  return differences.length > 0 ? "rebalance.settled-with-differences" : "rebalance.settled";
}

function summaryOf(state: RebalanceState, outcome: string | null, differences: readonly Difference[] | null): string {
  const head =
    state === "settled" ? "Rebalance settled" : state === "stopped" ? "Rebalance stopped" : "Rebalance halted";
  const differs = differences
    ? ` Our books and the venue differ in ${differences.map((each) => each.asset).join(", ")}.`
    : "";
  return `${head}.${outcome ? ` ${outcome}` : ""}${differs}`;
}

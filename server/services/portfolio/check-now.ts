import { describeVerdict } from "@/lib/format";
import type { ServiceContext } from "../context";
import { type Checked, checkPortfolio } from "../evaluation/check";
import { getOwnedPortfolio, loadPortfolio } from "./get-owned";
import { readerOf } from "./reader";

export interface CheckOutcome {
  outcome: "hold" | "proposed" | "blocked" | "executing";
  rebalanceId: string | null;
  sentence: string;
}

/** A check because its owner requests it: schedule and cooldown do not apply. */
export async function checkNow(ctx: ServiceContext, portfolioId: string): Promise<CheckOutcome> {
  await getOwnedPortfolio(ctx, portfolioId);
  return describeOutcome(ctx, portfolioId, await checkPortfolio(ctx, portfolioId, { requestedBy: ctx.actor.name }));
}

/** What a check came to, for the person who requested it. */
export async function describeOutcome(ctx: ServiceContext, portfolioId: string, done: Checked): Promise<CheckOutcome> {
  const { policy } = await loadPortfolio(ctx, portfolioId);
  const { decision, rebalanceId } = done;
  const state = done.isBlocked ? ("blocked" as const) : ("proposed" as const);
  const rebalance = rebalanceId === null ? null : { tradeCount: done.tradeCount, state };
  const described = describeVerdict({ decision, autonomy: policy.autonomy, rebalance }, await readerOf(ctx));
  const running = decision.kind === "hold" ? decision.reasons.find((reason) => reason.kind === "in-progress") : null;
  const outcome = done.isExecuting || running ? "executing" : rebalanceId === null ? "hold" : state;
  return {
    outcome,
    rebalanceId: rebalanceId ?? running?.rebalanceId ?? null,
    sentence: `${described.headline}${/[.!?]$/.test(described.headline) ? "" : "."} ${described.sentence}`.trim(),
  };
}

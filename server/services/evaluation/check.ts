/**
 * A check and what follows from it. Where the owner lets the autopilot act, a proposal within all limits is approved at
 * once, through the same entry point, with the same review and the same refusals as a person's click. What called for
 * it stays pending after a refusal, and another check follows soon: it tries again, replaces the proposal or withdraws
 * it.
 */
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { requestCheck } from "../occurrence/request-check";
import { loadPortfolio } from "../portfolio/get-owned";
import { approveRebalance } from "../rebalance/approval/approve";
import { type Evaluated, type EvaluateOptions, evaluatePortfolio } from "./evaluate";

/** After a refused approval of the autopilot's. */
const TRY_AGAIN_MS = 60_000;

export interface Checked extends Evaluated {
  /** The autopilot approved it. */
  isExecuting: boolean;
}

export async function checkPortfolio(
  ctx: ServiceContext,
  portfolioId: string,
  options: EvaluateOptions = {},
): Promise<Checked> {
  const evaluated = await evaluatePortfolio(ctx, portfolioId, options);
  const { rebalanceId, planHash, isBlocked } = evaluated;
  if (rebalanceId === null || planHash === null || isBlocked) return { ...evaluated, isExecuting: false };
  const { portfolio, policy } = await loadPortfolio(ctx, portfolioId);
  if (policy.autonomy !== "auto") return { ...evaluated, isExecuting: false };
  const autopilot: ServiceContext = {
    ...ctx,
    actor: { kind: "system", name: "autopilot", ownerId: portfolio.ownerId },
  };
  try {
    await approveRebalance(autopilot, { rebalanceId, planHash });
    return { ...evaluated, isExecuting: true };
  } catch (error) {
    if (!(error instanceof PreconditionError)) throw error;
    ctx.log.info({ portfolioId, rebalanceId, refusal: error.message }, "The autopilot's approval was refused");
    const now = ctx.now();
    await ctx.db.transaction((tx) => requestCheck(tx, portfolioId, now, now + TRY_AGAIN_MS));
    return { ...evaluated, isExecuting: false };
  }
}

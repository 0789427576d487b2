import type { ServiceContext } from "../context";
import { type Evaluated, evaluatePortfolio } from "../evaluation/evaluate";
import { claimSlots, releaseSlots } from "./claim";

/**
 * Runs one check for all of a portfolio's due slots; null when there are none left to run.
 * A failure gives the slots back: the next wake-up runs them, late but once.
 */
export async function runDueSlots(ctx: ServiceContext, portfolioId: string): Promise<Evaluated | null> {
  const slots = await claimSlots(ctx, portfolioId);
  if (slots.length === 0) return null;
  try {
    return await evaluatePortfolio(ctx, portfolioId, { slots });
  } catch (error) {
    await releaseSlots(ctx, slots);
    throw error;
  }
}

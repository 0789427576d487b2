import { eq } from "drizzle-orm";
import { portfolioStates } from "@/drizzle/schema";
import type { Confirmations, Snapshot } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { findLastSnapshot } from "../snapshot/last-known";
import { confirmationsFrom } from "./from-snapshot";

/**
 * What a portfolio has confirmed and holds suspect. Before the first check that stored any, its last snapshot counts as
 * confirmed.
 */
export async function loadConfirmations(
  ctx: Pick<ServiceContext, "db">,
  portfolioId: string,
  lastKnown?: Snapshot | null,
): Promise<Confirmations> {
  const [state] = await ctx.db
    .select({ confirmations: portfolioStates.confirmations })
    .from(portfolioStates)
    .where(eq(portfolioStates.portfolioId, portfolioId));
  const isChecked = state !== undefined && state.confirmations.prices.length + state.confirmations.balances.length > 0;
  if (isChecked) return state.confirmations;
  return confirmationsFrom(lastKnown === undefined ? await findLastSnapshot(ctx, portfolioId) : lastKnown);
}

import { eq } from "drizzle-orm";
import { portfolioStates } from "@/drizzle/schema";
import type { Confirmations, Snapshot } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { findLastSnapshot } from "../snapshot/last-known";
import { confirmationsFrom } from "./from-snapshot";

/** What a portfolio believes and doubts. Without a state of its own its last picture counts as the first one believed. */
export async function loadConfirmations(
  ctx: Pick<ServiceContext, "db">,
  portfolioId: string,
  lastKnown?: Snapshot | null,
): Promise<Confirmations> {
  const [state] = await ctx.db
    .select({ confirmations: portfolioStates.confirmations })
    .from(portfolioStates)
    .where(eq(portfolioStates.portfolioId, portfolioId));
  if (state) return state.confirmations;
  return confirmationsFrom(lastKnown === undefined ? await findLastSnapshot(ctx, portfolioId) : lastKnown);
}

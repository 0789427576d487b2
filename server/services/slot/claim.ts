/**
 * Takes a portfolio's due slots for this worker. The claim is one conditional update, so of two workers one gets
 * them; a claim whose worker died is taken over after the lease.
 */
import { and, eq, inArray, isNull, lt, lte, or } from "drizzle-orm";
import { slots } from "@/drizzle/schema";
import type { ServiceContext } from "../context";

export const CLAIM_LEASE_MS = 2 * 60_000;

export interface ClaimedSlot {
  id: string;
  purpose: string;
  slotAt: number;
  claimedAt: number;
}

export async function claimSlots(
  ctx: Pick<ServiceContext, "db" | "now">,
  portfolioId: string,
): Promise<readonly ClaimedSlot[]> {
  const claimedAt = ctx.now();
  const rows = await ctx.db
    .update(slots)
    .set({ claimedAt: new Date(claimedAt) })
    .where(
      and(
        eq(slots.portfolioId, portfolioId),
        isNull(slots.finishedAt),
        lte(slots.slotAt, new Date(claimedAt)),
        or(isNull(slots.claimedAt), lt(slots.claimedAt, new Date(claimedAt - CLAIM_LEASE_MS))),
      ),
    )
    .returning({ id: slots.id, purpose: slots.purpose, slotAt: slots.slotAt });
  return rows.map((row) => ({ ...row, slotAt: row.slotAt.getTime(), claimedAt }));
}

/** Gives slots back after a failure, so that the next wake-up takes them again. */
export async function releaseSlots(ctx: Pick<ServiceContext, "db">, claimed: readonly ClaimedSlot[]): Promise<void> {
  if (claimed.length === 0) return;
  await ctx.db
    .update(slots)
    .set({ claimedAt: null })
    .where(
      and(
        isNull(slots.finishedAt),
        inArray(
          slots.id,
          claimed.map((slot) => slot.id),
        ),
      ),
    );
}

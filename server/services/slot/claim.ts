/**
 * Takes a portfolio's due slots for this worker. The claim is one conditional update, so of two workers one gets
 * them; a claim whose worker died is taken over after the lease. An occurrence that is claimed is written down as a
 * pending rebalance in the same transaction: from then on it is due until something ends it, whatever becomes of this
 * worker and its check.
 */
import { and, eq, inArray, isNull, lt, lte, or } from "drizzle-orm";
import { policyVersions, portfolios, slots } from "@/drizzle/schema";
import { callOf, type PendingCall } from "@/lib/engine/decide/pending";
import { type OccurrencePurpose, type Policy, scheduleOf } from "@/lib/engine/model";
import { slotsBetween } from "@/lib/engine/triggers/cron";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { openPending } from "../pending";
import { lockPortfolio } from "../pending/lock-portfolio";
import { triggerIndexOf } from "./due";

export const CLAIM_LEASE_MS = 2 * 60_000;

export interface ClaimedSlot {
  id: string;
  purpose: OccurrencePurpose;
  slotAt: number;
  claimedAt: number;
}

export async function claimSlots(
  ctx: Pick<ServiceContext, "db" | "now">,
  portfolioId: string,
): Promise<readonly ClaimedSlot[]> {
  const claimedAt = ctx.now();
  return ctx.db.transaction(async (tx) => {
    await lockPortfolio(tx, portfolioId);
    const rows = await tx
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
    const claimed = rows.map((row) => ({ ...row, slotAt: row.slotAt.getTime(), claimedAt }));
    await openOccurrences(tx, portfolioId, claimed);
    return claimed;
  });
}

async function openOccurrences(tx: Transaction, portfolioId: string, claimed: readonly ClaimedSlot[]): Promise<void> {
  if (claimed.every((slot) => triggerIndexOf(slot.purpose) === null)) return;
  const [row] = await tx
    .select({ policy: policyVersions.policy, version: policyVersions.version })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(eq(portfolios.id, portfolioId));
  if (!row) return;
  const inOrder = [...claimed].sort((left, right) => left.slotAt - right.slotAt);
  for (const slot of inOrder)
    await openPending(tx, portfolioId, slot.claimedAt, occurrenceOf(row.policy, row.version, slot));
}

/** A slot names its trigger by its place; after a change of the policy another trigger, or none, may stand there. */
function occurrenceOf(policy: Policy, version: number, slot: ClaimedSlot): readonly PendingCall[] {
  const trigger = policy.triggers[triggerIndexOf(slot.purpose) ?? -1];
  const schedule = trigger ? scheduleOf(trigger) : null;
  if (schedule === null) return [];
  const { cron, timeZone } = schedule;
  if (!slotsBetween(cron, timeZone, slot.slotAt - 1, slot.slotAt).includes(slot.slotAt)) return [];
  return [callOf({ kind: "schedule", cron, timeZone, slotAt: slot.slotAt }, version)];
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

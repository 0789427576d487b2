import { sql } from "drizzle-orm";
import { portfolioStates } from "@/drizzle/schema";
import type { Confirmations } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";

/** Keeps what a look taught with the portfolio's state, in the transaction of the check that looked. */
export async function saveConfirmations(
  tx: Transaction,
  portfolioId: string,
  confirmations: Confirmations,
  now: number,
): Promise<void> {
  const updatedAt = new Date(now);
  await tx
    .insert(portfolioStates)
    .values({ portfolioId, confirmations, version: 1, updatedAt })
    .onConflictDoUpdate({
      target: portfolioStates.portfolioId,
      set: { confirmations, updatedAt, version: sql`${portfolioStates.version} + 1` },
    });
}

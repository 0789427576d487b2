import { occurrences } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import { enqueue } from "@/server/queue";
import { newId } from "../id";
import { CHECK_PURPOSE } from "./due";

/**
 * Requests a check as soon as a worker is free after `at`, in the transaction of the change that calls for it. The id
 * says from when it can be overdue.
 */
export async function requestCheck(tx: Transaction, portfolioId: string, now: number, at = now): Promise<void> {
  await tx
    .insert(occurrences)
    .values({ id: newId(Math.max(now, at)), portfolioId, purpose: CHECK_PURPOSE, occurrenceAt: new Date(at) })
    .onConflictDoNothing();
  await enqueue(tx, "evaluate-portfolio", { portfolioId }, at > now ? { notBefore: at } : {});
}

/** A portfolio leaves accounts: its part of a divided one is nobody's from then on, until it is allotted. */
import { and, eq, inArray } from "drizzle-orm";
import { allotments } from "@/drizzle/schema";
import { isNegative, negate } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { bookFlow } from "../evaluation/book-cash-flow";
import { requestCheck } from "../occurrence/request-check";
import { loadClaims, loadUsers } from "./load";

export async function giveBack(
  tx: Transaction,
  ctx: Pick<ServiceContext, "now">,
  portfolioId: string,
  venueIds: readonly string[],
  /** An archived portfolio's books are closed as they stand; one that goes on books what left it. */
  books: "booked" | "closed",
): Promise<void> {
  if (venueIds.length === 0) return;
  const left = await tx
    .delete(allotments)
    .where(and(eq(allotments.portfolioId, portfolioId), inArray(allotments.venueId, [...venueIds])))
    .returning({ venueId: allotments.venueId, kind: allotments.kind });
  for (const { venueId, kind } of left) {
    if (books === "closed" || kind !== "quantity") continue;
    await bookAllOut(tx, portfolioId, venueId, ctx.now());
  }
  // Who was held up by sharing may be alone now.
  for (const users of (await loadUsers(tx, venueIds)).values())
    for (const user of users) if (user.portfolioId !== portfolioId) await requestCheck(tx, user.portfolioId, ctx.now());
}

/** Brings what a portfolio's ledger says it holds at an account to nothing. */
export async function bookAllOut(tx: Transaction, portfolioId: string, venueId: string, now: number): Promise<void> {
  const claims = (await loadClaims(tx, venueId, [portfolioId])).get(portfolioId) ?? [];
  for (const [asset, held] of claims) {
    const source = isNegative(held) ? "deposit" : "withdrawal";
    await bookFlow(tx, portfolioId, { account: `venue:${venueId}`, asset, quantity: negate(held), source }, now);
  }
}

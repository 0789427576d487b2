import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { postings } from "@/drizzle/schema";
import { sum } from "@/lib/money";
import type { RunWorld } from "./run-world";

export async function expectBalancedPostings({ ctx, portfolioId }: RunWorld): Promise<void> {
  const unbalanced = await ctx.db
    .select({ entry: postings.entryId })
    .from(postings)
    .where(eq(postings.portfolioId, portfolioId))
    .groupBy(postings.entryId, postings.asset)
    .having(sql`sum(${postings.quantity}) <> 0`);
  expect(unbalanced, "postings sum to zero").toEqual([]);
}

/** What the ledger holds of an asset at the world's venue. */
export async function ledgerOf({ ctx, venueId }: RunWorld, asset: string): Promise<string> {
  const lines = await ctx.db
    .select({ quantity: postings.quantity })
    .from(postings)
    .where(and(eq(postings.account, `venue:${venueId}`), eq(postings.asset, asset)));
  return sum<string>(lines.map((line) => line.quantity));
}

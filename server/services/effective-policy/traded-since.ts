import { and, eq, gt, isNotNull, like, sql } from "drizzle-orm";
import { postings } from "@/drizzle/schema";
import type { AssetId } from "@/lib/engine/model";
import { decimal, type Quantity } from "@/lib/money";
import type { Database } from "@/server/db/client";

/** What a portfolio's own fills since an instant brought and took at its venues, fees included, by asset. */
export async function tradedSince(
  db: Database,
  portfolioId: string,
  after: number,
): Promise<readonly { asset: AssetId; quantity: Quantity }[]> {
  const rows = await db
    .select({ asset: postings.asset, total: sql<string>`sum(${postings.quantity})::text` })
    .from(postings)
    .where(
      and(
        eq(postings.portfolioId, portfolioId),
        like(postings.account, "venue:%"),
        isNotNull(postings.fillId),
        gt(postings.at, new Date(after)),
      ),
    )
    .groupBy(postings.asset);
  return rows.map(({ asset, total }) => ({ asset, quantity: decimal<Quantity>(total) }));
}

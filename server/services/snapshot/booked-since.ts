import { and, eq, gt, isNotNull } from "drizzle-orm";
import { postings } from "@/drizzle/schema";
import type { BalanceChange } from "@/lib/engine/confirm/judge-balances";
import { FILL_LAG_MS } from "@/lib/engine/confirm/terms";
import type { ConfirmedBalance, VenueId } from "@/lib/engine/model";
import { decimal, type Quantity } from "@/lib/money";
import type { ServiceContext } from "../context";

/** What our own fills changed at a venue since its balances were last confirmed, whichever portfolio made them. */
export async function bookedSince(
  { db }: Pick<ServiceContext, "db">,
  venueId: VenueId,
  confirmed: readonly ConfirmedBalance[],
): Promise<readonly BalanceChange[]> {
  const own = confirmed.filter((balance) => balance.venueId === venueId);
  if (own.length === 0) return [];
  const from = Math.min(...own.map((balance) => balance.at)) - FILL_LAG_MS;
  const rows = await db
    .select({ asset: postings.asset, quantity: postings.quantity, at: postings.at })
    .from(postings)
    .where(and(eq(postings.account, `venue:${venueId}`), isNotNull(postings.fillId), gt(postings.at, new Date(from))));
  return rows.map((row) => ({ ...row, quantity: decimal<Quantity>(row.quantity), at: row.at.getTime() }));
}

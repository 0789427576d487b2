/** Holdings kept by hand are valued by whichever of the owner's other venues answers first with markets. */
import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import type { AssetId, Policy } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";
import { chooseMarkets } from "./choose-symbols";
import type { SourcedQuote } from "./price-assets";
import { readAccount, readPrices } from "./read-venue";

export async function quotesElsewhere(
  ctx: ServiceContext,
  assets: ReadonlySet<AssetId>,
  { policy, baseCurrency }: { policy: Pick<Policy, "quoteAsset">; baseCurrency: AssetId },
): Promise<readonly SourcedQuote[]> {
  // Exchanges before paper: real prices before made-up ones.
  const rows = await ctx.db
    .select()
    .from(venues)
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), isNull(venues.archivedAt), ne(venues.kind, "manual")))
    .orderBy(asc(venues.kind), asc(venues.createdAt));
  for (const row of rows) {
    const account = await readAccount(ctx, row);
    if (account.kind === "failed") continue;
    const choice = chooseMarkets(account.value.markets, assets, policy.quoteAsset, baseCurrency);
    const prices = await readPrices(account.value, choice.quoted);
    if (prices.kind === "ok" && prices.value.quotes.length > 0)
      return prices.value.quotes.map((quote) => ({ ...quote, venueName: row.name }));
  }
  return [];
}

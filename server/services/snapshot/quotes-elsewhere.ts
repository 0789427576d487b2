/** Holdings kept by hand are valued by whichever of the owner's other venues answers first with markets. */
import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { chooseMarkets } from "@/lib/engine/confirm/choose-markets";
import type { Voice } from "@/lib/engine/confirm/judge-prices";
import type { AssetId, Policy } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";
import { originOf, sourced } from "./origin";
import { readAccount, readPrices, type VenueAccount } from "./read-venue";

export async function quotesElsewhere(
  ctx: ServiceContext,
  assets: ReadonlySet<AssetId>,
  { policy, baseCurrency }: { policy: Pick<Policy, "quoteAsset">; baseCurrency: AssetId },
): Promise<{ voice: Voice; account: VenueAccount } | null> {
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
    const prices = await readPrices(ctx, account.value, choice.quoted);
    if (prices.kind === "ok" && prices.value.quotes.length > 0)
      return { voice: { origin: originOf(row), quotes: sourced(row, prices.value.quotes) }, account: account.value };
  }
  return null;
}

/**
 * What others say of suspect prices: recent candles of the exchange itself, and tickers of exchanges the owner has
 * connected beside this portfolio. Queried only while something is suspect; who does not answer in time says nothing.
 */
import { and, eq, isNull, notInArray } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { chooseMarkets } from "@/lib/engine/confirm/choose-markets";
import type { SourcedQuote } from "@/lib/engine/confirm/price-assets";
import type { AssetId, RecentClose } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import { openVenueRow } from "../venue/open";
import { originOf, sourced } from "./origin";
import { READ_TIMEOUT_MS, type VenueAccount } from "./read-venue";
import { withTimeout } from "./timeout";

/** Queries beside must not hold up the check. */
const BESIDE_MS_MAX = 6_000;

/**
 * Closes by "venue name symbol"; undefined: there are none. Of a market in `silent` nobody knows: its venue failed to
 * answer.
 */
export interface Closes {
  found: ReadonlyMap<string, RecentClose>;
  silent: ReadonlySet<string>;
}

export const closeKey = (quote: Pick<SourcedQuote, "venueName" | "symbol">) => `${quote.venueName} ${quote.symbol}`;

export async function queryCloses(accounts: readonly VenueAccount[], wanted: readonly SourcedQuote[]): Promise<Closes> {
  const found = new Map<string, RecentClose>();
  const silent = new Set<string>();
  const queries = accounts.map(async ({ row, venue }) => {
    const own = wanted.filter((quote) => quote.venueName === row.name);
    const symbols = [...new Set(own.map((quote) => quote.symbol))].sort();
    if (symbols.length === 0 || venue.fetchRecentCloses === undefined) return;
    try {
      for (const close of await withTimeout(venue.fetchRecentCloses(symbols), READ_TIMEOUT_MS, row.name))
        found.set(closeKey({ venueName: row.name, symbol: close.symbol }), close);
    } catch {
      for (const quote of own) silent.add(closeKey(quote));
    }
  });
  await Promise.all(queries);
  return { found, silent };
}

export interface VoiceElsewhere {
  origin: string;
  quotes: readonly SourcedQuote[];
}

/** Tickers of the owner's exchanges that this portfolio does not span, one voice an exchange. */
export async function queryElsewhere(
  ctx: ServiceContext,
  assets: ReadonlySet<AssetId>,
  {
    venues: own,
    quoteAsset,
    baseCurrency,
  }: { venues: readonly VenueRow[]; quoteAsset: AssetId; baseCurrency: AssetId },
): Promise<readonly VoiceElsewhere[]> {
  const rows = await ctx.db
    .select()
    .from(venues)
    .where(
      and(
        eq(venues.ownerId, ownerIdOf(ctx)),
        eq(venues.kind, "exchange"),
        isNull(venues.archivedAt),
        notInArray(venues.id, ["", ...own.map((row) => row.id)]),
      ),
    );
  const known = new Set(own.map(originOf));
  const others = [...new Map(rows.map((row) => [originOf(row), row] as const))].filter(
    ([origin]) => !known.has(origin),
  );
  const voices = await Promise.all(
    others.map(async ([origin, row]) => {
      const query = async () => {
        const venue = await openVenueRow(ctx, row);
        const { quoted } = chooseMarkets(await venue.loadMarkets(), assets, quoteAsset, baseCurrency);
        return quoted.length > 0 ? sourced(row, await venue.fetchQuotes(quoted)) : [];
      };
      return { origin, quotes: await withTimeout(query(), BESIDE_MS_MAX, row.name).catch(() => []) };
    }),
  );
  return voices.filter((voice) => voice.quotes.length > 0);
}

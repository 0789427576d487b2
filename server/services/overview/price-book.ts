/**
 * Prices between currencies, and of what lies outside portfolios: what the last checks saw and confirmed, joined into one
 * graph of markets. What that does not reach is asked of the owner's venues, not longer than a page may wait, and kept for
 * a few minutes. Real money is never valued at simulated prices while real ones are known.
 */
import { LRUCache } from "lru-cache";
import { priceAssets, type SourcedQuote } from "@/lib/engine/confirm/price-assets";
import type { AssetId, Snapshot } from "@/lib/engine/model";
import { isPositive, type Price } from "@/lib/money";
import type { Database } from "@/server/db/client";
import { ownerIdOf, type ServiceContext } from "../context";
import { findLastSnapshot } from "../snapshot/last-known";
import { isSimulated } from "../snapshot/origin";
import { withTimeout } from "../snapshot/timeout";
import { openVenueRow } from "../venue";
import { priceHoldings } from "../venue/value-balances";
import type { IndexRow, PortfolioIndex } from "./load-index";

export type PriceBook = ReadonlyMap<AssetId, Price>;

/** Of each base currency: enough to meet a market that joins it with the rest. */
const CHECKS_READ = 3;
const ANSWER_MS_MAX = 2_000;
const KEPT_MS = 10 * 60_000;
/** Where not every price was found. */
const TRIED_AGAIN_MS = 60_000;

/** The price of one unit of each asset in `currency`; an asset that no market leads to is absent. */
export async function loadPriceBook(
  ctx: ServiceContext,
  { rows, venues }: PortfolioIndex,
  assets: readonly AssetId[],
  currency: AssetId,
): Promise<PriceBook> {
  const book = new Map<AssetId, Price>([[currency, "1" as Price]]);
  const missing = () => [...new Set(assets)].filter((asset) => !book.has(asset));
  const learn = (quotes: readonly SourcedQuote[]) => {
    for (const { asset, price } of priceAssets(missing(), currency, quotes, ctx.now()))
      if (isPositive(price)) book.set(asset, price);
  };
  if (missing().length === 0) return book;
  const snapshots = await lastSnapshots(ctx, rows);
  learn(snapshots.filter(({ isMadeUp }) => !isMadeUp).flatMap(({ snapshot }) => quotesOf(snapshot)));
  learn(snapshots.flatMap(({ snapshot }) => quotesOf(snapshot)));
  const unreached = missing();
  if (unreached.length > 0)
    for (const [asset, price] of await askVenues(ctx, venues, unreached, currency)) book.set(asset, price);
  return book;
}

/** The newest checks of each base currency. */
async function lastSnapshots(ctx: ServiceContext, rows: readonly IndexRow[]) {
  const checked = rows.filter((row) => row.lastCheck !== null);
  const newest = [...Map.groupBy(checked, (row) => row.baseCurrency).values()].flatMap((own) =>
    own.toSorted((one, other) => (other.lastCheck?.at ?? 0) - (one.lastCheck?.at ?? 0)).slice(0, CHECKS_READ),
  );
  const read = await Promise.all(
    newest.map(async (row) => {
      const snapshot = await findLastSnapshot(ctx, row.id);
      return snapshot === null ? [] : [{ snapshot, isMadeUp: row.mode === "paper-simulated" }];
    }),
  );
  return read.flat();
}

/** Its markets, and beside them the prices it confirmed: each is a market of the asset in its base currency. */
function quotesOf({ venues, prices, baseCurrency }: Snapshot): SourcedQuote[] {
  const confirmed = prices.flatMap(({ asset, price, at, source }) =>
    asset === baseCurrency || !isPositive(price)
      ? []
      : [{ symbol: `${asset}/${baseCurrency}`, bid: price, ask: price, last: price, at, venueName: source }],
  );
  return [
    ...venues.flatMap(({ name, quotes }) => quotes.map((quote) => ({ ...quote, venueName: name }))),
    ...confirmed,
  ];
}

interface Asked {
  /** Not asked again before this. */
  until: number;
  prices: Promise<PriceBook>;
}

const answers = new WeakMap<Database, LRUCache<string, Asked>>();

/** What was answered before stands while the venues are asked anew: only the first page waits for them. */
async function askVenues(
  ctx: ServiceContext,
  venues: PortfolioIndex["venues"],
  assets: readonly AssetId[],
  currency: AssetId,
): Promise<PriceBook> {
  const kept = answers.get(ctx.db) ?? new LRUCache({ max: 200 });
  answers.set(ctx.db, kept);
  const key = `${ownerIdOf(ctx)} ${currency} ${assets.toSorted().join(" ")}`;
  const before = kept.get(key);
  if (before && ctx.now() < before.until) return withinPage(ctx, before.prices);
  const prices = pricesAt(ctx, venues, assets, currency).then((found) => {
    if (found.size === assets.length) asked.until = ctx.now() + KEPT_MS;
    return found.size > 0 ? found : (before?.prices ?? found);
  });
  const asked: Asked = { until: ctx.now() + TRIED_AGAIN_MS, prices };
  kept.set(key, asked);
  return before?.prices ?? withinPage(ctx, prices);
}

/** What comes too late for this page is there for the next one. */
async function withinPage(ctx: ServiceContext, prices: Promise<PriceBook>): Promise<PriceBook> {
  try {
    return await withTimeout(prices, ANSWER_MS_MAX, "The market");
  } catch (error) {
    ctx.log.info({ err: error }, "No price was found");
    return new Map();
  }
}

async function pricesAt(
  ctx: ServiceContext,
  venues: PortfolioIndex["venues"],
  assets: readonly AssetId[],
  currency: AssetId,
): Promise<PriceBook> {
  const markets = venues.filter((venue) => venue.kind !== "manual");
  const real = markets.filter((venue) => !isSimulated(venue));
  const found = await Promise.allSettled(
    (real.length > 0 ? real : markets).map(async (row) =>
      priceHoldings([await openVenueRow(ctx, row)], assets, currency, ctx.now()),
    ),
  );
  return new Map(found.flatMap((each) => (each.status === "fulfilled" ? [...each.value] : [])));
}

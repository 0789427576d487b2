/**
 * Takes a picture of everything a decision needs, from all of a portfolio's venues at once.
 * A venue that fails, or whose balances vanish from one look to the next, is marked with a problem: its last known
 * holdings are shown and nothing is traded on them. A price that nobody quotes stays missing.
 */
import {
  type AssetId,
  type Holding,
  type Policy,
  type Snapshot,
  type SnapshotVenue,
  targetMembers,
} from "@/lib/engine/model";
import { quantity } from "@/lib/money";
import type { Balance } from "@/server/exchanges/venue";
import { ownParts, type PartsRequest, sharePicture } from "../allotment/share-picture";
import type { ServiceContext } from "../context";
import { loadPortfolio } from "../portfolio/get-owned";
import { configOf, type VenueRow } from "../venue/get";
import { noteVenueHealth } from "../venue/refresh-health";
import { chooseMarkets } from "./choose-symbols";
import { type Believed, doubt } from "./doubt";
import { findLastSnapshot } from "./last-known";
import { priceAssets, type SourcedQuote } from "./price-assets";
import { quotesElsewhere } from "./quotes-elsewhere";
import { readAccount, readPrices, type VenuePrices } from "./read-venue";

export interface PictureRequest extends Pick<PartsRequest, "portfolio" | "isWhole"> {
  venues: readonly VenueRow[];
  policy: Pick<Policy, "targets" | "quoteAsset">;
  baseCurrency: AssetId;
  lastKnown: Snapshot | null;
}

export async function takeSnapshot(ctx: ServiceContext, portfolioId: string): Promise<Snapshot> {
  const loaded = await loadPortfolio(ctx, portfolioId);
  const lastKnown = await findLastSnapshot(ctx, portfolioId);
  return pictureVenues(ctx, { ...loaded, baseCurrency: loaded.portfolio.baseCurrency, lastKnown });
}

/** The same for venues and a policy that are no portfolio yet. */
export async function pictureVenues(ctx: ServiceContext, request: PictureRequest): Promise<Snapshot> {
  const { policy, baseCurrency } = request;
  const read = await Promise.all(request.venues.map((row) => readAccount(ctx, row)));
  const accounts: Believed[] = [];
  for (const [index, row] of request.venues.entries())
    accounts.push(await doubt(ctx, row, read[index]!, request.lastKnown));
  const parts = await ownParts(
    ctx,
    request,
    accounts.map((account) => (account.kind === "ok" ? account.value.balances : null)),
  );
  const lastHoldings = (row: VenueRow) =>
    request.lastKnown?.holdings.filter((holding) => holding.venueId === row.id) ?? [];

  const holdings = request.venues.flatMap((row, index) => {
    const part = parts[index];
    return part ? holdingsOf(row, part.balances) : lastHoldings(row);
  });
  const assets = new Set<AssetId>([
    ...policy.targets.flatMap(targetMembers),
    ...holdings.map((holding) => holding.asset),
    policy.quoteAsset,
  ]);
  const pictures = await Promise.all(
    request.venues.map((row, index) => pictureVenue(row, accounts[index]!, assets, request)),
  );
  for (const { venue, health } of pictures) await noteVenueHealth(ctx, venue.venueId, health);

  const own: SourcedQuote[] = pictures.flatMap(({ venue }) =>
    venue.quotes.map((quote) => ({ ...quote, venueName: venue.name })),
  );
  const isPricedHere = request.venues.some((row) => row.kind !== "manual");
  const quotes = isPricedHere ? own : await quotesElsewhere(ctx, assets, request);
  const takenAt = ctx.now();
  const prices = priceAssets([...assets].sort(), baseCurrency, quotes, takenAt);
  const seen = { takenAt, prices, lastKnown: request.lastKnown };
  return {
    takenAt,
    baseCurrency,
    venues: pictures.map(({ venue }, index) =>
      venue.problem
        ? { ...venue, problem: { ...venue.problem, since: venue.problem.since || takenAt } }
        : sharePicture(venue, parts[index] ?? null, seen),
    ),
    holdings,
    openOrders: pictures.flatMap(({ openOrders }) => openOrders),
    prices,
  };
}

interface VenuePicture {
  venue: SnapshotVenue;
  openOrders: VenuePrices["openOrders"];
  health: { latencyMs: number } | { problem: string };
}

async function pictureVenue(
  row: VenueRow,
  account: Believed,
  assets: ReadonlySet<AssetId>,
  request: PictureRequest,
): Promise<VenuePicture> {
  if (account.kind === "failed") return failed(row, account, request.lastKnown);
  const { markets, latencyMs } = account.value;
  const choice = chooseMarkets(markets, assets, request.policy.quoteAsset, request.baseCurrency);
  const prices = await readPrices(account.value, choice.quoted);
  if (prices.kind === "failed") return failed(row, prices, request.lastKnown);
  return {
    venue: {
      venueId: row.id,
      name: row.name,
      kind: row.kind,
      problem: null,
      markets: choice.traded,
      quotes: prices.value.quotes,
    },
    openOrders: prices.value.openOrders,
    health: { latencyMs },
  };
}

/** Its quotes are its last known ones with their true age, so that the value can still be shown. */
function failed(
  row: VenueRow,
  failure: Extract<Believed, { kind: "failed" }>,
  lastKnown: Snapshot | null,
): VenuePicture {
  const { message, isDoubted, askAgainAt, vanished = [] } = failure;
  const last = lastKnown?.venues.find((venue) => venue.venueId === row.id);
  return {
    venue: {
      venueId: row.id,
      name: row.name,
      kind: row.kind,
      problem: {
        message,
        since: row.problemSince?.getTime() ?? 0,
        ...(isDoubted ? { isDoubted } : {}),
        ...(askAgainAt == null ? {} : { askAgainAt }),
      },
      ...(vanished.length > 0 ? { vanished } : {}),
      markets: last?.markets ?? [],
      quotes: last?.quotes ?? [],
    },
    openOrders: [],
    health: { problem: message },
  };
}

function holdingsOf(row: VenueRow, balances: readonly Pick<Balance, "asset" | "total" | "free">[]): readonly Holding[] {
  // Holdings we may not trade, or could not trade safely, count like cold storage.
  const isLocked = row.kind === "manual" || configOf(row).permissions?.canTrade === false;
  return balances.map((balance) => ({
    venueId: row.id,
    asset: balance.asset,
    quantity: balance.total,
    free: isLocked ? quantity("0") : balance.free,
    isLocked,
  }));
}

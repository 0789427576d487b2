/** What lies at the owner's divided accounts and is no portfolio's. No venue is queried: the last checks saw it. */
import { and, asc, eq, isNull } from "drizzle-orm";
import { allotments, portfolios, venues } from "@/drizzle/schema";
import type { AssetId, Snapshot, SnapshotVenue } from "@/lib/engine/model";
import { isPositive, multiply, type Notional, type Price, sum } from "@/lib/money";
import { ownerIdOf, type ServiceContext } from "../context";
import { findLastSnapshot } from "../snapshot/last-known";
import type { OverviewView } from "./types";

export async function findNotAllotted(
  ctx: Pick<ServiceContext, "db" | "actor">,
  baseCurrency: AssetId,
): Promise<OverviewView["notAllotted"]> {
  const users = await ctx.db
    .select({ venueId: venues.id, venueName: venues.name, portfolioId: portfolios.id })
    .from(allotments)
    .innerJoin(portfolios, eq(portfolios.id, allotments.portfolioId))
    .innerJoin(venues, eq(venues.id, allotments.venueId))
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), isNull(venues.archivedAt), isNull(portfolios.archivedAt)))
    .orderBy(asc(venues.createdAt), asc(venues.id));
  const snapshots = new Map<string, Snapshot>();
  for (const id of new Set(users.map((user) => user.portfolioId))) {
    const snapshot = await findLastSnapshot(ctx, id);
    if (snapshot) snapshots.set(id, snapshot);
  }
  return [...Map.groupBy(users, (user) => user.venueId)].flatMap(([venueId, using]) => {
    const seen = using
      .flatMap(({ portfolioId }) => snapshots.get(portfolioId) ?? [])
      .toSorted((one, other) => other.takenAt - one.takenAt);
    const { notAllotted = [] } = newestDivision(seen, venueId) ?? {};
    const assets = notAllotted.filter((row) => isPositive(row.quantity));
    if (assets.length === 0) return [];
    return [{ venueId, venueName: using[0]!.venueName, assets, value: worthOf(assets, pricesIn(seen, baseCurrency)) }];
  });
}

function newestDivision(newestFirst: readonly Snapshot[], venueId: string): SnapshotVenue["allotment"] {
  for (const { venues: seen } of newestFirst) {
    const allotment = seen.find((venue) => venue.venueId === venueId)?.allotment;
    if (allotment) return allotment;
  }
  return undefined;
}

function pricesIn(newestFirst: readonly Snapshot[], currency: AssetId): ReadonlyMap<AssetId, Price> {
  const prices = new Map<AssetId, Price>([[currency, "1" as Price]]);
  for (const snapshot of newestFirst.toReversed())
    if (snapshot.baseCurrency === currency)
      for (const { asset, price } of snapshot.prices) if (isPositive(price)) prices.set(asset, price);
  return prices;
}

function worthOf(
  assets: NonNullable<SnapshotVenue["allotment"]>["notAllotted"],
  prices: ReadonlyMap<AssetId, Price>,
): Notional | null {
  const values = assets.flatMap(({ asset, quantity }) => {
    const price = prices.get(asset);
    return price === undefined ? [] : multiply<Notional>(quantity, price);
  });
  return values.length < assets.length ? null : sum(values);
}

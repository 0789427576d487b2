/**
 * Money at the owner's accounts that is in no portfolio: what of a divided account is nobody's, as the last checks saw it,
 * and accounts that no portfolio uses. No venue is queried for it, so of an exchange that no portfolio uses nothing is
 * known here: it is named, and not counted.
 */
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { allotments, portfolios, venueBalances, venues } from "@/drizzle/schema";
import type { AssetId, Snapshot, SnapshotVenue } from "@/lib/engine/model";
import { isPositive, multiply, type Notional, sum } from "@/lib/money";
import type { AssetQuantityView } from "../allotment/types";
import { ownerIdOf, type ServiceContext } from "../context";
import { findLastSnapshot } from "../snapshot/last-known";
import type { PortfolioIndex } from "./load-index";
import type { PriceBook } from "./price-book";

export interface OutsideAccount {
  venueId: string;
  venueName: string;
  kind: "not-allotted" | "unused";
  /** null: it was not read. */
  assets: readonly AssetQuantityView[] | null;
}

export async function loadOutside(
  ctx: Pick<ServiceContext, "db" | "actor">,
  index: PortfolioIndex,
): Promise<readonly OutsideAccount[]> {
  const [notAllotted, unused] = await Promise.all([loadNotAllotted(ctx, index), loadUnused(ctx, index)]);
  return [...notAllotted, ...unused];
}

/** null as soon as one asset has no price: a sum of the rest would pass for the whole. */
export function worthOf({ assets }: Pick<OutsideAccount, "assets">, prices: PriceBook): Notional | null {
  if (assets === null) return null;
  const values = assets.flatMap(({ asset, quantity }) => {
    const price = prices.get(asset);
    return price === undefined ? [] : multiply<Notional>(quantity, price);
  });
  return values.length < assets.length ? null : sum(values);
}

export const assetsOutside = (outside: readonly OutsideAccount[]): readonly AssetId[] =>
  outside.flatMap(({ assets }) => assets?.map((row) => row.asset) ?? []);

async function loadNotAllotted(
  ctx: Pick<ServiceContext, "db" | "actor">,
  { rows }: PortfolioIndex,
): Promise<readonly OutsideAccount[]> {
  const users = await ctx.db
    .select({ venueId: venues.id, venueName: venues.name, portfolioId: portfolios.id })
    .from(allotments)
    .innerJoin(portfolios, eq(portfolios.id, allotments.portfolioId))
    .innerJoin(venues, eq(venues.id, allotments.venueId))
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), isNull(venues.archivedAt), isNull(portfolios.archivedAt)))
    .orderBy(asc(venues.createdAt), asc(venues.id));
  const checkedAt = new Map(rows.map((row) => [row.id, row.lastCheck?.at ?? 0]));
  const found = await Promise.all(
    [...Map.groupBy(users, (user) => user.venueId)].map(async ([venueId, using]) => {
      const newestFirst = using.toSorted(
        (one, other) => (checkedAt.get(other.portfolioId) ?? 0) - (checkedAt.get(one.portfolioId) ?? 0),
      );
      const { notAllotted = [] } = (await newestDivision(ctx, newestFirst, venueId)) ?? {};
      const assets = notAllotted.filter((row) => isPositive(row.quantity));
      if (assets.length === 0) return [];
      return [{ venueId, venueName: using[0]!.venueName, kind: "not-allotted", assets }] as const;
    }),
  );
  return found.flat();
}

/** Checks are read one after another: as a rule the newest of all says it. */
async function newestDivision(
  ctx: Pick<ServiceContext, "db">,
  newestFirst: readonly { portfolioId: string }[],
  venueId: string,
): Promise<SnapshotVenue["allotment"]> {
  for (const { portfolioId } of newestFirst) {
    const snapshot: Snapshot | null = await findLastSnapshot(ctx, portfolioId);
    const allotment = snapshot?.venues.find((venue) => venue.venueId === venueId)?.allotment;
    if (allotment) return allotment;
  }
  return undefined;
}

async function loadUnused(
  ctx: Pick<ServiceContext, "db">,
  { rows, venues: owned }: PortfolioIndex,
): Promise<readonly OutsideAccount[]> {
  const used = new Set(rows.flatMap((row) => row.venueIds));
  const unused = owned.filter((venue) => !used.has(venue.id));
  if (unused.length === 0) return [];
  const ids = unused.map((venue) => venue.id);
  const balances = Map.groupBy(
    await ctx.db
      .select({ venueId: venueBalances.venueId, asset: venueBalances.asset, quantity: venueBalances.quantity })
      .from(venueBalances)
      .where(inArray(venueBalances.venueId, ids)),
    (row) => row.venueId,
  );
  return unused.flatMap(({ id, name, kind }): OutsideAccount[] => {
    const account = { venueId: id, venueName: name, kind: "unused" } as const;
    if (kind === "exchange") return [{ ...account, assets: null }];
    const held = (balances.get(id) ?? []).filter((row) => isPositive(row.quantity));
    return held.length === 0 ? [] : [{ ...account, assets: held.map(({ asset, quantity }) => ({ asset, quantity })) }];
  });
}

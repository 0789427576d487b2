/** One portfolio's snapshot of accounts that others may use, too: its parts of them, and how they are shared. */
import type { AccountBalance } from "@/lib/engine/ledger/divide-account";
import type { AssetId, Market, Snapshot, SnapshotVenue, VenueProblem } from "@/lib/engine/model";
import type { Price } from "@/lib/money";
import type { ServiceContext } from "../context";
import { isRoundingOnly, type OwnPart, ownPart, wholeAccount } from "./own-part";

export interface PartsRequest {
  venues: readonly { id: string; name: string }[];
  /** Whose part of shared accounts is pictured; absent: of one that is not made yet. */
  portfolio?: { id: string } | null;
  /** Only read, for no portfolio: shared accounts are taken whole. */
  isWhole?: true;
}

/**
 * What an account holds is confirmed as a whole, and only then divided. `balances` in the venues' order; null: not
 * known.
 */
export function ownParts<B extends AccountBalance>(
  ctx: Pick<ServiceContext, "db" | "now">,
  { venues, portfolio, isWhole }: PartsRequest,
  balances: readonly (readonly B[] | null)[],
): Promise<readonly (OwnPart<B> | null)[]> {
  return Promise.all(
    venues.map((venue, index) => {
      const account = balances[index];
      if (!account) return null;
      if (isWhole) return wholeAccount(account);
      return ownPart(ctx, { venue, portfolioId: portfolio?.id ?? null, balances: account });
    }),
  );
}

/**
 * Marks in a venue's snapshot how it is divided, leaves only the markets its part may trade in, and holds where it
 * must.
 */
export function shareSnapshot(
  venue: SnapshotVenue,
  part: OwnPart<AccountBalance> | null,
  seen: { takenAt: number; prices: Snapshot["prices"]; lastKnown: Snapshot | null },
): SnapshotVenue {
  if (part === null || venue.problem !== null) return venue;
  return {
    ...venue,
    problem: problemOf(venue, part, seen),
    ...(part.kind === null ? {} : { allotment: { kind: part.kind, notAllotted: part.notAllotted } }),
    markets: ownMarkets(part.assets, venue.markets),
  };
}

function problemOf(
  { venueId }: SnapshotVenue,
  { problem, shortfall }: OwnPart<AccountBalance>,
  { takenAt, prices, lastKnown }: { takenAt: number; prices: Snapshot["prices"]; lastKnown: Snapshot | null },
): VenueProblem | null {
  if (problem === null) return null;
  const priceOf = new Map<AssetId, Price>(prices.map((row) => [row.asset, row.price]));
  if (problem.kind === "missing" && isRoundingOnly(shortfall, priceOf)) return null;
  const last = lastKnown?.venues.find((venue) => venue.venueId === venueId)?.problem;
  const since = problem.kind === "not-divided" ? problem.since : last?.kind === "shared" ? last.since : takenAt;
  const recheckAt = problem.kind === "missing" ? problem.recheckAt : null;
  return {
    kind: "shared",
    isSuspect: true,
    statement: problem.statement,
    since,
    ...(recheckAt === null ? {} : { recheckAt }),
  };
}

/** The markets whose both sides are this portfolio's to give and take. */
function ownMarkets(assets: ReadonlySet<AssetId> | null, markets: readonly Market[]): readonly Market[] {
  return assets === null ? markets : markets.filter(({ base, quote }) => assets.has(base) && assets.has(quote));
}

/**
 * One portfolio's part of an account, from what the account holds. Everything that counts or trades asks here: of an
 * account used by one portfolio alone the part is the whole; of a divided one it is what was allotted; of one that
 * several use and nobody divided the first of them counts it and none trades (`problem`).
 */
import {
  type AccountBalance,
  type AssetQuantity,
  type DividedAccount,
  divideAccount,
} from "@/lib/engine/ledger/divide-account";
import type { AllotmentKind, AssetId, Market } from "@/lib/engine/model";
import { isNegative, isPositive } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";
import { type AccountUser, divisionKindOf, isInConflict, loadDivision, loadUsers } from "./load";
import { belongsMessage, conflictMessage, missingMessage } from "./words";

export interface PartRequest<B extends AccountBalance> {
  venue: { id: string; name: string };
  /** null: one that is not made yet. */
  portfolioId: string | null;
  /** Of the whole account, as confirmed. */
  balances: readonly B[];
}

export interface OwnPart<B extends AccountBalance> {
  /** Rows of the account where they are this portfolio's whole, else one row an asset. */
  balances: readonly (B | AccountBalance)[];
  kind: AllotmentKind | null;
  /** What of the account is no portfolio's. */
  notAllotted: readonly AssetQuantity[];
  /** Claimed by this portfolio and not there. */
  shortfall: readonly AssetQuantity[];
  /** Nothing may be traded here until the owner has spoken: why, and since when (null: since this look). */
  problem: { message: string; since: number | null } | null;
  /** The only assets its orders may give or take; null: any. */
  assets: ReadonlySet<AssetId> | null;
}

/** Of an account that is not divided, or looked at for nobody's sake. */
export function wholeAccount<B extends AccountBalance>(balances: readonly B[]): OwnPart<B> {
  return { balances, kind: null, notAllotted: [], shortfall: [], problem: null, assets: null };
}

export async function ownPart<B extends AccountBalance>(
  { db }: { db: Database | Transaction },
  { venue, portfolioId, balances }: PartRequest<B>,
): Promise<OwnPart<B>> {
  const users = (await loadUsers(db, [venue.id])).get(venue.id) ?? [];
  const own = users.find((user) => user.portfolioId === portfolioId);
  const others = users.filter((user) => user !== own);
  if (others.length === 0 && divisionKindOf(users) === null) return wholeAccount(balances);
  if (isInConflict(users) && own) return inConflict(venue.name, users, own, balances);
  const division = await loadDivision(db, venue.id, users);
  if (division === null) return { ...NOTHING, problem: { message: belongsMessage(venue.name, users), since: null } };
  const divided = divideAccount(balances, division);
  const notAllotted = divided.notAllotted.map(({ asset, total }) => ({ asset, quantity: total }));
  const part = divided.parts.find((each) => each.portfolioId === portfolioId);
  if (!part) return { ...NOTHING, kind: division.kind, notAllotted, assets: new Set() };
  if (division.kind === "asset") {
    const held = new Set(part.balances.map((row) => row.asset));
    const assets = new Set(own?.allotment?.assets ?? []);
    // What was borrowed of a named asset is shown to whom the asset was given.
    const rows = balances.filter(({ asset, total }) => held.has(asset) || (assets.has(asset) && isNegative(total)));
    return { ...NOTHING, balances: rows, kind: "asset", notAllotted, assets };
  }
  const lost = lostOf(divided, part.missing);
  return {
    balances: part.balances,
    kind: "quantity",
    notAllotted,
    shortfall: part.missing,
    problem: lost.length > 0 ? { message: missingMessage(venue.name, lost), since: null } : null,
    assets: null,
  };
}

const NOTHING = wholeAccount<never>([]);

/** The markets whose both sides are this portfolio's to give and take. */
export function ownMarkets(part: Pick<OwnPart<AccountBalance>, "assets">, markets: readonly Market[]) {
  const { assets } = part;
  return assets === null ? markets : markets.filter(({ base, quote }) => assets.has(base) && assets.has(quote));
}

/** What lies there is counted once: in the portfolio that had it first. */
function inConflict<B extends AccountBalance>(
  venue: string,
  users: readonly AccountUser[],
  own: AccountUser,
  balances: readonly B[],
): OwnPart<B> {
  const since = users[1]?.createdAt ?? null;
  const message = conflictMessage(venue, users, own.portfolioId);
  return { ...NOTHING, balances: users[0] === own ? balances : [], problem: { message, since } };
}

/** Of what this portfolio misses, the assets that no other portfolio's overdraft explains: with all that is lost. */
function lostOf({ unexplained }: DividedAccount, missing: readonly AssetQuantity[]): readonly AssetQuantity[] {
  return unexplained.filter(({ asset }) => missing.some((row) => row.asset === asset && isPositive(row.quantity)));
}

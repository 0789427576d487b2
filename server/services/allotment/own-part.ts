/**
 * One portfolio's part of an account, from what the account holds. Everything that counts or trades reads it here: of
 * an account used by one portfolio alone the part is the whole; of a divided one it is what was allotted; of one that
 * several use and nobody divided the first of them counts it and none trades (`problem`).
 */
import {
  type AccountBalance,
  type AssetQuantity,
  type DividedAccount,
  divideAccount,
} from "@/lib/engine/ledger/divide-account";
import type { AllotmentKind, AssetId, VenueStatement } from "@/lib/engine/model";
import { isLess, isNegative, isPositive, multiply, type Price } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";
import { FILLS_SETTLE_MS, FLOW_VALUE_MIN, hasFreshFills } from "../evaluation/find-cash-flows";
import { type AccountUser, divisionKindOf, isInConflict, loadDivision, loadUsers } from "./load";

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
  /** Of what this portfolio's books claim and the account does not hold: what nobody can explain. */
  shortfall: readonly AssetQuantity[];
  problem: PartProblem | null;
  /** The only assets its orders may give or take; null: any. */
  assets: ReadonlySet<AssetId> | null;
}

/** Why nothing may be traded here for now. */
export type PartProblem =
  /** Several use it and nobody has said whose is what; since the second of them came. */
  | { kind: "not-divided"; statement: VenueStatement; since: number }
  /** It is another portfolio's. */
  | { kind: "belongs"; statement: VenueStatement }
  /** It holds less than the parts come to: somebody took something away, or balances lag behind a fill. */
  | { kind: "missing"; statement: VenueStatement; recheckAt: number | null };

/** Of an account that is not divided, or read for no portfolio. */
export function wholeAccount<B extends AccountBalance>(balances: readonly B[]): OwnPart<B> {
  return { balances, kind: null, notAllotted: [], shortfall: [], problem: null, assets: null };
}

export async function ownPart<B extends AccountBalance>(
  { db, now }: { db: Database | Transaction; now: () => number },
  { venue, portfolioId, balances }: PartRequest<B>,
): Promise<OwnPart<B>> {
  const users = (await loadUsers(db, [venue.id])).get(venue.id) ?? [];
  const own = users.find((user) => user.portfolioId === portfolioId);
  const others = users.filter((user) => user !== own);
  if (others.length === 0 && divisionKindOf(users) === null) return wholeAccount(balances);
  if (isInConflict(users) && own) return inConflict(venue.name, users, own, balances);
  const division = await loadDivision(db, venue.id, users);
  if (division === null)
    return {
      ...NOTHING,
      problem: { kind: "belongs", statement: { kind: "taken", venue: venue.name, users: named(users) } },
    };
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
  const shortfall = lostOf(divided, part.missing);
  const problem = shortfall.length > 0 ? await missingProblem(db, venue, shortfall, now()) : null;
  return { balances: part.balances, kind: "quantity", notAllotted, shortfall, problem, assets: null };
}

async function missingProblem(
  db: Database | Transaction,
  venue: { id: string; name: string },
  lost: readonly AssetQuantity[],
  now: number,
): Promise<PartProblem> {
  if (!(await hasFreshFills(db, [venue.id], now)))
    return { kind: "missing", statement: { kind: "missing", venue: venue.name, missing: lost }, recheckAt: null };
  return { kind: "missing", statement: { kind: "lagging", venue: venue.name }, recheckAt: now + FILLS_SETTLE_MS };
}

/**
 * Whether it is too little to be a question for the owner: rounding of the venue's. What has no price is a question.
 */
export function isRoundingOnly(lost: readonly AssetQuantity[], priceOf: ReadonlyMap<AssetId, Price>): boolean {
  return lost.every(({ asset, quantity }) => {
    const price = priceOf.get(asset);
    return price !== undefined && isLess(multiply(quantity, price), FLOW_VALUE_MIN);
  });
}

const named = (users: readonly AccountUser[]) => users.map(({ portfolioId, name }) => ({ portfolioId, name }));

const NOTHING = wholeAccount<never>([]);

/** What lies there is counted once: in the portfolio that had it first. */
function inConflict<B extends AccountBalance>(
  venue: string,
  users: readonly AccountUser[],
  own: AccountUser,
  balances: readonly B[],
): OwnPart<B> {
  const since = Math.max(...users.slice(0, 2).map((user) => user.createdAt));
  const { portfolioId } = own;
  const statement: VenueStatement = { kind: "not-divided", venue, users: named(users), portfolioId };
  return {
    ...NOTHING,
    balances: users[0] === own ? balances : [],
    problem: { kind: "not-divided", statement, since },
  };
}

/** Of what this portfolio misses, the assets that no other portfolio's overdraft explains: with all that is lost. */
function lostOf({ unexplained }: DividedAccount, missing: readonly AssetQuantity[]): readonly AssetQuantity[] {
  return unexplained.filter(({ asset }) => missing.some((row) => row.asset === asset && isPositive(row.quantity)));
}

/**
 * Who uses an account, and how it is divided among them. Only live portfolios count; of two or more without a division
 * none has a part of its own (so it is in databases of versions before 0.3).
 */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { allotments, portfolios, portfolioVenues, postings } from "@/drizzle/schema";
import type { Claims, Division } from "@/lib/engine/ledger/divide-account";
import type { AllotmentKind, AssetId } from "@/lib/engine/model";
import { decimal, isZero, type Quantity } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";

export interface AccountUser {
  portfolioId: string;
  name: string;
  createdAt: number;
  allotment: { kind: AllotmentKind; assets: readonly AssetId[] } | null;
}

/** Who uses each account, in the order they were made. */
export async function loadUsers(
  db: Database | Transaction,
  venueIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AccountUser[]>> {
  if (venueIds.length === 0) return new Map();
  const rows = await db
    .select({
      venueId: portfolioVenues.venueId,
      portfolioId: portfolios.id,
      name: portfolios.name,
      createdAt: portfolios.createdAt,
      kind: allotments.kind,
      assets: allotments.assets,
    })
    .from(portfolioVenues)
    .innerJoin(portfolios, eq(portfolios.id, portfolioVenues.portfolioId))
    .leftJoin(
      allotments,
      and(eq(allotments.venueId, portfolioVenues.venueId), eq(allotments.portfolioId, portfolioVenues.portfolioId)),
    )
    .where(and(inArray(portfolioVenues.venueId, [...venueIds]), isNull(portfolios.archivedAt)))
    .orderBy(asc(portfolios.createdAt), asc(portfolios.id));
  const users = new Map<string, AccountUser[]>(venueIds.map((id) => [id, []]));
  for (const { venueId, portfolioId, name, createdAt, kind, assets } of rows)
    users.get(venueId)?.push({
      portfolioId,
      name,
      createdAt: createdAt.getTime(),
      allotment: kind === null ? null : { kind, assets: assets ?? [] },
    });
  return users;
}

/** How an account is divided; null while it is not. One kind an account: the writers see to that. */
export function divisionKindOf(users: readonly AccountUser[]): AllotmentKind | null {
  return users.find((user) => user.allotment !== null)?.allotment?.kind ?? null;
}

/** Several use it and nobody has said whose is what. */
export function isInConflict(users: readonly AccountUser[]): boolean {
  return users.length > 1 && divisionKindOf(users) === null;
}

/** Ready for divideAccount; null while the account is not divided. */
export async function loadDivision(
  db: Database | Transaction,
  venueId: string,
  users: readonly AccountUser[],
): Promise<Division | null> {
  const kind = divisionKindOf(users);
  if (kind === null) return null;
  if (kind === "asset")
    return {
      kind,
      parts: users.map(({ portfolioId, allotment }) => ({ portfolioId, assets: allotment?.assets ?? [] })),
    };
  const allotted = users.filter((user) => user.allotment !== null).map((user) => user.portfolioId);
  const claims = await loadClaims(db, venueId, allotted);
  return {
    kind,
    parts: users.map(({ portfolioId }) => ({ portfolioId, claims: claims.get(portfolioId) ?? new Map() })),
  };
}

/** What the ledger says each portfolio holds at an account. */
export async function loadClaims(
  db: Database | Transaction,
  venueId: string,
  portfolioIds: readonly string[],
): Promise<ReadonlyMap<string, Claims>> {
  if (portfolioIds.length === 0) return new Map();
  const rows = await db
    .select({
      portfolioId: postings.portfolioId,
      asset: postings.asset,
      total: sql<string>`sum(${postings.quantity})::text`,
    })
    .from(postings)
    .where(and(eq(postings.account, `venue:${venueId}`), inArray(postings.portfolioId, [...portfolioIds])))
    .groupBy(postings.portfolioId, postings.asset);
  const claims = new Map<string, Map<AssetId, Quantity>>();
  for (const { portfolioId, asset, total } of rows) {
    const held = decimal<Quantity>(total);
    const own = claims.get(portfolioId) ?? new Map<AssetId, Quantity>();
    claims.set(portfolioId, own);
    if (!isZero(held)) own.set(asset, held);
  }
  return claims;
}

/** The one way to a portfolio's row: another owner's id is as unknown as an invented one. */
import { and, eq, isNull } from "drizzle-orm";
import { policyVersions, portfolios, portfolioVenues, venues } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { Database, Transaction } from "@/server/db/client";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError, PreconditionError } from "../errors";
import type { VenueRow } from "../venue/get";

export type PortfolioRow = typeof portfolios.$inferSelect;

export interface LoadedPortfolio {
  portfolio: PortfolioRow;
  policy: Policy;
  policyChangedAt: number;
  venues: readonly VenueRow[];
}

const noSuchPortfolio = () => new NotFoundError("There is no such portfolio. It may have been archived.");

export async function getOwnedPortfolio(
  ctx: Pick<ServiceContext, "db" | "actor">,
  portfolioId: string,
): Promise<PortfolioRow> {
  const [row] = await ctx.db
    .select()
    .from(portfolios)
    .where(and(eq(portfolios.id, portfolioId), eq(portfolios.ownerId, ownerIdOf(ctx)), isNull(portfolios.archivedAt)));
  if (!row) throw noSuchPortfolio();
  return row;
}

/** One that was put away: what may be restored or deleted. */
export async function getArchivedPortfolio(
  ctx: Pick<ServiceContext, "actor"> & { db: Database | Transaction },
  portfolioId: string,
): Promise<PortfolioRow & { archivedAt: Date }> {
  const [row] = await ctx.db
    .select()
    .from(portfolios)
    .where(and(eq(portfolios.id, portfolioId), eq(portfolios.ownerId, ownerIdOf(ctx))));
  if (!row) throw new NotFoundError("There is no such portfolio. It may have been deleted.");
  const { archivedAt } = row;
  if (archivedAt === null)
    throw new PreconditionError(`"${row.name}" is not archived. Archive it first.`, { reason: "not-archived" });
  return { ...row, archivedAt };
}

/** The portfolio, the policy in force and its venues. */
export async function loadPortfolio(
  ctx: Pick<ServiceContext, "db" | "actor">,
  portfolioId: string,
): Promise<LoadedPortfolio> {
  const [row] = await ctx.db
    .select({ portfolio: portfolios, policy: policyVersions.policy, policyChangedAt: policyVersions.createdAt })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(and(eq(portfolios.id, portfolioId), eq(portfolios.ownerId, ownerIdOf(ctx)), isNull(portfolios.archivedAt)));
  if (!row) throw noSuchPortfolio();
  return {
    portfolio: row.portfolio,
    policy: row.policy,
    policyChangedAt: row.policyChangedAt.getTime(),
    venues: await venuesOfPortfolio(ctx.db, portfolioId),
  };
}

export async function venuesOfPortfolio(db: Database | Transaction, portfolioId: string): Promise<readonly VenueRow[]> {
  const rows = await db
    .select({ venue: venues })
    .from(portfolioVenues)
    .innerJoin(venues, eq(venues.id, portfolioVenues.venueId))
    .where(eq(portfolioVenues.portfolioId, portfolioId))
    .orderBy(venues.createdAt, venues.id);
  return rows.map((row) => row.venue);
}

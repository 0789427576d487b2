import { and, eq, isNull } from "drizzle-orm";
import { portfolios, portfolioVenues, venueSecrets, venues } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { getVenueRow, type VenueRow } from "./get";

async function refuseInUse(tx: Transaction, venue: VenueRow): Promise<void> {
  const used = await tx
    .select({ id: portfolios.id, name: portfolios.name })
    .from(portfolioVenues)
    .innerJoin(portfolios, eq(portfolios.id, portfolioVenues.portfolioId))
    .where(and(eq(portfolioVenues.venueId, venue.id), isNull(portfolios.archivedAt)));
  if (used.length === 0) return;
  throw new PreconditionError(
    `"${venue.name}" is part of ${used.map((portfolio) => `"${portfolio.name}"`).join(", ")}. Take it out there first.`,
    { reason: "in-use", portfolios: used },
  );
}

/** Takes a venue off the list and destroys its keys. Its orders stay in the history, so the row itself is kept. */
export async function removeVenue(ctx: ServiceContext, input: { venueId: string }) {
  const row = await getVenueRow(ctx, input.venueId);
  await ctx.db.transaction(async (tx) => {
    // Whoever takes it into a portfolio holds the row too (holdAccounts): of the two, the later one is refused.
    await tx.select({ id: venues.id }).from(venues).where(eq(venues.id, row.id)).for("update");
    await refuseInUse(tx, row);
    await tx.delete(venueSecrets).where(eq(venueSecrets.venueId, row.id));
    await tx
      .update(venues)
      .set({ archivedAt: new Date(ctx.now()) })
      .where(eq(venues.id, row.id));
    await recordAudit(
      tx,
      ctx,
      { action: "venue.remove", name: row.name, hadKeys: row.kind === "exchange" },
      { subjectKind: "venue", subjectId: row.id },
    );
  });
  await ctx.venues.forget(row.id);
  return { venueId: row.id };
}

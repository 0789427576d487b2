import { and, eq, isNull } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError } from "../errors";

export type VenueRow = typeof venues.$inferSelect;

const noSuchVenue = () => new NotFoundError("This venue does not exist, or it was removed.");

/** The owner's venue; somebody else's is as absent as one that never was. */
export async function getVenueRow(ctx: Pick<ServiceContext, "db" | "actor">, venueId: string): Promise<VenueRow> {
  const [row] = await ctx.db
    .select()
    .from(venues)
    .where(and(eq(venues.id, venueId), eq(venues.ownerId, ownerIdOf(ctx)), isNull(venues.archivedAt)));
  if (!row) throw noSuchVenue();
  return row;
}

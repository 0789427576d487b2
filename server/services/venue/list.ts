import { and, asc, eq, isNull } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import type { VenueView } from "./types";
import { viewVenues } from "./view";

export async function listVenues(ctx: ServiceContext): Promise<readonly VenueView[]> {
  const rows = await ctx.db
    .select()
    .from(venues)
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), isNull(venues.archivedAt)))
    .orderBy(asc(venues.createdAt), asc(venues.id));
  return viewVenues(ctx, rows);
}

import { and, eq, isNull } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { refreshHealth } from "@/server/services/venue";
import type { JobDependencies } from "./dependencies";

/** Queries every exchange's health, so that the shell shows trouble before a check runs into it. */
export async function refreshAllVenues(deps: JobDependencies): Promise<void> {
  const rows = await deps.db
    .select({ id: venues.id, ownerId: venues.ownerId })
    .from(venues)
    .where(and(eq(venues.kind, "exchange"), isNull(venues.archivedAt)));
  for (const { id, ownerId } of rows)
    await refreshHealth(deps.contextFor({ kind: "system", name: "worker", ownerId }), id);
}

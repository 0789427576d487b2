import { eq, sql } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { VenueError } from "@/server/exchanges/venue";
import type { ServiceContext } from "../context";
import { configOf, getVenueRow } from "./get";
import { openVenueRow } from "./open";

/** Asks a venue how it is and notes the answer for the health column. Never throws for what the venue does. */
export async function refreshHealth(ctx: ServiceContext, venueId: string): Promise<{ problem: string | null }> {
  const row = await getVenueRow(ctx, venueId);
  try {
    const venue = await openVenueRow(ctx, row);
    const { permissions, latencyMs } = await venue.testConnection();
    const told = { canTrade: permissions.canTrade, canWithdraw: permissions.canWithdraw };
    const config = row.kind === "exchange" ? { ...configOf(row), permissions: told } : row.config;
    const problem =
      row.kind === "exchange" && (permissions.canWithdraw || permissions.canTransfer)
        ? "The key can now move money out. Switch that off at the exchange; nothing is traded until then."
        : null;
    await ctx.db.update(venues).set({ config }).where(eq(venues.id, row.id));
    await noteVenueHealth(ctx, row.id, problem === null ? { latencyMs } : { problem });
    return { problem };
  } catch (error) {
    // Only a venue's own errors are written for people and free of secrets.
    const isTold = error instanceof VenueError;
    if (!isTold) ctx.log.warn({ err: error, venueId }, "A venue could not be opened");
    const problem = isTold ? error.message : "Evenkeel could not open this venue. The log names the reason.";
    await noteVenueHealth(ctx, row.id, { problem });
    return { problem };
  }
}

/** Writes what a venue last answered; whoever asked it (a snapshot, an order, a test) may note it. */
export async function noteVenueHealth(
  ctx: Pick<ServiceContext, "db" | "now">,
  venueId: string,
  health: { latencyMs: number | null } | { problem: string },
): Promise<void> {
  const at = new Date(ctx.now());
  await ctx.db
    .update(venues)
    .set(
      "problem" in health
        ? {
            problem: health.problem,
            problemSince: sql`coalesce(${venues.problemSince}, ${at.toISOString()}::timestamptz)`,
          }
        : { lastOkAt: at, latencyMs: health.latencyMs, problem: null, problemSince: null },
    )
    .where(eq(venues.id, venueId));
}

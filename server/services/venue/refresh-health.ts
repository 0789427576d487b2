import { eq, sql } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { describeVenueStatement } from "@/lib/format";
import type { ServiceContext } from "../context";
import { getVenueRow } from "./get";
import { openVenueRow } from "./open";
import { rememberedRights } from "./remembered-rights";
import { troubleOf, type VenueTrouble } from "./trouble-of";

/**
 * Queries a venue's health and records the answer for the health column. Never throws for what the venue does. A key
 * that was refused before is queried again only when a person wants it.
 */
export async function refreshHealth(
  ctx: ServiceContext,
  venueId: string,
  test: { isForced?: boolean } = {},
): Promise<{ problem: string | null }> {
  const row = await getVenueRow(ctx, venueId);
  try {
    const venue = await openVenueRow(ctx, row);
    const { permissions, latencyMs } = await venue.testConnection(test);
    const config = row.kind === "exchange" ? { ...row.config, permissions: rememberedRights(permissions) } : row.config;
    const trouble: VenueTrouble | null =
      row.kind === "exchange" && (permissions.canWithdraw || permissions.canTransfer)
        ? {
            problem: { kind: "money-can-leave" },
            kind: "too-powerful",
          }
        : null;
    await ctx.db.update(venues).set({ config }).where(eq(venues.id, row.id));
    await recordVenueHealth(ctx, row.id, trouble ?? { latencyMs });
    return { problem: trouble && describeVenueStatement(trouble.problem) };
  } catch (error) {
    const known = troubleOf(error, ctx.now());
    if (!known) ctx.log.warn({ err: error, venueId }, "A venue could not be opened");
    const trouble: VenueTrouble = known ?? { problem: { kind: "cannot-open" } };
    await recordVenueHealth(ctx, row.id, trouble);
    return { problem: describeVenueStatement(trouble.problem) };
  }
}

/** Writes what a venue last answered; whoever queried it (a snapshot, an order, a test) may record it. */
export async function recordVenueHealth(
  ctx: Pick<ServiceContext, "db" | "now">,
  venueId: string,
  health: { latencyMs: number | null } | VenueTrouble,
): Promise<void> {
  const at = new Date(ctx.now());
  await ctx.db
    .update(venues)
    .set(
      "problem" in health
        ? {
            problem: health.problem,
            problemKind: health.kind ?? null,
            problemUntil: health.until == null ? null : new Date(health.until),
            problemSince: sql`coalesce(${venues.problemSince}, ${at.toISOString()}::timestamptz)`,
          }
        : { lastOkAt: at, latencyMs: health.latencyMs, ...NO_PROBLEM },
    )
    .where(eq(venues.id, venueId));
}

export const NO_PROBLEM = { problem: null, problemKind: null, problemUntil: null, problemSince: null } as const;

import { and, asc, eq, isNull } from "drizzle-orm";
import { ownerSettings, portfolios, users, venues } from "@/drizzle/schema";
import { describeVenueStatement } from "@/lib/format";
import { ownerIdOf, type ServiceContext } from "../context";
import { listUnknownOrders } from "../order";
import { countWaiting } from "../rebalance/proposal/list-waiting";
import { isSimulated } from "../snapshot/origin";
import type { ShellView } from "./types";

export async function getShell(ctx: ServiceContext): Promise<ShellView> {
  const ownerId = ownerIdOf(ctx);
  const { db } = ctx;
  const [owners, waiting, venueRows, portfolioRows, unknownOrders] = await Promise.all([
    db
      .select({ name: users.name, email: users.email, settings: ownerSettings })
      .from(users)
      .leftJoin(ownerSettings, eq(ownerSettings.ownerId, users.id))
      .where(eq(users.id, ownerId)),
    countWaiting(ctx),
    db
      .select()
      .from(venues)
      .where(and(eq(venues.ownerId, ownerId), isNull(venues.archivedAt)))
      .orderBy(asc(venues.createdAt), asc(venues.id)),
    db
      .select({ id: portfolios.id, name: portfolios.name })
      .from(portfolios)
      .where(and(eq(portfolios.ownerId, ownerId), isNull(portfolios.archivedAt)))
      .orderBy(asc(portfolios.createdAt), asc(portfolios.id)),
    listUnknownOrders(ctx),
  ]);
  const owner = owners[0];
  const settings = owner?.settings;
  return {
    ownerName: owner?.name ?? "",
    email: owner?.email ?? "",
    isSandbox: ctx.actor.kind === "owner" && ctx.actor.isSandbox === true,
    timeZone: settings?.timeZone ?? "UTC",
    waitingCount: waiting.count,
    venues: venueRows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind,
      isSimulated: isSimulated(row),
      latencyMs: row.latencyMs,
      problem: row.problem && describeVenueStatement(row.problem),
      problemKind: row.problem === null ? null : row.problemKind,
      unknownCount: unknownOrders.filter((order) => order.venueId === row.id).length,
    })),
    portfolios: portfolioRows,
    stopped: settings?.stoppedAt ? { at: settings.stoppedAt.getTime(), reason: settings.stoppedReason } : null,
  };
}

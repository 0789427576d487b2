/**
 * Whether a venue's balances contradict what we filled there in the last minutes, by any portfolio: then they lag, and
 * nothing may be planned from them. Opening balances and fills are of the same account, so whoever traded counts.
 */
import { and, asc, eq, gt, gte, inArray, isNotNull } from "drizzle-orm";
import { fills, orders, rebalances } from "@/drizzle/schema";
import { contradictsFills } from "@/lib/engine/execution/contradicts-fills";
import type { AssetId, Balance, VenueId } from "@/lib/engine/model";
import type { ServiceContext } from "../../context";
import { loadOpening, loadOrdersWhere } from "./load-run";

/** Twice as long as balances may take; what still differs then is a difference, no longer a lag. */
const WINDOW_MS = 240_000;

export interface FillContradiction {
  asset: AssetId;
  /** When the earliest fill that the balance may not know of happened, epoch ms. */
  since: number;
}

export async function fillsContradict(
  ctx: Pick<ServiceContext, "db" | "now">,
  venueId: VenueId,
  balances: readonly Balance[],
): Promise<readonly FillContradiction[]> {
  const recently = new Date(ctx.now() - WINDOW_MS);
  const [first] = await ctx.db
    .select({ rebalanceId: rebalances.id, startedAt: rebalances.startedAt })
    .from(fills)
    .innerJoin(orders, eq(orders.id, fills.orderId))
    .innerJoin(rebalances, eq(rebalances.id, orders.rebalanceId))
    .where(and(eq(fills.venueId, venueId), gt(fills.createdAt, recently), isNotNull(rebalances.startedAt)))
    .orderBy(asc(rebalances.startedAt))
    .limit(1);
  if (!first?.startedAt) return [];
  const filledSince = await ctx.db
    .selectDistinct({ orderId: fills.orderId })
    .from(fills)
    .where(and(eq(fills.venueId, venueId), gte(fills.createdAt, first.startedAt)));
  const opening = (await loadOpening(ctx.db, first.rebalanceId)).filter((row) => row.venueId === venueId);
  if (opening.length === 0) return [];
  const filled = await loadOrdersWhere(
    ctx.db,
    inArray(
      orders.id,
      filledSince.map((row) => row.orderId),
    ),
  );
  const now = balances
    .filter((row) => row.venueCode === undefined)
    .map(({ asset, total, free }) => ({ venueId, asset, total, free }));
  return contradictsFills({ opening, orders: filled }, now).map(({ asset, since }) => ({ asset, since }));
}

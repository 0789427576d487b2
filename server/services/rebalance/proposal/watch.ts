import { desc, eq } from "drizzle-orm";
import { rebalanceEvents, rebalances } from "@/drizzle/schema";
import { isFinal } from "@/lib/engine/execution/life";
import type { ServiceContext } from "../../context";
import { nextAnnouncement } from "../run/events";
import type { RebalanceView } from "../types";
import { getRebalance } from "./get";

/** How often the database is read for what other workers did; of its own work this process is notified. */
const CHECK_EVERY_MS = 500;

/** The view now, then again after every change, until the rebalance is over or the watcher leaves. */
export async function* watchRebalance(
  ctx: ServiceContext,
  rebalanceId: string,
  signal?: AbortSignal,
): AsyncGenerator<RebalanceView> {
  let seen: string | null = null;
  while (!signal?.aborted) {
    const mark = await markOf(ctx, rebalanceId);
    if (mark !== seen) {
      seen = mark;
      const view = await getRebalance(ctx, rebalanceId);
      yield view;
      if (isFinal(view.state)) return;
    }
    await nextAnnouncement(rebalanceId, CHECK_EVERY_MS, signal);
  }
}

/** Changes with every event and every new state. */
async function markOf(ctx: ServiceContext, rebalanceId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ state: rebalances.state, planHash: rebalances.planHash, event: rebalanceEvents.id })
    .from(rebalances)
    .leftJoin(rebalanceEvents, eq(rebalanceEvents.rebalanceId, rebalances.id))
    .where(eq(rebalances.id, rebalanceId))
    .orderBy(desc(rebalanceEvents.at), desc(rebalanceEvents.id))
    .limit(1);
  return `${row?.state} ${row?.planHash} ${row?.event}`;
}

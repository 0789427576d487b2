/** Portfolios that are rebalanced by a calendar or by bands, and the worker that does it, an act at a time. */
import { asc, eq } from "drizzle-orm";
import { pendingRebalances, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { checkPortfolio } from "@/server/services/evaluation/check";
import { enqueueDueChecks } from "@/server/services/occurrence/enqueue-due";
import { runDueOccurrences } from "@/server/services/occurrence/run";
import { whenQuiet } from "@/server/services/rebalance";
import type { TestDatabase } from "./database";
import { type RunWorld, type RunWorldOptions, runWorld } from "./run-world";

export const FIRST = Date.UTC(2026, 1, 1, 9);

/** The first of each month at nine, and nothing else. */
const MONTHLY: Policy["triggers"] = [{ kind: "time", cron: "0 9 1 * *", timeZone: "UTC" }];
export const SILENT = { ...WELL_BEHAVED, readFails: 1 };

export const monthly = (database: TestDatabase, autonomy: Policy["autonomy"], more: RunWorldOptions = {}) =>
  runWorld(database, { ...more, policy: { triggers: MONTHLY, autonomy, ...more.policy } });
export const banded = (database: TestDatabase, policy: Partial<Policy> = {}) =>
  runWorld(database, { policy: { cooldownMinutes: 0, ...policy } });

export const goTo = (world: RunWorld, at: number) => world.ctx.advance(at - world.ctx.now());

/** As the worker does: occurrences come due, one check runs for them, its run is driven to its end. */
export async function work(world: RunWorld) {
  await enqueueDueChecks(world.ctx);
  const checked = await runDueOccurrences(world.ctx, world.portfolioId);
  await whenQuiet();
  return checked;
}

export const pendingRows = (world: RunWorld) =>
  world.ctx.db
    .select()
    .from(pendingRebalances)
    .where(eq(pendingRebalances.portfolioId, world.portfolioId))
    .orderBy(asc(pendingRebalances.since), asc(pendingRebalances.id));
export const pendingStates = async (world: RunWorld) =>
  (await pendingRows(world)).map((row) => `${row.kind} ${row.state}`);
export const proposals = async (world: RunWorld) =>
  (
    await world.ctx.db
      .select({ state: rebalances.state })
      .from(rebalances)
      .where(eq(rebalances.portfolioId, world.portfolioId))
      .orderBy(asc(rebalances.proposedAt), asc(rebalances.id))
  ).map((row) => row.state);
export const sentSides = (world: RunWorld) =>
  [...world.venue.exchange.orders.values()].map(({ request }) => `${request.side} ${request.symbol}`);
/** When the next checks were requested, as time from now. */
export const queriedIn = (world: RunWorld) =>
  world.ctx.sentJobs
    .filter((job) => job.name === "evaluate-portfolio" && job.notBefore !== null)
    .map((job) => (job.notBefore ?? 0) - world.ctx.now());

/** Purchases expire without a fill; sales go through. */
export function noPurchases(world: RunWorld): () => void {
  const real = world.venue.submitOrder;
  world.venue.submitOrder = (order) => {
    world.venue.exchange.setManners({ ...WELL_BEHAVED, unfilled: order.side === "buy" ? 1 : 0 });
    return real(order);
  };
  return () => {
    world.venue.submitOrder = real;
    world.venue.exchange.setManners(WELL_BEHAVED);
  };
}
export const checkAfter = async (world: RunWorld, ms: number) => {
  world.ctx.advance(ms);
  return checkPortfolio(world.ctx, world.portfolioId);
};

/**
 * Starts taking jobs: the handlers, the rebalances a stop or a crash left running, and the occurrences that came due.
 */
import { inArray, isNotNull } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import type { App } from "./app";

export async function startWorker(app: App): Promise<void> {
  // The lock says that nobody else is on this database: whoever held a lease here is dead.
  if (app.database.kind === "embedded")
    await app.db
      .update(rebalances)
      .set({ leaseHolder: null, leaseUntil: null })
      .where(isNotNull(rebalances.leaseHolder));
  const { createJobHandlers } = await import("@/server/jobs");
  await app.queue.work(createJobHandlers({ ...app, sendJob: app.queue.sendNow }));
  const running = await app.db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(inArray(rebalances.state, ["approved", "executing", "stopping"]));
  for (const { id } of running) await app.queue.sendNow("advance-rebalance", { rebalanceId: id });
  if (running.length > 0) app.log.info({ count: running.length }, "Rebalances left running are taken up again");
  await app.queue.sendNow("enqueue-due-occurrences", {});
  await app.queue.sendNow("extend-candles", {});
}

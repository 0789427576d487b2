/** What each job does. Every handler finds the owner from its payload and speaks as the machine for that owner. */
import { eq } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import type { JobHandlers } from "@/server/queue/catalog";
import type { Logger } from "@/server/runtime/log";
import type { Actor, ServiceContext } from "@/server/services/context";
import { runDueSlots } from "@/server/services/slot/run";
import { dropOldSlots, wakeDueSlots } from "@/server/services/slot/wake";

/** What the runtime lends to jobs. */
export interface JobDoors {
  db: Database;
  log: Logger;
  now: () => number;
  contextFor(actor: Actor): ServiceContext;
  sendJob(name: "evaluate-portfolio", payload: { portfolioId: string }): Promise<void>;
}

export function createJobHandlers(doors: JobDoors): JobHandlers {
  return {
    "wake-slots": async () => {
      for (const { portfolioId } of await wakeDueSlots(doors))
        await doors.sendJob("evaluate-portfolio", { portfolioId });
      await dropOldSlots(doors);
    },
    "evaluate-portfolio": async ({ portfolioId }) => {
      const [row] = await doors.db
        .select({ ownerId: portfolios.ownerId })
        .from(portfolios)
        .where(eq(portfolios.id, portfolioId));
      if (!row) return;
      await runDueSlots(doors.contextFor({ kind: "system", name: "scheduler", ownerId: row.ownerId }), portfolioId);
    },
    "advance-rebalance": async () => {},
    "expire-proposals": async () => {},
    "refresh-venue-health": async () => {},
  };
}

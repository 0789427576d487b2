import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/runtime/log";
import type { Actor, ServiceContext } from "@/server/services/context";

/** What the runtime lends to jobs. */
export interface JobDoors {
  db: Database;
  log: Logger;
  now: () => number;
  contextFor(actor: Actor): ServiceContext;
  sendJob(name: "evaluate-portfolio", payload: { portfolioId: string }): Promise<void>;
}

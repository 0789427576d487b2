import type { OpenDatabase } from "@/server/db/client";
import type { Actor, ServiceContext } from "@/server/services/context";

/** What the runtime lends to jobs. */
export interface JobDependencies extends Omit<ServiceContext, "actor"> {
  /** For what concerns the database itself; everything else speaks through `db`. */
  database: OpenDatabase;
  contextFor(actor: Actor): ServiceContext;
  sendJob(name: "evaluate-portfolio", payload: { portfolioId: string }): Promise<void>;
}

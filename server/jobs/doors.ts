import type { Actor, ServiceContext } from "@/server/services/context";

/** What the runtime lends to jobs. */
export interface JobDoors extends Omit<ServiceContext, "actor"> {
  contextFor(actor: Actor): ServiceContext;
  sendJob(name: "evaluate-portfolio", payload: { portfolioId: string }): Promise<void>;
}

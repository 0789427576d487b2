import { ownerIdOf, type ServiceContext } from "../context";
import { findSandbox } from "./find";

export interface SandboxView {
  state: "building" | "ready" | "failed";
  /** Portfolios built, of all. */
  done: number;
  of: number;
  /** Pages show it now. */
  isOpen: boolean;
}

/** The person's own sandbox; null: there is none. */
export async function getSandbox(ctx: ServiceContext): Promise<SandboxView | null> {
  const row = await findSandbox(ctx.db, ownerIdOf(ctx));
  return row && { state: row.state, done: row.doneCount, of: row.stepCount, isOpen: row.isOpen };
}

import { and, eq } from "drizzle-orm";
import { sandboxes } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { getSandbox, type SandboxView } from "./get";

/** From now on pages show the sandbox, until it is left. */
export async function enterSandbox(ctx: ServiceContext): Promise<SandboxView | null> {
  const [entered] = await ctx.db
    .update(sandboxes)
    .set({ isOpen: true })
    .where(and(eq(sandboxes.ownerId, ownerIdOf(ctx)), eq(sandboxes.state, "ready")))
    .returning({ ownerId: sandboxes.ownerId });
  if (!entered) throw new PreconditionError("The sandbox is not built yet.", { reason: "not-ready" });
  return getSandbox(ctx);
}

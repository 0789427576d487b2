import { eq } from "drizzle-orm";
import { users } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { clearSandbox } from "./clear";
import { findSandbox } from "./find";

/** Removes the sandbox with every row of it, built or half built. What is the person's own is not looked at. */
export async function removeSandbox(ctx: ServiceContext): Promise<{ isRemoved: boolean }> {
  return ctx.db.transaction(async (tx) => {
    const sandbox = await findSandbox(tx, ownerIdOf(ctx));
    if (sandbox === null) return { isRemoved: false };
    await clearSandbox(tx, sandbox.userId);
    // Takes its settings, its price files and the sandbox's own row along.
    await tx.delete(users).where(eq(users.id, sandbox.userId));
    await recordAudit(tx, ctx, { action: "sandbox.remove" });
    return { isRemoved: true };
  });
}

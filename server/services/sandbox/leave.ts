import { eq } from "drizzle-orm";
import { sandboxes } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../context";

/** Pages show the person's own again. The sandbox stays as it is. */
export async function leaveSandbox(ctx: ServiceContext): Promise<{ isOpen: false }> {
  await ctx.db
    .update(sandboxes)
    .set({ isOpen: false })
    .where(eq(sandboxes.ownerId, ownerIdOf(ctx)));
  return { isOpen: false };
}

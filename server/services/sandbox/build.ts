import { and, eq, ne } from "drizzle-orm";
import { sandboxes } from "@/drizzle/schema";
import type { ServiceContext } from "../context";
import { clearSandbox } from "./clear";

export type BuildSteps = (ctx: ServiceContext, onStep: (done: number) => Promise<void>) => Promise<unknown>;

/**
 * Builds a sandbox by the given steps, from nothing: what an earlier build left when it was killed is cleared first. One
 * that is ready, or was removed meanwhile, is left alone. `ctx` speaks as the sandbox's user.
 */
export async function buildSandbox(ctx: ServiceContext, userId: string, build: BuildSteps): Promise<void> {
  const isBegun = await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(sandboxes)
      .set({ state: "building", doneCount: 0 })
      .where(and(eq(sandboxes.userId, userId), ne(sandboxes.state, "ready")))
      .returning({ userId: sandboxes.userId });
    if (row) await clearSandbox(tx, userId);
    return row !== undefined;
  });
  if (!isBegun) return;
  const mark = (set: { state?: "ready" | "failed"; doneCount?: number }) =>
    ctx.db.update(sandboxes).set(set).where(eq(sandboxes.userId, userId));
  try {
    await build(ctx, async (doneCount) => void (await mark({ doneCount })));
    await mark({ state: "ready" });
  } catch (error) {
    await ctx.db.transaction((tx) => clearSandbox(tx, userId));
    const [left] = await mark({ state: "failed", doneCount: 0 }).returning({ userId: sandboxes.userId });
    // Removed while it was built: nothing is missing.
    if (left) throw error;
  }
}

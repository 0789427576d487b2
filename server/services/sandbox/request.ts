import { eq } from "drizzle-orm";
import { ownerSettings, sandboxes, users } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import { enqueue } from "@/server/queue";
import { recordAudit } from "../audit/record";
import { actorNameOf, ownerIdOf, type ServiceContext } from "../context";
import { newId } from "../id";
import { findSandbox } from "./find";
import { getSandbox, type SandboxView } from "./get";

/** Portfolios of the demonstration (server/scenarios/demo.ts). */
export const SANDBOX_STEPS = 3;

/**
 * Has a sandbox built, once: a second press, or two at a time, finds the first. One that failed, or whose build was
 * lost with its worker, is begun again.
 */
export async function requestSandbox(ctx: ServiceContext): Promise<SandboxView | null> {
  const ownerId = ownerIdOf(ctx);
  await ctx.db.transaction(async (tx) => {
    const userId = (await findSandbox(tx, ownerId))?.userId ?? (await createUser(tx, ctx));
    const [made] = await tx
      .insert(sandboxes)
      .values({ ownerId, userId, stepCount: SANDBOX_STEPS, createdAt: new Date(ctx.now()) })
      .onConflictDoNothing()
      .returning({ ownerId: sandboxes.ownerId });
    if (made) await recordAudit(tx, ctx, { action: "sandbox.build" });
    const known = await findSandbox(tx, ownerId);
    if (!known || known.state === "ready") return;
    // Whoever came second made a user for nothing.
    if (known.userId !== userId) await tx.delete(users).where(eq(users.id, userId));
    await tx.update(sandboxes).set({ state: "building" }).where(eq(sandboxes.ownerId, ownerId));
    await enqueue(tx, "build-sandbox", { userId: known.userId });
  });
  return getSandbox(ctx);
}

/** Without a password, and at an address that cannot exist: nobody signs in as it. */
async function createUser(tx: Transaction, ctx: ServiceContext): Promise<string> {
  const id = newId(ctx.now());
  const at = new Date(ctx.now());
  await tx
    .insert(users)
    .values({ id, name: actorNameOf(ctx), email: `${id}@sandbox.invalid`, createdAt: at, updatedAt: at });
  const [own] = await tx
    .select()
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  await tx.insert(ownerSettings).values({ ownerId: id, baseCurrency: "USDT", timeZone: own?.timeZone });
  return id;
}

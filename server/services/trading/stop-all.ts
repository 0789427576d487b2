import { ownerSettings } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";

/**
 * The kill switch of an owner: no order is sent after it. Every run reads it before its next order, so a run under
 * way stops within the order that is in flight; what is in flight is followed to its end, never abandoned.
 */
export async function stopAllTrading(ctx: ServiceContext, reason: string | null): Promise<{ stoppedAt: number }> {
  const stoppedAt = ctx.now();
  const ownerId = ownerIdOf(ctx);
  const set = { stoppedAt: new Date(stoppedAt), stoppedReason: reason };
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(ownerSettings)
      .values({ ownerId, ...set })
      .onConflictDoUpdate({ target: ownerSettings.ownerId, set });
    await recordAudit(tx, ctx, { action: "trading.stop", reason }, { subjectKind: "trading" });
  });
  return { stoppedAt };
}

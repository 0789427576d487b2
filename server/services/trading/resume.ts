import { eq } from "drizzle-orm";
import { ownerSettings } from "@/drizzle/schema";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";

export async function resumeTrading(ctx: ServiceContext): Promise<{ resumedAt: number }> {
  const resumedAt = ctx.now();
  await ctx.db.transaction(async (tx) => {
    const [resumed] = await tx
      .update(ownerSettings)
      .set({ stoppedAt: null, stoppedReason: null })
      .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)))
      .returning({ ownerId: ownerSettings.ownerId });
    if (resumed) await recordAudit(tx, ctx, { action: "trading.resume" }, { subjectKind: "trading" });
  });
  return { resumedAt };
}

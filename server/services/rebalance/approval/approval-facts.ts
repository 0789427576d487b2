import { eq } from "drizzle-orm";
import { ownerSettings } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../../context";
import { getOwnedRebalance, type LoadedRebalance } from "../proposal/get-owned";

export interface ApprovalFactsRow extends LoadedRebalance {
  /** Kill switch. */
  stoppedAt: Date | null;
}

export async function loadApprovalFacts(
  ctx: Pick<ServiceContext, "db" | "actor">,
  rebalanceId: string,
): Promise<ApprovalFactsRow> {
  const loaded = await getOwnedRebalance(ctx, rebalanceId);
  const [settings] = await ctx.db
    .select({ stoppedAt: ownerSettings.stoppedAt })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  return { ...loaded, stoppedAt: settings?.stoppedAt ?? null };
}

import { desc, eq } from "drizzle-orm";
import { capitalisations } from "@/drizzle/schema";
import type { AssetId } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";

/** The owner's own figures: of which assets, and from which file (an import replaces all of them). */
export async function ownCapitalisations(
  ctx: Pick<ServiceContext, "db" | "actor">,
): Promise<{ assets: readonly AssetId[]; file: string | null }> {
  const rows = await ctx.db
    .selectDistinctOn([capitalisations.asset], { asset: capitalisations.asset, source: capitalisations.source })
    .from(capitalisations)
    .where(eq(capitalisations.ownerId, ownerIdOf(ctx)))
    .orderBy(capitalisations.asset, desc(capitalisations.at));
  return { assets: rows.map((row) => row.asset), file: rows[0]?.source.replace(/^your file /, "") ?? null };
}

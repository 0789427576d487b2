import { and, eq, isNull } from "drizzle-orm";
import { policyVersions, portfolios } from "@/drizzle/schema";
import { type AssetId, type Policy, targetKey, targetMembers } from "@/lib/engine/model";
import type { Database } from "@/server/db/client";

/** Assets whose capitalisation a policy's rule reads; none for any other rule. */
export function capitalisedAssets(policy: Policy): readonly AssetId[] {
  if (policy.dynamic?.rule.kind !== "market-cap") return [];
  const fixed = new Set(policy.dynamic.fixed);
  return policy.targets.filter((target) => !fixed.has(targetKey(target))).flatMap(targetMembers);
}

/** The same of all portfolios in use, each once, sorted; of one owner or of the installation. */
export async function assetsInUse(db: Database, ownerId: string | null): Promise<readonly AssetId[]> {
  const rows = await db
    .select({ policy: policyVersions.policy })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(and(isNull(portfolios.archivedAt), ownerId === null ? undefined : eq(portfolios.ownerId, ownerId)));
  return [...new Set(rows.flatMap((row) => capitalisedAssets(row.policy)))].sort();
}

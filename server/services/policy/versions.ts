import { desc, eq } from "drizzle-orm";
import { policyVersions, users } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { getOwnedPortfolio } from "../portfolio/get-owned";

export interface PolicyVersionView {
  version: number;
  at: number;
  by: string;
  note: string | null;
  policy: Policy;
}

export async function listPolicyVersions(
  ctx: ServiceContext,
  portfolioId: string,
): Promise<readonly PolicyVersionView[]> {
  await getOwnedPortfolio(ctx, portfolioId);
  const rows = await ctx.db
    .select({ row: policyVersions, name: users.name })
    .from(policyVersions)
    .leftJoin(users, eq(users.id, policyVersions.createdBy))
    .where(eq(policyVersions.portfolioId, portfolioId))
    .orderBy(desc(policyVersions.version));
  return rows.map(({ row, name }) => ({
    version: row.version,
    at: row.createdAt.getTime(),
    by: name ?? row.createdBy,
    note: row.note,
    policy: row.policy,
  }));
}

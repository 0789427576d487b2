import { and, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import { policyVersions, portfolios, rebalances } from "@/drizzle/schema";
import { ownerIdOf, type ServiceContext } from "../../context";

/** For a query over rebalances, their portfolios and the policies in force: proposals that a person has to answer. */
export function waitsForOwner(ctx: Pick<ServiceContext, "actor" | "now">): SQL | undefined {
  return and(
    eq(portfolios.ownerId, ownerIdOf(ctx)),
    isNull(portfolios.archivedAt),
    // The autopilot waits for nobody, unless a limit says that this is more than it may do by itself.
    or(
      sql`${policyVersions.policy} ->> 'autonomy' <> 'auto'`,
      sql`jsonb_path_exists(${rebalances.limitChecks}, '$[*] ? (@.isPassed == false)')`,
    ),
    eq(rebalances.state, "proposed"),
    gt(rebalances.expiresAt, new Date(ctx.now())),
  );
}

import type { Policy, Snapshot } from "@/lib/engine/model";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { isPositive, sum, toFloat } from "@/lib/money";
import type { ServiceContext } from "../context";
import { findFlows } from "../evaluation/find-cash-flows";
import { loadFlows, valueFlows } from "../portfolio/cash-flows";
import type { LoadedPortfolio } from "../portfolio/get-owned";

/**
 * Deposits less withdrawals since the last run as a share of the portfolio now, those included that this snapshot is
 * the first to show. 0 for a policy that does not read it.
 */
export async function flowShareOf(
  ctx: Pick<ServiceContext, "db" | "now">,
  loaded: LoadedPortfolio,
  policy: Policy,
  snapshot: Snapshot,
  lastRunAt: number | null,
): Promise<number> {
  if (!policy.triggers.some((trigger) => trigger.kind === "cash-flow")) return 0;
  const { value } = measureAllocation(policy, { ...snapshot, resolved: null });
  if (!isPositive(value)) return 0;
  const since = lastRunAt ?? loaded.portfolio.createdAt.getTime();
  const booked = await loadFlows(ctx.db, [loaded.portfolio.id], since);
  const fresh = (await findFlows(ctx.db, ctx, loaded, snapshot)).filter(
    ({ source }) => source === "deposit" || source === "withdrawal",
  );
  const moved = [
    ...booked,
    ...fresh.map((flow) => ({ ...flow, portfolioId: loaded.portfolio.id, at: snapshot.takenAt })),
  ];
  return toFloat(sum(valueFlows(moved, snapshot.prices))) / toFloat(value);
}

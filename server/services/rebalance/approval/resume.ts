import { inArray } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import type { MachineContext } from "../run/advance";
import { queryUncertainOrders } from "../run/query-uncertain";
import { startRebalance } from "../run/start";

/**
 * Takes up every running rebalance: at start, and each minute for those whose worker died. One that another worker
 * holds is left to it. What was in flight is queried before anything new is sent. Orders whose end was only
 * concluded are queried, too.
 */
export async function resumeRunningRebalances(machine: MachineContext): Promise<readonly string[]> {
  const rows = await machine.db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(inArray(rebalances.state, [...RUNNING_REBALANCE_STATES]));
  for (const { id } of rows) startRebalance(machine, id);
  await queryUncertainOrders(machine);
  return rows.map((row) => row.id);
}

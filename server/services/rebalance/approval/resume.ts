import { inArray } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import type { MachineContext } from "../run/advance";
import { queryDoubtfulOrders } from "../run/query-doubtful";
import { startRebalance } from "../run/start";

/**
 * Takes up every running rebalance: at start, and each minute for those whose worker died. One that another worker
 * holds is left to it. What was in flight is asked about before anything new is sent. Orders whose end was only
 * concluded are asked about, too.
 */
export async function resumeRunningRebalances(machine: MachineContext): Promise<readonly string[]> {
  const rows = await machine.db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(inArray(rebalances.state, [...RUNNING_REBALANCE_STATES]));
  for (const { id } of rows) startRebalance(machine, id);
  await queryDoubtfulOrders(machine);
  return rows.map((row) => row.id);
}

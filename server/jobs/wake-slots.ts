import { resumeRunningRebalances } from "@/server/services/rebalance";
import { dropOldSlots, wakeDueSlots } from "@/server/services/slot/wake";
import type { JobDoors } from "./doors";

/** Each minute: due slots become checks, and runs whose worker died are taken up again. */
export async function wakeSlots(doors: JobDoors): Promise<void> {
  for (const { portfolioId } of await wakeDueSlots(doors)) await doors.sendJob("evaluate-portfolio", { portfolioId });
  await resumeRunningRebalances(doors);
  await dropOldSlots(doors);
}

import { dropOldOccurrences, enqueueDueChecks } from "@/server/services/occurrence/enqueue-due";
import { resumeRunningRebalances } from "@/server/services/rebalance";
import type { JobDependencies } from "./dependencies";

/** Each minute: due occurrences become checks, and runs whose worker died are taken up again. */
export async function enqueueDueOccurrences(deps: JobDependencies): Promise<void> {
  for (const { portfolioId } of await enqueueDueChecks(deps)) await deps.sendJob("evaluate-portfolio", { portfolioId });
  await resumeRunningRebalances(deps);
  await dropOldOccurrences(deps);
}

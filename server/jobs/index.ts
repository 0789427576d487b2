/** What each job does. Every handler finds the owner from the rows it names and speaks as the machine for that owner. */
import type { JobHandlers } from "@/server/queue/catalog";
import { expireProposals } from "@/server/services/evaluation/expire-proposals";
import { dropOldSlots, wakeDueSlots } from "@/server/services/slot/wake";
import type { JobDoors } from "./doors";
import { evaluateDuePortfolio } from "./evaluate-portfolio";
import { refreshAllVenues } from "./refresh-venue-health";

export type { JobDoors } from "./doors";

export function createJobHandlers(doors: JobDoors): JobHandlers {
  return {
    "wake-slots": async () => {
      for (const { portfolioId } of await wakeDueSlots(doors))
        await doors.sendJob("evaluate-portfolio", { portfolioId });
      await dropOldSlots(doors);
    },
    "evaluate-portfolio": ({ portfolioId }) => evaluateDuePortfolio(doors, portfolioId),
    "advance-rebalance": async () => {},
    "expire-proposals": async () => void (await expireProposals(doors)),
    "refresh-venue-health": () => refreshAllVenues(doors),
  };
}

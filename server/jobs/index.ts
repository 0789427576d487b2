/** What each job does. Every handler finds the owner from the rows it names and speaks as the machine for that owner. */
import type { JobHandlers } from "@/server/queue/catalog";
import { runFills } from "@/server/services/history";
import { expireProposals } from "@/server/services/rebalance";
import { runAdvanceRebalance } from "./advance-rebalance";
import type { JobDoors } from "./doors";
import { evaluateDuePortfolio } from "./evaluate-portfolio";
import { extendCandles } from "./extend-candles";
import { refreshCapitalisationsInUse } from "./refresh-capitalisations";
import { refreshAllVenues } from "./refresh-venue-health";
import { tidyOwnDatabase } from "./tidy-database";
import { wakeSlots } from "./wake-slots";

export type { JobDoors } from "./doors";

export function createJobHandlers(doors: JobDoors): JobHandlers {
  return {
    "wake-slots": () => wakeSlots(doors),
    "evaluate-portfolio": ({ portfolioId }) => evaluateDuePortfolio(doors, portfolioId),
    "advance-rebalance": (payload, signal) => runAdvanceRebalance(doors, payload, signal),
    "expire-proposals": async () => void (await expireProposals(doors)),
    "refresh-venue-health": () => refreshAllVenues(doors),
    "fill-candles": ({ seriesId }, signal) => runFills(doors, seriesId, signal),
    "extend-candles": () => extendCandles(doors),
    "refresh-capitalisations": () => refreshCapitalisationsInUse(doors),
    "tidy-database": () => tidyOwnDatabase(doors),
  };
}

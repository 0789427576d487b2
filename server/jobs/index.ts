/** What each job does. Every handler finds the owner from the rows it names and speaks as the machine for that owner. */
import type { JobHandlers } from "@/server/queue/catalog";
import { runFills } from "@/server/services/price-data";
import { expireProposals } from "@/server/services/rebalance";
import { runAdvanceRebalance } from "./advance-rebalance";
import { buildSandboxOf } from "./build-sandbox";
import type { JobDependencies } from "./dependencies";
import { enqueueDueOccurrences } from "./enqueue-due";
import { evaluateDuePortfolio } from "./evaluate-portfolio";
import { extendCandles } from "./extend-candles";
import { refreshCapitalisationsInUse } from "./refresh-capitalisations";
import { refreshAllVenues } from "./refresh-venue-health";
import { tidyOwnDatabase } from "./tidy-database";

export type { JobDependencies } from "./dependencies";

export function createJobHandlers(deps: JobDependencies): JobHandlers {
  return {
    "enqueue-due-occurrences": () => enqueueDueOccurrences(deps),
    "evaluate-portfolio": ({ portfolioId }) => evaluateDuePortfolio(deps, portfolioId),
    "advance-rebalance": (payload, signal) => runAdvanceRebalance(deps, payload, signal),
    "expire-proposals": async () => void (await expireProposals(deps)),
    "refresh-venue-health": () => refreshAllVenues(deps),
    "fill-candles": ({ seriesId }, signal) => runFills(deps, seriesId, signal),
    "extend-candles": () => extendCandles(deps),
    "refresh-capitalisations": () => refreshCapitalisationsInUse(deps),
    "build-sandbox": ({ userId }) => buildSandboxOf(deps, userId),
    "tidy-database": () => tidyOwnDatabase(deps),
  };
}

/** Named worlds for a newcomer's tour and for the end-to-end tests, built through the services. */
import type { ServiceContext } from "@/server/services/context";
import { buildDemo } from "./demo";
import { buildDrifted } from "./drifted";
import { buildMidRebalance } from "./mid-rebalance";

export interface BuiltScenario {
  portfolioIds: readonly string[];
  venueIds: readonly string[];
  /** The proposal or the run that the scenario is about. */
  rebalanceId: string | null;
}

export const SCENARIOS = {
  demo: buildDemo,
  drifted: buildDrifted,
  "mid-rebalance": buildMidRebalance,
} as const satisfies Record<string, (ctx: ServiceContext) => Promise<BuiltScenario>>;

export type ScenarioName = keyof typeof SCENARIOS;
export const isScenarioName = (name: unknown): name is ScenarioName =>
  typeof name === "string" && Object.hasOwn(SCENARIOS, name);

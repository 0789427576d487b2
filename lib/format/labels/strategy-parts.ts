/** What the strategy parts besides targets and triggers do, what they cost, and whose idea they are. */
import type { Policy } from "@/lib/engine/model";

export interface StrategyLabel {
  /** One line, to choose by. */
  line: string;
  /** Said as plainly as the promise. */
  cost: string;
  source: string | null;
}

export const STRATEGY_PART_LABELS: Record<keyof Pick<Policy, "trendGuard" | "stop">, StrategyLabel> = {
  trendGuard: {
    line: "A target over its band is not sold while its price keeps rising.",
    cost: "While it runs, the portfolio holds more of the winner than you wrote. If the trend breaks at once, that part falls with it.",
    source: "Faber, 2007; Moskowitz, Ooi and Pedersen, 2012",
  },
  stop: {
    line: "Leaves for a safe asset when the portfolio has fallen too far.",
    cost: "It sells after the fall, at the prices of that hour, and may miss the recovery. Each way costs fees and spread, and the sale may be taxed. A sudden gap goes past the stop.",
    source: "Grossman and Zhou, 1993; Kaminski and Lo, 2014",
  },
};

/** Weights by rule: what it costs and whose idea it is depends on the rule. */
export const FOLLOW_LINE = "A rule sets the weights anew on a schedule; what you wrote stays the anchor.";

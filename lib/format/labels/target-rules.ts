/** Rules that set weights: one name each, in the editor, the lab and the checks of a decision. */
import type { TargetRuleKind } from "@/lib/engine/model";
import type { StrategyLabel } from "./strategy-parts";

export interface TargetRuleLabel extends StrategyLabel {
  name: string;
  /** Ends a sentence that begins with "Weights". */
  does: string;
}

export const TARGET_RULE_LABELS: Record<TargetRuleKind, TargetRuleLabel> = {
  equal: {
    name: "Equal weights",
    does: "are equal",
    line: "The same for each, whatever they are worth.",
    cost: "Small coins get as much as large ones: more trading, and deeper falls when small coins fall.",
    source: "DeMiguel, Garlappi and Uppal, 2009",
  },
  "market-cap": {
    name: "Market capitalisation",
    does: "follow market capitalisation",
    line: "As the market values them, or by the square root of it.",
    cost: "What has grown most weighs most, so it often comes down to one or two coins. Capitalisations come from outside: they may be late, or wrong.",
    source: "Sharpe, 1964",
  },
  "inverse-volatility": {
    name: "Inverse volatility",
    does: "follow inverse volatility",
    line: "The less a coin swings, the more of it.",
    cost: "Each is judged alone: coins that fall together count as if they did not. A calm past promises no calm future.",
    source: "Maillard, Roncalli and Teiletche, 2010",
  },
  "equal-risk": {
    name: "Equal risk",
    does: "carry equal risk",
    line: "Every coin adds the same to the portfolio’s swings.",
    cost: "It leans on past correlations. In a crash nearly everything falls at once, and the spread helps less than it seemed to.",
    source: "Maillard, Roncalli and Teiletche, 2010",
  },
  "minimum-variance": {
    name: "Minimum variance",
    does: "keep to minimum variance",
    line: "The mix that swung least together.",
    cost: "It piles into few calm coins, and moves much when its estimates change. A bound or a most keeps it in check.",
    source: "Markowitz, 1952",
  },
  momentum: {
    name: "Momentum",
    does: "follow momentum",
    line: "Only those that rose most lately; the rest waits.",
    cost: "It buys after the rise and sells after the fall. Sharp turns cost it most, and no other rule here trades as much.",
    source: "Jegadeesh and Titman, 1993; Antonacci, 2014",
  },
  "volatility-target": {
    name: "Volatility target",
    does: "are scaled to a steady volatility",
    line: "Less in the market while it is wild, more while it is calm.",
    cost: "It sells after falls and comes back after part of the recovery, with fees each way.",
    source: "Moreira and Muir, 2017; Harvey and others, 2018",
  },
};

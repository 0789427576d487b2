/** What each strategy part is called, what it costs or risks, and whose idea it is. */
import type { Band, TargetRuleKind } from "@/lib/engine/model";

export interface PartWords {
  /** One line, to choose by. */
  line: string;
  /** Said as plainly as the promise. */
  cost: string;
  source: string | null;
}

export const RULE_NAMES: Record<TargetRuleKind, string> = {
  equal: "Equal weights",
  "market-cap": "By market capitalisation",
  "inverse-volatility": "Calm ones more",
  "equal-risk": "Equal risk",
  "minimum-variance": "Least volatile mix",
  momentum: "Strongest few",
  "volatility-target": "Steady volatility",
};

export const RULE_WORDS: Record<TargetRuleKind, PartWords> = {
  equal: {
    line: "The same for each, whatever they are worth.",
    cost: "Small coins get as much as large ones: more trading, and deeper falls when small coins fall.",
    source: "DeMiguel, Garlappi and Uppal, 2009",
  },
  "market-cap": {
    line: "As the market values them, or by the square root of it.",
    cost: "What has grown most weighs most, so it often comes down to one or two coins. Capitalisations come from outside: they may be late, or wrong.",
    source: "Sharpe, 1964",
  },
  "inverse-volatility": {
    line: "The less a coin swings, the more of it.",
    cost: "Each is judged alone: coins that fall together count as if they did not. A calm past promises no calm future.",
    source: "Maillard, Roncalli and Teiletche, 2010",
  },
  "equal-risk": {
    line: "Every coin adds the same to the portfolio’s swings.",
    cost: "It leans on past correlations. In a crash nearly everything falls at once, and the spread helps less than it seemed to.",
    source: "Maillard, Roncalli and Teiletche, 2010",
  },
  "minimum-variance": {
    line: "The mix that swung least together.",
    cost: "It piles into few calm coins, and moves much when its estimates change. A bound or a most keeps it in check.",
    source: "Markowitz, 1952",
  },
  momentum: {
    line: "Only those that rose most lately; the rest waits.",
    cost: "It buys after the rise and sells after the fall. Sharp turns cost it most, and no other rule here trades as much.",
    source: "Jegadeesh and Titman, 1993; Antonacci, 2014",
  },
  "volatility-target": {
    line: "Less in the market while it is wild, more while it is calm.",
    cost: "It sells after falls and comes back after part of the recovery, with fees each way.",
    source: "Moreira and Muir, 2017; Harvey and others, 2018",
  },
};

export const BAND_WORDS: Record<Band["kind"], PartWords> = {
  clamp: {
    line: "A share of the target, within bounds.",
    cost: "Wider bands trade less and drift more; narrower ones pay more fees for less drift.",
    source: null,
  },
  relative: {
    line: "A share of the target.",
    cost: "Small targets have very narrow bands and trade often; large ones may drift far.",
    source: null,
  },
  absolute: {
    line: "The same width for every target.",
    cost: "A small target may be gone before its band is broken; a large one trades often.",
    source: null,
  },
  volatility: {
    line: "As wide as a usual move of the asset.",
    cost: "It is widest when the market is wildest: drift up to the widest band is left alone just then. Needs stored closes.",
    source: "J.P. Morgan RiskMetrics, 1996, for the volatility",
  },
  "cost-optimal": {
    line: "As wide as trading costs make it worth.",
    cost: "Worked out for one risky asset beside cash and steady volatility; for many coins it is a guide, not an optimum.",
    source: "Gerhold, Guasoni, Muhle-Karbe and Schachermayer, 2014",
  },
};

export const GUARD_WORDS: PartWords = {
  line: "A target over its band is not sold while its price keeps rising.",
  cost: "While it runs, the portfolio holds more of the winner than you wrote. If the trend breaks at once, that part falls with it.",
  source: "Faber, 2007; Moskowitz, Ooi and Pedersen, 2012",
};

export const STOP_WORDS: PartWords = {
  line: "Leaves for a safe asset when the portfolio has fallen too far.",
  cost: "It sells after the fall, at the prices of that hour, and may miss the recovery. Each way costs fees and spread, and the sale may be taxed. A sudden gap goes past the stop.",
  source: "Grossman and Zhou, 1993; Kaminski and Lo, 2014",
};

export const FOLLOW_LINE = "A rule sets the weights anew on a schedule; what you wrote stays the anchor.";

/** Kinds of bands: their names, how they are explained, what they cost. */
import type { Band } from "@/lib/engine/model";
import type { StrategyLabel } from "./strategy-parts";

export interface BandLabel extends StrategyLabel {
  name: string;
  /** `line` at length, beside the fields. */
  explained: string;
}

export const BAND_LABELS: Record<Band["kind"], BandLabel> = {
  clamp: {
    name: "Bounded",
    line: "A share of the target, within bounds.",
    explained:
      "A share of the target, within bounds: never narrower or wider than you say. Suits large and small targets alike.",
    cost: "Wider bands trade less and drift more; narrower ones pay more fees for less drift.",
    source: null,
  },
  relative: {
    name: "Relative",
    line: "A share of the target.",
    explained: "A share of the target: 20 % of a 40 % target is ±8 pp, of a 5 % target ±1 pp.",
    cost: "Small targets have very narrow bands and trade often; large ones may drift far.",
    source: null,
  },
  absolute: {
    name: "Fixed",
    line: "The same width for every target.",
    explained: "The same width for every target, in percentage points.",
    cost: "A small target may be gone before its band is broken; a large one trades often.",
    source: null,
  },
  volatility: {
    name: "Volatility",
    line: "As wide as a usual move of the asset.",
    explained:
      "As wide as a usual move of the asset: wide while it is wild, so that noise is not traded, narrow while it is calm.",
    cost: "It is widest when the market is wildest: drift up to the widest band is left alone just then. Needs stored closes.",
    source: "J.P. Morgan RiskMetrics, 1996, for the volatility",
  },
  "cost-optimal": {
    name: "Cost-optimal",
    line: "As wide as trading costs make it worth.",
    explained:
      "As wide as trading costs make it worth: the wider, the dearer a trade is and the less you mind being off target.",
    cost: "Worked out for one risky asset beside cash and steady volatility; for many coins it is a guide, not an optimum.",
    source: "Gerhold, Guasoni, Muhle-Karbe and Schachermayer, 2014",
  },
};

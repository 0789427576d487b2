/** What calls for a rebalance: in the editor, and at an event of a backtest. */
import type { TriggerKind } from "@/lib/engine/model";

export interface TriggerLabel {
  name: string;
  /** What it costs to choose it. */
  cost: string;
}

export const TRIGGER_LABELS: Record<TriggerKind, TriggerLabel> = {
  threshold: {
    name: "When a band is broken",
    cost: "Wild weeks trade often and pay for it; calm months do not trade at all.",
  },
  time: {
    name: "On a schedule",
    cost: "Trades however small the drift, so fees may buy little. A missed date runs once, late.",
  },
  hybrid: {
    name: "On a schedule, if drifted",
    cost: "Between its dates nothing is checked: drift may go further than its band. A missed date runs once, late.",
  },
  "cash-flow": {
    name: "When money comes in or goes out",
    cost: "Small deposits and withdrawals wait until they add up to this. Gains and losses are no flows: they never start it.",
  },
};

export interface CauseLabel {
  /** Heads an event. */
  title: string;
  /** Follows "because of". */
  cause: string;
}

/** What made an event of a backtest: a trigger, the portfolio stop, both ways, or an asset that came or went. */
export const CAUSE_LABELS: Record<TriggerKind | "portfolio-stop" | "stop-ended" | "listed" | "delisted", CauseLabel> = {
  threshold: { title: "Band broken", cause: "broken band" },
  time: { title: "On schedule", cause: "schedule" },
  hybrid: { title: "Band broken", cause: "broken band, on schedule" },
  "cash-flow": { title: "Money came or went", cause: "deposit or withdrawal" },
  "portfolio-stop": { title: "Portfolio stop", cause: "portfolio stop" },
  "stop-ended": { title: "Back from the stop", cause: "end of the stop" },
  listed: { title: "Newly listed", cause: "asset newly listed" },
  delisted: { title: "Delisted", cause: "asset delisted" },
};

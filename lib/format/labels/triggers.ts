/** What calls for a rebalance: in the editor, and at an event of a backtest. */
import type { TriggerKind } from "@/lib/engine/model";

export interface TriggerLabel {
  name: string;
  cost: string;
  /** Heads an event it made. */
  event: string;
}

export const TRIGGER_LABELS: Record<TriggerKind, TriggerLabel> = {
  threshold: {
    name: "When a band is broken",
    cost: "Wild weeks trade often and pay for it; calm months do not trade at all.",
    event: "Band broken",
  },
  time: {
    name: "On a schedule",
    cost: "Trades however small the drift, so fees may buy little. A missed date runs once, late.",
    event: "On schedule",
  },
  hybrid: {
    name: "On a schedule, if drifted",
    cost: "Between its dates nothing is looked at: drift may go further than its band. A missed date runs once, late.",
    event: "Band broken",
  },
  "cash-flow": {
    name: "When money comes in or goes out",
    cost: "Small deposits and withdrawals wait until they add up to this. Gains and losses are no flows: they never start it.",
    event: "Money came or went",
  },
};

/** What else an event of a backtest may come from: the portfolio stop, both ways. */
export const STOP_EVENT_LABELS = {
  "portfolio-stop": "Portfolio stop",
  "stop-ended": "Back from the stop",
} as const;

/** How a policy trades, choice by choice, in the editor and in the lab. */
import type { Autonomy, Destination, Flow, Scope, Untargeted, WhenUnconfirmed } from "@/lib/engine/model";

export interface AutonomyLabel {
  name: string;
  /** Beside a portfolio's name. */
  line: string;
  /** Where it is chosen. */
  explained: string;
}

export const AUTONOMY_LABELS: Record<Autonomy, AutonomyLabel> = {
  watch: {
    name: "Watch",
    line: "Says what it would trade, and trades nothing.",
    explained: "Measures and shows you. Plans nothing, trades nothing.",
  },
  approve: {
    name: "Approve",
    line: "Proposes trades and waits for your approval.",
    explained: "Plans the trades and waits for your click. Nothing is sent without it.",
  },
  auto: {
    name: "Auto",
    line: "Trades by itself, within your limits.",
    explained:
      "Trades by itself, within your limits below, also while you sleep. A limit that says no stops it and notifies you.",
  },
};

export interface DestinationLabel {
  /** On a switch. */
  name: string;
  /** Follows "back to". */
  place: string;
  /** Where it is chosen, and what that means. */
  title: string;
  line: string;
}

export const DESTINATION_LABELS: Record<Destination, DestinationLabel> = {
  target: {
    name: "Target",
    place: "its target",
    title: "All the way to target",
    line: "Most trading, longest rest afterwards.",
  },
  half: {
    name: "Half",
    place: "half its band",
    title: "Half the band from target",
    line: "A middle way: less to trade, some margin to either side.",
  },
  edge: {
    name: "Edge",
    place: "the edge of its band",
    title: "To the edge of the band",
    line: "Least trading each time, soonest trading again.",
  },
};

export const SCOPE_LABELS: Record<Scope, string> = {
  all: "All targets",
  breaching: "Only those outside their band",
};

export const FLOW_LABELS: Record<Flow, { name: string; line: string }> = {
  both: { name: "Buys and sells", line: "Sells what is over, buys what is under." },
  "buy-only": {
    name: "Only buys",
    line: "Never sells: cash buys what is under. What is over stays over until it falls.",
  },
  "sell-only": {
    name: "Only sells",
    line: "Never buys: what is over is sold into cash. What is under stays under.",
  },
};

export const UNTARGETED_LABELS: Record<Untargeted, string> = { ignore: "Leave alone", sell: "Sell" };

export const WHEN_UNCONFIRMED_LABELS: Record<WhenUnconfirmed, string> = {
  ask: "Hold and ask",
  "go-on": "Go on around it",
};

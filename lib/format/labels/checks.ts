/** What a check of a portfolio examines, by name, and how each part ended. */
import type { DecisionCheckKind, ShownOutcome } from "@/lib/engine/model";

export const CHECK_LABELS: Record<DecisionCheckKind, string> = {
  prices: "Prices",
  venues: "Venues",
  bands: "Bands",
  schedule: "Schedule",
  "portfolio-drift": "Portfolio drift",
  cooldown: "Cooldown",
  "minimum-trade": "Smallest trade",
  limits: "Limits",
  rule: "Weights by rule",
  "trend-guard": "Trend guard",
  "portfolio-stop": "Portfolio stop",
  "cash-flow": "Cash flow",
};

export const OUTCOME_LABELS: Record<ShownOutcome, string> = {
  passed: "passed",
  broken: "broken",
  wait: "wait",
  "not-reached": "not reached",
  "not-needed": "nothing to compare",
};

/**
 * How a run finds its destination, by what called for it. Regular runs follow the policy's destination, scope and flow.
 * A first purchase goes to the targets whole: there is no drift yet that a band could have let pass.
 * A run for a deposit or a withdrawal trades no more than what came or went. Leaving for the safe asset, and coming
 * back from it, is done whole and both ways, whatever flow and trend guard say.
 */
import {
  type Destination,
  type Flow,
  leastCash,
  type Policy,
  type Scope,
  type TriggerReason,
} from "@/lib/engine/model";

/** Where a run stops, as a share of the band from the target. */
export const REACH: Readonly<Record<Destination, number>> = { target: 0, half: 0.5, edge: 0.95 };

export const OCCASIONS = ["regular", "first-purchase", "cash-flow", "stop", "restart"] as const;
export type Occasion = (typeof OCCASIONS)[number];

export interface DestinationMode {
  /** 0 target, 0.5 half the band, 0.95 just inside its edge. */
  reach: number;
  scope: Scope;
  flow: Flow;
  /**
   * Signed share of the portfolio a cash-flow run may spend (deposit) or must raise (withdrawal); null: a regular run.
   */
  flowBudget: number | null;
  /** The least share that stays in cash: the buffer, or the owner's least. */
  cashBuffer: number;
  /** The trend guard does not apply. */
  isGuardOff?: boolean;
}

export function destinationMode(policy: Policy, occasion: Occasion, flowShare = 0): DestinationMode {
  const { scope } = policy;
  const cashBuffer = leastCash(policy);
  const reach = REACH[policy.destination];
  switch (occasion) {
    case "regular":
      return { reach, scope, flow: policy.flow ?? "both", flowBudget: null, cashBuffer };
    case "first-purchase":
      return { reach: 0, scope: "all", flow: policy.flow ?? "both", flowBudget: null, cashBuffer };
    case "cash-flow":
      return { reach: 0, scope: "all", flow: policy.flow ?? "both", flowBudget: flowShare, cashBuffer };
    case "stop":
    case "restart":
      return { reach: 0, scope: "all", flow: "both", flowBudget: null, cashBuffer, isGuardOff: true };
  }
}

/** What kind of run these reasons call for. */
export function occasionOf(reasons: readonly TriggerReason[]): Occasion {
  const called = new Set(reasons.map((reason) => OCCASION_OF[reason.kind]));
  return BY_PRECEDENCE.find((occasion) => called.has(occasion)) ?? "regular";
}

const BY_PRECEDENCE: readonly Occasion[] = ["stop", "restart", "first-purchase", "cash-flow"];

const OCCASION_OF: Readonly<Record<TriggerReason["kind"], Occasion>> = {
  "first-purchase": "first-purchase",
  schedule: "regular",
  "band-broken": "regular",
  "portfolio-drift": "regular",
  "policy-changed": "regular",
  requested: "regular",
  "cash-flow": "cash-flow",
  "portfolio-stop": "stop",
  "stop-ended": "restart",
  "unfinished-run": "regular",
};

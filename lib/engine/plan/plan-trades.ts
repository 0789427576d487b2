import type { AssetId, Plan, Policy, Side, Snapshot } from "@/lib/engine/model";
import type { Notional } from "@/lib/money";

export interface PlanOptions {
  /** Legs the owner unticked: the asset (not the quote) and its side. The rest is planned again without them. */
  leftOut?: readonly { asset: AssetId; side: Side }[];
}

/** A plan is a function of policy and snapshot alone; who asked and why does not change the trades. */
export function planTrades(_policy: Policy, _snapshot: Snapshot, _options: PlanOptions = {}): Plan {
  const zero = "0" as Notional;
  return {
    orders: [],
    carried: [],
    cost: { fees: zero, spread: zero, total: zero, bpsOfPortfolio: 0, bpsOfTrades: 0 },
    tradedBase: zero,
    valueBase: zero,
    driftBefore: 0,
    driftAfter: 0,
    after: [],
    planHash: "",
  };
}

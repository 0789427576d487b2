import type { AssetId, Policy, Snapshot, TargetDrift } from "@/lib/engine/model";
import type { Notional } from "@/lib/money";

export interface Allocation {
  /** Exact counted value in the base currency. */
  value: Notional;
  drifts: readonly TargetDrift[];
  portfolioDrift: number;
  /** Held or targeted assets with no usable price; the value leaves them out, so nothing may be decided. */
  missing: readonly AssetId[];
}

export function measureAllocation(_policy: Policy, _snapshot: Snapshot): Allocation {
  return { value: "0" as Notional, drifts: [], portfolioDrift: 0, missing: [] };
}

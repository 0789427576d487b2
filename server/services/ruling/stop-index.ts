/**
 * The index a portfolio stop watches, from one check to the next. A fall must be believed before it sells everything:
 * while a counted price has jumped further than the policy's limit allows, has no price or its venue is silent, the
 * index is not moved on; what it would have done is kept, and counts from the first look that is in order.
 */
import type { AssetId, Policy, Snapshot, StopState } from "@/lib/engine/model";
import { holdingsReturn } from "@/lib/engine/performance/holdings-return";
import { type Quantity, toFloat } from "@/lib/money";
import { countedAssets } from "../evaluation/note-value";

export interface IndexLook {
  /** To hand to the ruling; null: not believed now. */
  index: number | null;
  /** Return since the last index that was believed; to be kept with the stop. */
  sinceBelieved: number;
}

/** `traded`: what our own fills since `before` brought and took. */
export function lookAtIndex(
  policy: Pick<Policy, "targets" | "untargeted" | "quoteAsset" | "limits">,
  before: Snapshot | null,
  now: Snapshot,
  state: StopState | null,
  traded: readonly { asset: AssetId; quantity: Quantity }[] = [],
): IndexLook {
  if (state === null || before === null) return { index: 1, sinceBelieved: 1 };
  const counts = countedAssets(policy);
  const factor = holdingsReturn(before, now.prices, counts, traded) * (state.sinceBelieved ?? 1);
  if (!isOrderly(policy, before, now, counts)) return { index: null, sinceBelieved: factor };
  return { index: state.index * factor, sinceBelieved: 1 };
}

function isOrderly(
  { limits }: Pick<Policy, "limits">,
  before: Snapshot,
  now: Snapshot,
  counts: (asset: string) => boolean,
): boolean {
  if (now.venues.some((venue) => venue.problem !== null)) return false;
  const then = new Map(before.prices.map((price) => [price.asset, toFloat(price.price)]));
  const today = new Map(now.prices.map((price) => [price.asset, price]));
  for (const { asset } of now.holdings) {
    if (!counts(asset) || asset === now.baseCurrency) continue;
    const price = today.get(asset);
    if (price === undefined || !(toFloat(price.price) > 0)) return false;
    if (now.takenAt - price.at > limits.priceAgeMsMax) return false;
    const last = then.get(asset);
    if (limits.priceJumpMax === null || last === undefined) continue;
    if (Math.abs(toFloat(price.price) / last - 1) > limits.priceJumpMax) return false;
  }
  return true;
}

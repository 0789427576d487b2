/**
 * Whether something in doubt holds the whole portfolio. With `whenInDoubt: "ask"` any counted asset does; with "go-on",
 * and on the way out of the market, the others go on around it. What trades go through, a balance below zero and a
 * target without any price hold it always. What is set aside holds nothing.
 */
import type { AssetDoubt, HoldReason, Policy, Snapshot } from "@/lib/engine/model";
import type { Occasion } from "@/lib/engine/targets/aim-mode";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

export function inDoubt(
  policy: Policy,
  snapshot: Snapshot,
  allocation: Allocation,
  occasion: Occasion,
): readonly HoldReason[] {
  const aside = new Set(snapshot.setAside?.map(({ asset }) => asset));
  const counted = (snapshot.doubts ?? []).filter(
    ({ asset }) => allocation.layout.slotOf.has(asset) && !aside.has(asset),
  );
  const goesOn = policy.whenInDoubt === "go-on" || occasion === "stop";
  const doubts = counted.filter((doubt) => holds(doubt, policy, goesOn));
  const doubted = new Set(doubts.map(({ asset }) => asset));
  // On the way out of the market what has no price does not keep the rest in.
  const missing = occasion === "stop" ? [] : allocation.missing.filter((asset) => !doubted.has(asset));
  return [
    ...(doubts.length > 0 ? [{ kind: "in-doubt" as const, doubts }] : []),
    ...(missing.length > 0 ? [{ kind: "price-missing" as const, assets: missing }] : []),
  ];
}

function holds(doubt: AssetDoubt, policy: Policy, goesOn: boolean): boolean {
  if (doubt.doubt === "negative") return true;
  if (doubt.asset === policy.quoteAsset || doubt.asset === policy.stop?.safeAsset) return true;
  if (doubt.doubt === "off-peg") return false;
  // Nobody quotes it and nobody ever did: that is a missing price, not a doubted one.
  if (doubt.about === "price" && doubt.doubt === "missing" && doubt.believed === null) return false;
  return !goesOn;
}

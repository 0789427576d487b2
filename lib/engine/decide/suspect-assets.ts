/**
 * Whether something suspect holds the whole portfolio. With `whenUnconfirmed: "ask"` any counted asset does; with
 * "go-on", and on the way out of the market, the others go on around it. What trades go through, a balance below zero and a
 * target without any price hold it always. What is set aside holds nothing.
 */
import type { HoldReason, Policy, Snapshot, SuspectFact } from "@/lib/engine/model";
import type { Occasion } from "@/lib/engine/targets/destination-mode";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";

export function suspect(
  policy: Policy,
  snapshot: Snapshot,
  allocation: Allocation,
  occasion: Occasion,
): readonly HoldReason[] {
  const aside = new Set(snapshot.setAside?.map(({ asset }) => asset));
  const counted = (snapshot.suspects ?? []).filter(
    ({ asset }) => allocation.layout.positionOf.has(asset) && !aside.has(asset),
  );
  const goesOn = policy.whenUnconfirmed === "go-on" || occasion === "stop";
  const suspects = counted.filter((suspicion) => holds(suspicion, policy, goesOn));
  const suspectAssets = new Set(suspects.map(({ asset }) => asset));
  // On the way out of the market what has no price does not keep the rest in.
  const missing = occasion === "stop" ? [] : allocation.missing.filter((asset) => !suspectAssets.has(asset));
  return [
    ...(suspects.length > 0 ? [{ kind: "unconfirmed" as const, suspects }] : []),
    ...(missing.length > 0 ? [{ kind: "price-missing" as const, assets: missing }] : []),
  ];
}

function holds(suspicion: SuspectFact, policy: Policy, goesOn: boolean): boolean {
  if (suspicion.suspicion === "negative") return true;
  if (suspicion.asset === policy.quoteAsset || suspicion.asset === policy.stop?.safeAsset) return true;
  if (suspicion.suspicion === "off-peg") return false;
  // Nobody quotes it and nobody ever did: that is a missing price, not a suspect one.
  if (suspicion.about === "price" && suspicion.suspicion === "missing" && suspicion.counted === null) return false;
  return !goesOn;
}

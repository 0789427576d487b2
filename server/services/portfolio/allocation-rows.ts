/** Target against actual, row by row, with the members of groups spelled out (pure). */
import type { AssetId, Policy, Snapshot, Target, TargetDrift } from "@/lib/engine/model";
import { targetKey, targetMembers } from "@/lib/engine/model";
import { assetName, targetDisplayName } from "@/lib/format";
import { add, multiply, quantity, toFloat } from "@/lib/money";
import type { AllocationRow } from "./types";

/** Value of each held asset in the base currency, as a float: for weights on screen only. */
export function valuesByAsset(snapshot: Pick<Snapshot, "holdings" | "prices">): ReadonlyMap<AssetId, number> {
  const held = new Map<AssetId, string>();
  for (const holding of snapshot.holdings)
    held.set(holding.asset, add<string>(held.get(holding.asset) ?? quantity("0"), holding.quantity));
  const priceOf = new Map(snapshot.prices.map((row) => [row.asset, row.price]));
  const values = new Map<AssetId, number>();
  for (const [asset, total] of held) {
    const price = priceOf.get(asset);
    if (price !== undefined) values.set(asset, toFloat(multiply(total, price)));
  }
  return values;
}

export function allocationRows(
  drifts: readonly TargetDrift[],
  policy: Pick<Policy, "targets">,
  snapshot: Pick<Snapshot, "holdings" | "prices" | "frozen"> | null,
  traceOf: (key: string) => readonly number[] = () => [],
): readonly AllocationRow[] {
  const targets = new Map(policy.targets.map((target) => [targetKey(target), target]));
  const values = snapshot ? valuesByAsset(snapshot) : new Map<AssetId, number>();
  return drifts.map((row) => {
    const target = targets.get(row.key);
    return {
      ...row,
      name: targetDisplayName(row),
      isTarget: target !== undefined,
      mode: target?.kind === "group" ? target.mode : "asset",
      memberRows: target?.kind === "group" ? memberRows(target, row, values) : [],
      trace: traceOf(row.key),
      ...(row.members.some((member) => snapshot?.frozen?.includes(member)) ? { isFrozen: true } : {}),
    };
  });
}

function memberRows(
  target: Extract<Target, { kind: "group" }>,
  row: TargetDrift,
  values: ReadonlyMap<AssetId, number>,
): AllocationRow["memberRows"] {
  const members = targetMembers(target);
  const whole = members.reduce((sum, asset) => sum + (values.get(asset) ?? 0), 0);
  return members.map((asset) => ({
    asset,
    name: assetName(asset),
    weight: whole > 0 ? (row.weight * (values.get(asset) ?? 0)) / whole : 0,
    target: target.mode === "weighted" ? row.target * innerWeight(target, asset) : null,
  }));
}

function innerWeight(target: Extract<Target, { mode: "weighted" }>, asset: AssetId): number {
  return target.members.find((member) => member.asset === asset)?.weight ?? 0;
}

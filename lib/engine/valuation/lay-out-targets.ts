/**
 * Turns a policy's targets into the two lists the engine works on.
 *
 * Rows are what a person sees: one per target, then idle cash, then each untargeted asset that is to be sold.
 * Slots are what is measured and moved: one per asset or fungible group; a weighted group becomes a slot per member,
 * whose target is group weight x inner weight and whose share of the group's band is the same.
 *
 * The quote asset is always counted: trades go through it. Where no target names it, it is a row of its own with
 * target 0. Other untargeted assets are either not counted at all (`ignore`) or slots with target 0 (`sell`).
 *
 * Slots are sorted by key, so that the order of an owner's list never changes a sum, a rounding or a plan.
 */
import { type AssetId, assetName, type Policy, targetKey, targetMembers } from "@/lib/engine/model";
import { bandWidth } from "./band";

/** Idle cash and untargeted rests get at least this band: dust does not call for a rebalance. */
const REST_BAND_MIN = 0.01;

export interface TargetRow {
  key: string;
  name: string;
  members: readonly AssetId[];
  target: number;
  band: number;
  origin: "target" | "cash" | "untargeted";
}

export interface Slot {
  key: string;
  /** Index of the row that shows it. */
  row: number;
  members: readonly AssetId[];
  target: number;
  band: number;
  /** Holds the policy's quote asset, so buying it means keeping cash. */
  isCash: boolean;
}

export interface TargetLayout {
  rows: readonly TargetRow[];
  slots: readonly Slot[];
  slotOf: ReadonlyMap<AssetId, number>;
  cashSlot: number | null;
}

/** `held` names the assets of which there is something; duplicates and order do not matter. */
export function layOutTargets(policy: Policy, held: Iterable<AssetId>): TargetLayout {
  const rows: TargetRow[] = [];
  const slots: Slot[] = [];
  const named = new Set<AssetId>();
  const isCash = (members: readonly AssetId[]) => members.includes(policy.quoteAsset);

  for (const target of policy.targets) {
    const key = targetKey(target);
    const members = targetMembers(target);
    const band = bandWidth(target.band ?? policy.band, target.weight);
    const name = target.kind === "asset" ? assetName(target.asset) : target.name;
    const row = rows.push({ key, name, members, target: target.weight, band, origin: "target" }) - 1;
    for (const member of members) named.add(member);
    if (target.kind === "group" && target.mode === "weighted") {
      for (const { asset, weight } of target.members) {
        const slotKey = `${key}/${asset}`;
        slots.push({
          key: slotKey,
          row,
          members: [asset],
          target: target.weight * weight,
          band: band * weight,
          isCash: asset === policy.quoteAsset,
        });
      }
    } else {
      slots.push({ key, row, members, target: target.weight, band, isCash: isCash(members) });
    }
  }

  const restBand = Math.max(bandWidth(policy.band, 0), REST_BAND_MIN);
  const addRest = (asset: AssetId, origin: "cash" | "untargeted", band: number) => {
    const row = rows.push({ key: asset, name: assetName(asset), members: [asset], target: 0, band, origin }) - 1;
    slots.push({ key: asset, row, members: [asset], target: 0, band, isCash: origin === "cash" });
  };
  if (!named.has(policy.quoteAsset)) addRest(policy.quoteAsset, "cash", restBand + policy.cashBuffer);
  if (policy.untargeted === "sell") {
    const rests = [...new Set(held)].filter((asset) => !named.has(asset) && asset !== policy.quoteAsset);
    for (const asset of rests.sort()) addRest(asset, "untargeted", restBand);
  }

  slots.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  const slotOf = new Map<AssetId, number>();
  slots.forEach((slot, index) => {
    for (const member of slot.members) slotOf.set(member, index);
  });
  const cashSlot = slotOf.get(policy.quoteAsset) ?? null;
  return { rows, slots, slotOf, cashSlot };
}

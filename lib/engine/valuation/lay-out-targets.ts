/**
 * Turns a policy's targets into the two lists the engine works on.
 *
 * Rows are what a person sees: one per target, then idle cash, then each untargeted asset that is to be sold.
 * Positions are what is measured and moved: one per asset or fungible group; a weighted group becomes one per member,
 * whose target is group weight x inner weight and whose share of the group's band is the same.
 *
 * The quote asset is always counted: trades go through it. Where no target names it, it is a row of its own with
 * target 0. Other untargeted assets are either not counted at all (`ignore`) or positions with target 0 (`sell`). The
 * asset of a portfolio stop is always counted too, or coming back from it could not be paid.
 *
 * A resolved policy replaces written weights and bands by those in force. While its stop is out all is due in the safe
 * asset. Bands that follow the market stand at their cap until they are resolved: nothing fires on a guess.
 *
 * Positions are sorted by key, so that the order of an owner's list never changes a sum, a rounding or a plan.
 */
import {
  type AssetId,
  assetName,
  type Band,
  leastCash,
  type Policy,
  type ResolvedPolicy,
  targetKey,
  targetMembers,
} from "@/lib/engine/model";
import { bandWidth, REST_BAND_MIN } from "./band";

export interface TargetRow {
  key: string;
  name: string;
  members: readonly AssetId[];
  target: number;
  band: number;
  origin: "target" | "cash" | "safe" | "untargeted";
}

export interface Position {
  key: string;
  /** Index of the row that shows it. */
  row: number;
  members: readonly AssetId[];
  target: number;
  band: number;
  /** Its share of the row's target and band: the inner weight in a weighted group, else 1. */
  inner: number;
  /** Holds the policy's quote asset, so buying it means keeping cash. */
  isCash: boolean;
}

export interface TargetLayout {
  rows: readonly TargetRow[];
  positions: readonly Position[];
  positionOf: ReadonlyMap<AssetId, number>;
  cashPosition: number | null;
}

/** `held` names the assets of which there is something; duplicates and order do not matter. */
export function layOutTargets(
  policy: Policy,
  held: Iterable<AssetId>,
  resolved: ResolvedPolicy | null = null,
): TargetLayout {
  const rows: TargetRow[] = [];
  const positions: Position[] = [];
  const named = new Set<AssetId>();
  const isCash = (members: readonly AssetId[]) => members.includes(policy.quoteAsset);
  const effective = new Map(resolved?.targets.map((target) => [target.key, target]));

  for (const target of policy.targets) {
    const key = targetKey(target);
    const members = targetMembers(target);
    const weight = effective.get(key)?.weight ?? target.weight;
    const band = effective.get(key)?.band ?? writtenWidth(target.band ?? policy.band, target.weight);
    const name = target.kind === "asset" ? assetName(target.asset) : target.name;
    const row = rows.push({ key, name, members, target: weight, band, origin: "target" }) - 1;
    for (const member of members) named.add(member);
    if (target.kind === "group" && target.mode === "weighted") {
      for (const { asset, weight: inner } of target.members) {
        positions.push({
          key: `${key}/${asset}`,
          row,
          members: [asset],
          target: weight * inner,
          band: band * inner,
          inner,
          isCash: asset === policy.quoteAsset,
        });
      }
    } else {
      positions.push({ key, row, members, target: weight, band, inner: 1, isCash: isCash(members) });
    }
  }

  const restBand = Math.max(restWidth(policy.band), REST_BAND_MIN);
  const addRest = (asset: AssetId, origin: "cash" | "safe" | "untargeted", band: number) => {
    const row = rows.push({ key: asset, name: assetName(asset), members: [asset], target: 0, band, origin }) - 1;
    positions.push({ key: asset, row, members: [asset], target: 0, band, inner: 1, isCash: origin === "cash" });
    named.add(asset);
  };
  if (!named.has(policy.quoteAsset)) addRest(policy.quoteAsset, "cash", restBand + leastCash(policy));
  const safe = policy.stop?.safeAsset;
  if (safe !== undefined && !named.has(safe)) addRest(safe, "safe", restBand);
  if (policy.untargeted === "sell") {
    const rests = [...new Set(held)].filter((asset) => !named.has(asset));
    for (const asset of rests.sort()) addRest(asset, "untargeted", restBand);
  }

  positions.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  const positionOf = new Map<AssetId, number>();
  positions.forEach((position, index) => {
    for (const member of position.members) positionOf.set(member, index);
  });
  const cashPosition = positionOf.get(policy.quoteAsset) ?? null;
  const layout = { rows, positions, positionOf, cashPosition };
  return resolved?.stop?.phase === "stopped" ? allSafe(layout, resolved.stop.safeAsset, policy) : layout;
}

/** While the stop is out. The buffer is no drift: cash may hold it beside a safe asset of another name. */
export function safeWidth(policy: Policy, isSafeCash: boolean): number {
  return REST_BAND_MIN + (isSafeCash ? 0 : leastCash(policy));
}

function allSafe(layout: TargetLayout, safeAsset: AssetId, policy: Policy): TargetLayout {
  const safe = layout.positionOf.get(safeAsset);
  const safeRow = safe === undefined ? undefined : layout.positions[safe]!.row;
  const band = safeWidth(policy, safe === layout.cashPosition);
  return {
    ...layout,
    rows: layout.rows.map((row, index) => ({ ...row, band, target: index === safeRow ? 1 : 0 })),
    positions: layout.positions.map((position, index) => ({ ...position, band, target: index === safe ? 1 : 0 })),
  };
}

/** The width a band has before the market is known. */
export function writtenWidth(band: Band, target: number): number {
  return band.kind === "volatility" || band.kind === "cost-optimal" ? band.cap : bandWidth(band, target);
}

/** Cash does not move against itself, and a target of 0 costs nothing to hold: what is left is the floor. */
function restWidth(band: Band): number {
  return band.kind === "volatility" || band.kind === "cost-optimal" ? band.floor : bandWidth(band, 0);
}

/**
 * A colour belongs to an asset: neither its weight nor its place in a list has a say, so Bitcoin is the same orange on
 * every screen, in every portfolio. The best-known nine have one each. Any other asset has a home and a stride by its
 * code, and takes the first colour on that way that nobody in the portfolio has; two share one only when all nine are
 * taken, and then the tenth, which is money's.
 *
 * Who chooses first: of the targets the best-known, then what stands for a row, then the other members of groups, and
 * last what is held without a target; among equals by code. So what a venue happens to hold never recolours a target,
 * and a screen that knows the targets alone (lab, editor) gives them the colours of the portfolio's own page.
 * A group looks like its best-known member that is not money.
 */
import type { AssetId } from "@/lib/engine/model";
import { isMoney } from "@/lib/engine/model/currencies";

/** The nine in the order of their colours; of the tokens these come nearest to how each is known. */
const BEST_KNOWN: readonly AssetId[] = ["BTC", "ETH", "SOL", "XRP", "AVAX", "BCH", "DOGE", "LTC", "BNB"];
const COUNT = BEST_KNOWN.length;
/** Coprime to nine: each leads past every colour once. */
const STRIDES = [1, 2, 4, 5, 7, 8] as const;

const tokenOf = (place: number) => `var(--color-asset-${place + 1})`;
/** Money, and whatever comes after the ninth. */
export const OTHER_COLOR = tokenOf(COUNT);

export interface AssetColors {
  byTarget: Readonly<Record<string, string>>;
  byAsset: Readonly<Record<string, string>>;
}

export interface ColoredRow {
  key: string;
  members: readonly AssetId[];
  /** False: held, but no target of the policy. */
  isTarget?: boolean;
}

/** Holdings as rows: those that no target names get what is left. */
export const heldRows = (holdings: readonly { asset: AssetId }[]): readonly ColoredRow[] =>
  holdings.map(({ asset }) => ({ key: asset, members: [asset], isTarget: false }));

export function assetColors(rows: readonly ColoredRow[]): AssetColors {
  const leads = new Map(rows.map((row) => [row.key, leadOf(row.members)]));
  const targets = rows.filter(({ isTarget = true }) => isTarget);
  const taken = new Map<AssetId, number>();
  const used = new Set<number>();
  const targeted = targets.flatMap((row) => row.members);
  for (const assets of [
    targeted.filter((asset) => BEST_KNOWN.includes(asset)),
    targets.flatMap((row) => leads.get(row.key) ?? []),
    targeted,
    rows.flatMap((row) => row.members),
  ])
    for (const asset of [...assets].sort(byFame)) {
      if (taken.has(asset) || isMoney(asset)) continue;
      const place = wayOf(asset).find((each) => !used.has(each)) ?? COUNT;
      taken.set(asset, place);
      if (place < COUNT) used.add(place);
    }
  const colorOf = (asset: AssetId | undefined) => tokenOf((asset === undefined ? null : taken.get(asset)) ?? COUNT);
  return {
    byTarget: Object.fromEntries(rows.map((row) => [row.key, colorOf(leads.get(row.key))])),
    byAsset: Object.fromEntries(rows.flatMap((row) => row.members.map((asset) => [asset, colorOf(asset)]))),
  };
}

const fameOf = (asset: AssetId) => {
  const place = BEST_KNOWN.indexOf(asset);
  return place < 0 ? COUNT : place;
};

const byFame = (left: AssetId, right: AssetId) =>
  fameOf(left) - fameOf(right) || (left < right ? -1 : left > right ? 1 : 0);

/** The member a row is known by; none where it is money throughout. */
const leadOf = (members: readonly AssetId[]): AssetId | undefined =>
  members.filter((asset) => !isMoney(asset)).sort(byFame)[0];

/** Every colour once, in the order an asset would have them. */
function wayOf(asset: AssetId): readonly number[] {
  const fame = fameOf(asset);
  const hash = hashOf(asset);
  const home = fame < COUNT ? fame : hash % COUNT;
  const stride = STRIDES[Math.floor(hash / COUNT) % STRIDES.length] ?? 1;
  return BEST_KNOWN.map((_, turn) => (home + turn * stride) % COUNT);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

/**
 * Weights as they are shown, the same on every card: targets round together, so that they add up to 100.0 %, and the
 * members of a group round inside what is shown of it. Whoever shows a weight of a moment takes it from here.
 */
import { roundShares } from "./column";

interface WeighedRow {
  key: string;
  weight: number;
}

/** By key; the order of the rows does not matter. */
export function shownWeights(rows: readonly WeighedRow[]): ReadonlyMap<string, number> {
  // Which of two equal remainders takes the last tenth must not hang on how a card sorts.
  const ordered = [...rows].sort((left, right) => right.weight - left.weight || (left.key < right.key ? -1 : 1));
  const shares = roundShares(ordered.map((row) => row.weight));
  return new Map(ordered.map((row, index) => [row.key, shares[index] ?? row.weight]));
}

/** Members of a group add up to its shown weight; the rounding's last tenth goes to the largest. */
export function shownMembers(members: readonly { asset: string; weight: number }[], share: number): readonly number[] {
  const parts = roundShares(members.map((member) => member.weight));
  const rest = share - parts.reduce((sum, part) => sum + part, 0);
  const largest = parts.indexOf(Math.max(...parts));
  return parts.map((part, index) => (index === largest ? Math.round((part + rest) * 1000) / 1000 : part));
}

interface AllocatedRow extends WeighedRow {
  mode: string;
  members: readonly string[];
  memberRows: readonly { asset: string; weight: number }[];
}

/** By asset, for a table of holdings. */
export function shownAssetWeights(rows: readonly AllocatedRow[]): ReadonlyMap<string, number> {
  const shares = shownWeights(rows);
  return new Map(
    rows.flatMap((row) => {
      const share = shares.get(row.key) ?? row.weight;
      if (row.mode === "asset") return row.members.map((asset) => [asset, share] as const);
      const parts = shownMembers(row.memberRows, share);
      return row.memberRows.map(({ asset }, index) => [asset, parts[index] ?? 0] as const);
    }),
  );
}

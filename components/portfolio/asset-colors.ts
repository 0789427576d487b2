/** Colours name targets, by order of target weight; the tenth is cash, and whatever comes after the ninth. */
import type { AllocationRow } from "./types";

const OTHER = "var(--color-asset-10)";

export interface AssetColors {
  byTarget: Readonly<Record<string, string>>;
  byAsset: Readonly<Record<string, string>>;
}

type ColoredRow = Pick<AllocationRow, "key" | "target" | "members">;

export function assetColors(rows: readonly ColoredRow[], quoteAsset: string): AssetColors {
  const byTarget: Record<string, string> = {};
  const byAsset: Record<string, string> = {};
  let place = 0;
  for (const row of [...rows].sort((left, right) => right.target - left.target || left.key.localeCompare(right.key))) {
    const isCash = row.members.includes(quoteAsset);
    if (!isCash) place += 1;
    const color = isCash || place > 9 ? OTHER : `var(--color-asset-${place})`;
    byTarget[row.key] = color;
    for (const asset of row.members) byAsset[asset] = color;
  }
  return { byTarget, byAsset };
}

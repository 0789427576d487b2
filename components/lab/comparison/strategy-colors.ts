/** Yours in the accent, the others in asset colours that stand far apart from it and from each other. */
const OTHERS = ["asset-1", "asset-4", "asset-3", "asset-6", "asset-7"];

export function strategyColor(index: number, chosen: number): string {
  if (index === chosen) return "var(--color-accent)";
  const place = index > chosen ? index - 1 : index;
  return `var(--color-${OTHERS[place] ?? "asset-8"})`;
}
export const HOLDING_COLOR = "var(--color-holding)";

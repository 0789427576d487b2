/** Names in a sentence. */
import { assetName } from "@/lib/engine/model";

/** Name of a target's row for people: "Bitcoin" for the key "BTC", a group's own name for a group. */
export function targetDisplayName(row: { key: string; name: string }): string {
  return row.key.startsWith("group:") ? row.name : assetName(row.name);
}

/** The same of a row with its members: an asset's own name, also where its code is another ("Bitcoin" for "XBT"). */
export function targetTitle(row: { mode: string; name: string; memberRows: readonly { name: string }[] }): string {
  return row.mode === "asset" ? (row.memberRows[0]?.name ?? row.name) : row.name;
}

/** "Bitcoin", "Bitcoin and Solana", "Bitcoin, Solana and 2 more". */
export function listNames(names: readonly string[], countMax = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  const isCut = names.length > countMax;
  const shown = isCut ? names.slice(0, countMax - 1) : names.slice(0, -1);
  const last = isCut ? `${names.length - shown.length} more` : names.at(-1)!;
  return `${shown.join(", ")} and ${last}`;
}

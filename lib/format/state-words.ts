/** The words beside a figure, so that colour never speaks alone. */
import { assetName, type TargetDrift } from "@/lib/engine/model";
import { formatPoints } from "./number";

/** A drift that rounds to 0.0 pp. */
const ON_TARGET = 0.0005;

/** "4.9 pp over its band", "1.1 pp under its band", "inside its band", "on target". */
export function stateWords(row: Pick<TargetDrift, "drift" | "band" | "isOutside">): string {
  if (row.isOutside) {
    return `${formatPoints(Math.abs(row.drift) - row.band, { isSigned: false })} ${row.drift > 0 ? "over" : "under"} its band`;
  }
  return Math.abs(row.drift) < ON_TARGET ? "on target" : "inside its band";
}

/** Name of a target's row for people: "Bitcoin" for the key "BTC", a group's own name for a group. */
export function targetDisplayName(row: { key: string; name: string }): string {
  return row.key.startsWith("group:") ? row.name : assetName(row.name);
}

/** "Bitcoin", "Bitcoin and Solana", "Bitcoin, Solana and 2 more". */
export function listNames(names: readonly string[], countMax = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  const isCut = names.length > countMax;
  const shown = isCut ? names.slice(0, countMax - 1) : names.slice(0, -1);
  const last = isCut ? `${names.length - shown.length} more` : names.at(-1)!;
  return `${shown.join(", ")} and ${last}`;
}

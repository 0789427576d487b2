/** How a target stands to its band, in words. Figures are the rounded ones on screen, so that they add up there. */
import { formatPoints } from "@/lib/format/number";
import type { AllocationRow } from "./types";

/** "Bitcoin" for an asset, the group's own name for a group. */
export function targetTitle(row: Pick<AllocationRow, "mode" | "name" | "memberRows">): string {
  return row.mode === "asset" ? (row.memberRows[0]?.name ?? row.name) : row.name;
}

const tenth = (share: number) => Math.round(share * 1000) / 1000;

export function shownDrift(weight: number, target: number): number {
  return tenth(tenth(weight) - tenth(target));
}

export function targetWords(
  row: Pick<AllocationRow, "isOutside" | "drift" | "band" | "target">,
  drift: number,
): string {
  if (row.isOutside) {
    const excess = tenth(Math.abs(drift) - tenth(row.band));
    const side = row.drift > 0 ? "over" : "under";
    return excess <= 0 ? `just ${side} its band` : `${formatPoints(excess, { isSigned: false })} ${side} its band`;
  }
  if (row.target === 0) return "in no target";
  return Math.abs(drift) < 0.0005 ? "on target" : "inside its band";
}

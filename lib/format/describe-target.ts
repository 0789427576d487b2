/** How a target stands to its band. Figures are the rounded ones on screen, so that they add up there. */
import type { TargetDrift } from "@/lib/engine/model";
import { targetDisplayName } from "./names";
import { formatPoints } from "./number";
import { shownWeights } from "./shown-weights";

const tenth = (share: number) => Math.round(share * 1000) / 1000;

/** The difference of a weight and a target as both are shown. */
export function shownDrift(weight: number, target: number): number {
  return tenth(tenth(weight) - tenth(target));
}

/** How far that is beyond the band as it is shown; 0 or below: not beyond, as shown. */
export const shownExcess = (drift: number, band: number): number => tenth(Math.abs(drift) - tenth(band));

interface TargetToDescribe {
  isOutside: boolean;
  drift: number;
  band: number;
  target: number;
}

/** "4.9 pp over its band", "just over its band", "inside its band", "on target", "in no target". */
export function describeTarget(row: TargetToDescribe, drift: number): string {
  if (row.isOutside) {
    const excess = shownExcess(drift, row.band);
    const side = row.drift > 0 ? "over" : "under";
    return excess <= 0 ? `just ${side} its band` : `${formatPoints(excess, { isSigned: false })} ${side} its band`;
  }
  if (row.target === 0) return "in no target";
  return Math.abs(drift) < 0.0005 ? "on target" : "inside its band";
}

/** The sentence a banner opens with: the widest broken band as its row shows it; null when no band is broken. */
export function describeWidestBreach(rows: readonly TargetDrift[]): string | null {
  const excessOf = ({ drift, band }: TargetDrift) => Math.abs(drift) - band;
  const [widest] = rows
    .filter((row) => row.isOutside)
    .sort((left, right) => excessOf(right) - excessOf(left) || (left.key < right.key ? -1 : 1));
  if (widest === undefined) return null;
  const share = shownWeights(rows).get(widest.key) ?? widest.weight;
  return `${targetDisplayName(widest)} is ${describeTarget(widest, shownDrift(share, widest.target))}.`;
}

/** How a target stands to its band. Figures are the rounded ones on screen, so that they add up there. */
import { formatPoints } from "./number";

const tenth = (share: number) => Math.round(share * 1000) / 1000;

/** The difference of a weight and a target as both are shown. */
export function shownDrift(weight: number, target: number): number {
  return tenth(tenth(weight) - tenth(target));
}

interface TargetToDescribe {
  isOutside: boolean;
  drift: number;
  band: number;
  target: number;
}

/** "4.9 pp over its band", "just over its band", "inside its band", "on target", "in no target". */
export function describeTarget(row: TargetToDescribe, drift: number): string {
  if (row.isOutside) {
    const excess = tenth(Math.abs(drift) - tenth(row.band));
    const side = row.drift > 0 ? "over" : "under";
    return excess <= 0 ? `just ${side} its band` : `${formatPoints(excess, { isSigned: false })} ${side} its band`;
  }
  if (row.target === 0) return "in no target";
  return Math.abs(drift) < 0.0005 ? "on target" : "inside its band";
}

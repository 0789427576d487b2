/**
 * The least and the most each target of a rule may weigh: the policy's own least and most, and the strategic weight +/- `bound`.
 * The safe target is held to the latter only, since it takes whatever is left. Bounds that cannot be met come back
 * with the figures that collide.
 */
import {
  type DynamicTargets,
  type RuleConflict,
  type RuleProblem,
  type Target,
  targetMembers,
} from "@/lib/engine/model";
import { nameOf, type Roles } from "./assign-roles";
import { impossible } from "./rule-problem";

/** Slack for sums of written weights. */
const NOISE = 1e-9;

/** Fills the bounds of `members`, places among the targets; null when they can be met. */
export function weightBounds(
  dynamic: DynamicTargets,
  targets: readonly Target[],
  members: readonly number[],
  roles: Roles,
  lows: Float64Array,
  highs: Float64Array,
): RuleProblem | null {
  const { weightMin, weightMax, bound } = dynamic;
  let least = 0;
  let most = 0;
  for (const [at, index] of members.entries()) {
    const target = targets[index]!;
    const isSafe = index === roles.safe;
    const low = Math.max(isSafe ? 0 : weightMin, bound === null ? 0 : target.weight - bound);
    const high = Math.min(isSafe ? 1 : weightMax, bound === null ? 1 : target.weight + bound);
    if (low > high + NOISE) return impossible(conflictOf(target, low, high, dynamic));
    lows[at] = Math.min(low, high);
    highs[at] = high;
    least += lows[at]!;
    most += high;
  }
  const { rest } = roles;
  const count = members.length;
  if (least > rest + NOISE) return impossible({ kind: "least-too-large", count, least, rest, weightMin });
  if (most < rest - NOISE) {
    return impossible({ kind: "most-too-small", count, most, rest, weightMax, isBound: bound !== null });
  }
  return null;
}

function conflictOf(
  target: Target,
  low: number,
  high: number,
  { bound, weightMin, weightMax }: DynamicTargets,
): RuleConflict {
  const { weight } = target;
  const name = nameOf(target);
  if (bound === null) return { kind: "bounds-crossed", weightMin, weightMax };
  return weight > high
    ? { kind: "bound-over-most", name, weight, bound, weightMax, needed: low }
    : { kind: "bound-under-least", name, weight, bound, weightMin, needed: high };
}

/** Assets that stand behind the targets, once each. */
export const assetsOf = (targets: readonly Target[]): string[] => [...new Set(targets.flatMap(targetMembers))];

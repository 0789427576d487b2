/**
 * The least and the most each ruled target may weigh: the policy's own least and most, and the strategic weight +/- `bound`.
 * The safe target is held to the latter only, since it takes whatever is left. Bounds that cannot be met are told with what
 * to change.
 */
import { type DynamicTargets, type Target, targetMembers } from "@/lib/engine/model";
import { nameOf, type Roles } from "./assign-roles";
import { impossible, type RuleProblem } from "./rule-problem";

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
  if (least > roles.rest + NOISE) {
    return impossible(
      `The least weights of ${count(members.length)} come to ${percent(least)}, more than the ${percent(roles.rest)} there is to share out. ` +
        `Lower the least weight of ${percent(weightMin)}${roles.rest < 1 ? ", or fix less" : ""}.`,
    );
  }
  if (most < roles.rest - NOISE) {
    return impossible(
      `The most weights of ${count(members.length)} come to ${percent(most)}, less than the ${percent(roles.rest)} there is to share out. ` +
        `Raise the most weight of ${percent(weightMax)}${bound === null ? "" : ", widen the bound"}, or fix more.`,
    );
  }
  return null;
}

function conflictOf(
  target: Target,
  low: number,
  high: number,
  { bound, weightMin, weightMax }: DynamicTargets,
): string {
  const name = nameOf(target);
  if (bound === null)
    return `The least weight of ${percent(weightMin)} is above the most of ${percent(weightMax)}. Lower it.`;
  const around = `${name} is to stay within ${points(bound)} of its ${percent(target.weight)}`;
  return target.weight > high
    ? `${around}, but at most at ${percent(weightMax)}. Raise the most to ${percent(low)}, widen the bound or fix ${name}.`
    : `${around}, but at least at ${percent(weightMin)}. Lower the least to ${percent(high)}, widen the bound or fix ${name}.`;
}

/** Assets that stand behind the targets, once each. */
export const assetsOf = (targets: readonly Target[]): string[] => [...new Set(targets.flatMap(targetMembers))];

const percent = (share: number) => `${(100 * share).toFixed(1)}\u00a0%`;
const points = (share: number) => `${(100 * share).toFixed(1)}\u00a0pp`;
const count = (targets: number) => (targets === 1 ? "one target" : `${targets} targets`);

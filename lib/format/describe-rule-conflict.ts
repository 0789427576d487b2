/** Why a policy's rule can set no weights, or a band no width, and what its owner can change. */
import type { RuleConflict } from "@/lib/engine/model";
import { formatPercent, formatPoints } from "./number";
import { plural } from "./plural";

export function describeRuleConflict(conflict: RuleConflict): string {
  switch (conflict.kind) {
    case "safe-is-no-target":
      return `The safe target ${conflict.safe} is none of the targets. Name one that is.`;
    case "safe-is-fixed":
      return `${conflict.name} is both fixed and the safe target. Choose one.`;
    case "safe-missing":
      return "A volatility target needs a safe target for what it does not invest. Name one.";
    case "nothing-to-weigh":
      return "Every target is fixed or safe, so the rule has nothing to weigh. Free one.";
    case "did-not-move":
      return `${conflict.name} did not move in the look-back, so weights by risk would be all its own. Fix its weight.`;
    case "no-return-above-minimum":
      return "No target's return is above the minimum, and there is no safe target to go to. Name one, or drop the minimum.";
    case "nothing-to-scale":
      return "The targets to be scaled are all written with 0 %. Give them weights.";
    case "no-solution":
      return `Rounding kept the rule ${conflict.rule} from a solution; look back further.`;
    case "bounds-crossed":
      return `The least weight of ${formatPercent(conflict.weightMin)} is above the most of ${formatPercent(conflict.weightMax)}. Lower it.`;
    case "bound-over-most": {
      const { name, weightMax, needed } = conflict;
      return `${around(conflict)}, but at most at ${formatPercent(weightMax)}. Raise the most to ${formatPercent(needed)}, widen the bound or fix ${name}.`;
    }
    case "bound-under-least": {
      const { name, weightMin, needed } = conflict;
      return `${around(conflict)}, but at least at ${formatPercent(weightMin)}. Lower the least to ${formatPercent(needed)}, widen the bound or fix ${name}.`;
    }
    case "least-too-large": {
      const { count, least, rest, weightMin } = conflict;
      const lower = `Lower the least weight of ${formatPercent(weightMin)}${rest < 1 ? ", or fix less" : ""}.`;
      return `The least weights of ${targets(count)} come to ${formatPercent(least)}, more than the ${formatPercent(rest)} there is to share out. ${lower}`;
    }
    case "most-too-small": {
      const { count, most, rest, weightMax, isBound } = conflict;
      const raise = `Raise the most weight of ${formatPercent(weightMax)}${isBound ? ", widen the bound" : ""}, or fix more.`;
      return `The most weights of ${targets(count)} come to ${formatPercent(most)}, less than the ${formatPercent(rest)} there is to share out. ${raise}`;
    }
    case "cost-unknown":
      return `What trading ${conflict.name} costs is not known: no open market trades it. Write a cost into its band.`;
    case "no-market":
      return `No venue of this portfolio has a market of ${conflict.assets.join(", ")} in ${conflict.quote}, so there is no history to read.`;
  }
}

const around = ({ name, weight, bound }: { name: string; weight: number; bound: number }) =>
  `${name} is to stay within ${formatPoints(bound, { isSigned: false })} of its ${formatPercent(weight)}`;

const targets = (count: number) => (count === 1 ? "one target" : plural(count, "target"));

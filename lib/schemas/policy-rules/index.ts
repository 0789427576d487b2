/**
 * Everything a policy of the right shape may still have wrong, each with the path of its field and a sentence for its
 * owner. `parsePolicy` checks what a file, a link or the API brings by it; the editor checks its draft, so that both
 * say the same of the same policy. Bounds stand in POLICY_BOUNDS. No zod here: the browser carries this file.
 */
import type { Policy } from "@/lib/engine/model";
import { isDecimal, isNegative, isPositive, type Notional } from "@/lib/money";
import { bandProblems } from "./bands";
import { figureProblems, type PolicyProblem } from "./figures";
import { dynamicProblems, stopProblems, triggerProblems } from "./parts";
import { assetProblems, targetProblems } from "./targets";

export type { PolicyProblem } from "./figures";

export function policyProblems(policy: Policy): PolicyProblem[] {
  const { targets, triggers, dynamic, trendGuard, stop, limits } = policy;
  return [
    ...targetProblems(targets),
    ...triggers.flatMap((trigger, index) => triggerProblems(trigger, `triggers.${index}`)),
    ...bandProblems(policy.band, "band"),
    ...figureProblems("policy", "", policy),
    ...assetProblems(policy.quoteAsset, "quoteAsset"),
    ...moneyProblems("The minimum trade", policy.tradeNotionalMin, "tradeNotionalMin"),
    ...figureProblems("limits", "limits", limits),
    ...largestOrderProblems(limits.orderNotionalMax),
    ...(dynamic ? dynamicProblems(dynamic, targets) : []),
    ...(trendGuard ? figureProblems("trendGuard", "trendGuard", trendGuard) : []),
    ...(stop ? stopProblems(stop) : []),
  ];
}

/** Money is text, and may be half typed. */
function moneyProblems(what: string, text: string, path: string): PolicyProblem[] {
  if (!isDecimal(text))
    return [{ path, message: `${what} must be a number with digits and one point, for example "10.50".` }];
  return isNegative(text) ? [{ path, message: `${what} must not be negative.` }] : [];
}

/** With a largest order of 0 nothing could ever be traded; whoever writes it means that there is none. */
function largestOrderProblems(text: Notional | null): PolicyProblem[] {
  if (text === null) return [];
  const path = "limits.orderNotionalMax";
  const found = moneyProblems("The largest order", text, path);
  if (found.length > 0 || isPositive(text)) return found;
  return [{ path, message: "The largest order must be more than 0. Leave it out for none." }];
}

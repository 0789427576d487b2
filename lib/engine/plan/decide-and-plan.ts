/**
 * Decision and plan in one step, which is what a check of a portfolio wants: a rebalance of which no trade can be made
 * (too small, market closed, no cash) is a hold (`nothing-to-trade`), and says what stopped each.
 */
import { type DecideClock, decide } from "@/lib/engine/decide/decide";
import type { Decision, HoldReason, Plan, Policy, Snapshot } from "@/lib/engine/model";
import { type PlanOptions, planTrades } from "./plan-trades";

export type Proposal =
  | { kind: "hold"; decision: Extract<Decision, { kind: "hold" }>; plan: null }
  | { kind: "rebalance"; decision: Extract<Decision, { kind: "rebalance" }>; plan: Plan };

export function decideAndPlan(
  policy: Policy,
  snapshot: Snapshot,
  clock: DecideClock,
  options: PlanOptions = {},
): Proposal {
  const decision = decide(policy, snapshot, clock);
  if (decision.kind === "hold") return { kind: "hold", decision, plan: null };
  const plan = planTrades(policy, snapshot, { reasons: decision.reasons, ...options });
  if (plan.orders.length > 0) return { kind: "rebalance", decision, plan };
  return {
    kind: "hold",
    plan: null,
    decision: {
      ...decision,
      kind: "hold",
      reasons: [nothingLeft(policy, snapshot, decision, plan)],
      checks: [
        ...decision.checks,
        {
          check: "minimum-trade",
          outcome: "wait",
          detail: isTooSmall(plan)
            ? `every trade is under the minimum of ${policy.tradeNotionalMin} ${snapshot.baseCurrency} or of its venue`
            : "no trade that is wanted can be made now",
        },
      ],
    },
  };
}

/** Whether size alone stops every trade that is wanted: not a closed market, missing cash or a lock. */
const isTooSmall = ({ carried }: Plan) =>
  carried.every(({ reason }) => reason.kind === "below-venue-minimum" || reason.kind === "below-policy-minimum");

/** What cannot be sold on the way out of the market leaves the portfolio as far out as it can be. */
function nothingLeft(
  policy: Policy,
  { ruling, baseCurrency }: Snapshot,
  { reasons }: Decision,
  { carried }: Plan,
): HoldReason {
  const exit = reasons.find((reason) => reason.kind === "portfolio-stop");
  const stop = ruling?.ok === true ? ruling.ruling.stop : null;
  if (exit === undefined || stop === null)
    return { kind: "nothing-to-trade", notionalMin: policy.tradeNotionalMin, carried, baseCurrency };
  return { kind: "stopped-out", since: stop.since, fall: exit.fall, safeAsset: exit.safeAsset };
}

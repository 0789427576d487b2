/**
 * Decision and plan in one step, which is what a check of a portfolio wants: a rebalance whose every trade is too
 * small to make is a hold (`nothing-to-trade`), and says so.
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
      reasons: [nothingLeft(policy, snapshot, decision)],
      checks: [
        ...decision.checks,
        {
          check: "minimum-trade",
          outcome: "wait",
          detail: `every trade is under the minimum of ${policy.tradeNotionalMin} ${snapshot.baseCurrency} or of its venue`,
        },
      ],
    },
  };
}

/** What cannot be sold on the way out of the market leaves the portfolio as far out as it can be. */
function nothingLeft(policy: Policy, { ruling }: Snapshot, { reasons }: Decision): HoldReason {
  const exit = reasons.find((reason) => reason.kind === "portfolio-stop");
  const stop = ruling?.ok === true ? ruling.ruling.stop : null;
  if (exit === undefined || stop === null) return { kind: "nothing-to-trade", notionalMin: policy.tradeNotionalMin };
  return { kind: "stopped-out", since: stop.since, fall: exit.fall, safeAsset: exit.safeAsset };
}

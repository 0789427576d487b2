/**
 * Decision and plan in one step, from one measurement that is handed on to whoever judges the plan: what a check of a
 * portfolio wants. A rebalance none of whose trades can be made is a hold, and says why: all are too small
 * (`nothing-to-trade`), or something else stands in their way (`cannot-trade`).
 */
import { type DecideClock, decide } from "@/lib/engine/decide/decide";
import type { CheckFinding, Decision, HoldReason, Plan, Policy, Snapshot, UntradableLeg } from "@/lib/engine/model";
import { type Allocation, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { type PlanOptions, planTrades } from "./plan-trades";

export type Proposal = (
  | { kind: "hold"; decision: Extract<Decision, { kind: "hold" }>; plan: null }
  | { kind: "rebalance"; decision: Extract<Decision, { kind: "rebalance" }>; plan: Plan }
) & { allocation: Allocation };

export function decideAndPlan(
  policy: Policy,
  snapshot: Snapshot,
  clock: DecideClock,
  options: PlanOptions = {},
): Proposal {
  const { allocation = measureAllocation(policy, snapshot) } = options;
  const decision = decide(policy, snapshot, clock, allocation);
  if (decision.kind === "hold") return { kind: "hold", decision, plan: null, allocation };
  const plan = planTrades(policy, snapshot, { reasons: decision.reasons, ...options, allocation });
  if (plan.orders.length > 0) return { kind: "rebalance", decision, plan, allocation };
  return {
    kind: "hold",
    plan: null,
    allocation,
    decision: {
      ...decision,
      kind: "hold",
      reasons: [nothingLeft(policy, snapshot, decision, plan)],
      checks: [
        ...decision.checks,
        { check: "minimum-trade", outcome: "wait", finding: findingOf(policy, snapshot, plan) },
      ],
    },
  };
}

/** What cannot be sold on the way out of the market leaves the portfolio as far out as it can be. */
function nothingLeft(policy: Policy, { resolved }: Snapshot, { reasons }: Decision, plan: Plan): HoldReason {
  const exit = reasons.find((reason) => reason.kind === "portfolio-stop");
  const stop = resolved?.ok === true ? resolved.resolved.stop : null;
  if (exit === undefined || stop === null) {
    const legs = inTheWay(plan);
    return legs.length > 0
      ? { kind: "cannot-trade", legs }
      : { kind: "nothing-to-trade", notionalMin: policy.tradeNotionalMin };
  }
  return { kind: "stopped-out", since: stop.since, fall: exit.fall, safeAsset: exit.safeAsset };
}

/** What keeps trades from being made other than that they are too small. */
function inTheWay({ deferred }: Plan): UntradableLeg[] {
  return deferred.flatMap(({ asset, side, reason }) => {
    if (reason.kind === "below-venue-minimum" || reason.kind === "below-policy-minimum") return [];
    return [{ asset, side, why: reason.kind }];
  });
}

function findingOf(policy: Policy, snapshot: Snapshot, plan: Plan): CheckFinding {
  const legs = inTheWay(plan);
  if (legs.length > 0) return { kind: "no-trade", legs };
  return { kind: "trades-too-small", notionalMin: policy.tradeNotionalMin, unit: snapshot.baseCurrency };
}

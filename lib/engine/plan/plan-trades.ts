/**
 * Plans the trades that take a snapshot to its policy's post-trade weights.
 *
 * Only the difference is traded, through one quote asset at each venue. Sells come before buys, because buys spend
 * what sells bring; quantities round down to the market's step, so the plan never needs more than is there, and what
 * rounding leaves stays in cash. Nothing is sold that funds nothing, nothing is both bought and sold, and what is too
 * small, locked, closed or unpaid is deferred with its reason.
 *
 * Invariants: no order below a minimum · at each venue, buys with their fees <= free cash + what sells bring · every
 * traded asset moves toward its post-trade weight and not past it · the plan for what a plan leaves is empty (see
 * wanted-moves for the tolerance) · same input, same plan, byte for byte, in whatever order the input was listed.
 *
 * A plan follows from policy, snapshot (with its resolved policy) and the kind of run alone: who requested it does not
 * change the trades. Never throws for what a snapshot may hold; without value or with a price missing the plan is
 * empty.
 *
 * Leaving the market goes on without what has no price, and the autopilot's is sliced to the turnover of one run, the
 * largest first: the stop stays out, and the checks that follow go on until it is done. Run after run it ends with
 * nothing left that an order could sell, and a run trades more than its turnover only where its one order is the
 * smallest that the market takes.
 */
import {
  type AssetId,
  assetName,
  type Deferral,
  type OrderReason,
  type Plan,
  type PlannedOrder,
  type Policy,
  type Side,
  type Snapshot,
  type TriggerReason,
} from "@/lib/engine/model";
import { occasionOf } from "@/lib/engine/targets/destination-mode";
import { standingOccasion } from "@/lib/engine/targets/post-trade-weights";
import { type Allocation, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { add, type Notional, sum, toFloat } from "@/lib/money";
import type { DraftedOrder } from "./draft-orders";
import { draftUntilNothingIsLeft } from "./draft-until-nothing-is-left";
import { expectAfter } from "./expect-after";
import { planHash } from "./plan-hash";

export interface PlanOptions {
  /** Legs the owner unticked: the asset (not the quote) and its side. The rest is planned again without them. */
  leftOut?: readonly { asset: AssetId; side: Side }[];
  /**
   * Why the run was called for. A run for a deposit or a withdrawal alone trades no more than what came or went;
   * leaving for the safe asset and coming back is done whole. Any other reason changes nothing.
   */
  reasons?: readonly TriggerReason[];
  /** The snapshot as measured against this policy, where the caller has measured it already. */
  allocation?: Allocation;
}

export function planTrades(policy: Policy, snapshot: Snapshot, options: PlanOptions = {}): Plan {
  const leftOut = [...(options.leftOut ?? []), ...offPegBuys(snapshot)];
  const { allocation = measureAllocation(policy, snapshot) } = options;
  const occasion = options.reasons === undefined ? standingOccasion(allocation) : occasionOf(options.reasons);
  const isUnpriced = allocation.missing.length > 0 && occasion !== "stop";
  if (isUnpriced || toFloat(allocation.value) <= 0) return finish(allocation, [], []);
  const { orders, deferred } = draftUntilNothingIsLeft(policy, snapshot, allocation, leftOut, occasion);
  const planned = inOrder(orders).map((order, leg) => ({ leg, ...order.draft, reason: reasonOf(allocation, order) }));
  return finish(allocation, planned, [...deferred, ...unpriced(allocation, snapshot)]);
}

/** On the way out: what is held and cannot be sold, because nobody prices it. */
function unpriced({ missing, layout }: Allocation, { holdings }: Snapshot): Deferral[] {
  const held = missing.filter((asset) => layout.positionOf.has(asset) && holdings.some((each) => each.asset === asset));
  return held.map((asset) => ({
    asset,
    side: "sell",
    notionalBase: "0.00" as Notional,
    reason: { kind: "no-price" },
  }));
}

/** What is off its peg is not bought. */
function offPegBuys({ offPeg = [] }: Snapshot): NonNullable<PlanOptions["leftOut"]> {
  return offPeg.map((asset) => ({ asset, side: "buy" as const }));
}

function finish(allocation: Allocation, orders: PlannedOrder[], deferred: Plan["deferred"]): Plan {
  const fees = sum(orders.map((order) => order.feeBase));
  const spread = sum(orders.map((order) => order.spreadBase));
  const total = add(fees, spread);
  const tradedBase = sum(orders.map((order) => order.notionalBase));
  const { after, driftAfter } = expectAfter(allocation, orders);
  const plan: Omit<Plan, "planHash"> = {
    orders,
    deferred,
    cost: {
      fees,
      spread,
      total,
      bpsOfPortfolio: inBps(total, allocation.value),
      bpsOfTrades: inBps(total, tradedBase),
    },
    tradedBase,
    valueBase: allocation.value,
    driftBefore: allocation.portfolioDrift,
    driftAfter,
    after,
  };
  return { ...plan, planHash: planHash(plan) };
}

/** What raises cash first, the largest first: a purchase that must shrink in execution is then the smallest one. */
function inOrder(orders: readonly DraftedOrder[]): DraftedOrder[] {
  const rank = ({ action }: DraftedOrder) => (action === "raise" ? 0 : 1);
  return [...orders].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      toFloat(right.draft.notionalBase) - toFloat(left.draft.notionalBase) ||
      (name(left) < name(right) ? -1 : 1),
  );
}

const name = ({ draft }: DraftedOrder) => `${draft.symbol} ${draft.venueId}`;

function reasonOf(allocation: Allocation, { route, action, position: index }: DraftedOrder): OrderReason {
  const position = allocation.layout.positions[index]!;
  const row = allocation.layout.rows[position.row]!;
  if (index === allocation.layout.cashPosition) return { kind: "raises-cash", asset: route.asset };
  if (row.origin === "untargeted") return { kind: "untargeted" };
  // A member of a weighted group is judged by itself: it may be under while its group is over.
  const drift = allocation.columns.weights[index]! - position.target;
  const { key } = row;
  const name = position.key === key ? row.name : assetName(route.asset);
  const excess = Math.abs(drift) - position.band;
  return { kind: action === "raise" ? "over-target" : "under-target", key, name, drift, excess };
}

function inBps(part: Notional, whole: Notional): number {
  const divisor = toFloat(whole);
  return divisor > 0 ? (toFloat(part) / divisor) * 10_000 : 0;
}

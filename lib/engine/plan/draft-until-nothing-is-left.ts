/**
 * Drafts orders, measures what they would leave, and drafts again for that, until nothing is left to do.
 *
 * One pass is enough nearly always. It is not where rounding or a struck-out order freed cash at a venue that another
 * purchase could use: without the second pass the next check would find it and trade again. Orders of later passes are
 * merged into the first ones, so there is at most one order per market and venue.
 */
import type { Deferral, Policy, Snapshot } from "@/lib/engine/model";
import type { Occasion } from "@/lib/engine/targets/destination-mode";
import { type Allocation, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { add, type Quantity, toFloat } from "@/lib/money";
import { deferRemainder } from "./defer-remainder";
import { type DraftedOrder, draftOrders, type LeftOut } from "./draft-orders";
import { applyOrders } from "./expect-after";
import { draftOrder, expectedExchange } from "./size-order";
import { measureTradingCapacity, type TradingCapacity } from "./trading-capacity";
import { type RunKind, type WantedMoves, wantedMoves } from "./wanted-moves";

/** Each pass leaves less than the one before; a plan that has not settled by then is good enough. */
const PASSES_MAX = 32;
const FINDINGS_MAX = 4;

export function draftUntilNothingIsLeft(
  policy: Policy,
  snapshot: Snapshot,
  allocation: Allocation,
  leftOut: readonly LeftOut[],
  occasion: Occasion,
): { orders: DraftedOrder[]; deferred: Deferral[] } {
  const orders = new Map<string, DraftedOrder>();
  let deferred: Deferral[] = [];
  let before = snapshot;
  let measured = allocation;
  const turnoverMax = turnoverOfExit(policy, allocation, occasion);
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const capacity = measureTradingCapacity(policy, before, measured, orderedIn(orders));
    const turnover = turnoverMax === null ? null : { left: turnoverMax - tradedBy(orders), isBegun: orders.size > 0 };
    const run = { occasion, flowBudget: budgetLeft(allocation, measured), turnover };
    const { moves, drafted } = draftWithFindings(policy, measured, capacity, [...leftOut, ...oppositesOf(orders)], run);
    deferred = deferRemainder(policy, measured, capacity, moves, drafted, leftOut);
    for (const order of drafted.orders) merge(orders, order, policy.limits.slippageBpsMax);
    if (drafted.orders.length === 0 || !isWorthAnotherPass(measured, moves, drafted.orders)) break;
    before = applyOrders(
      before,
      drafted.orders.map((order) => order.draft),
    );
    measured = measureAllocation(policy, before);
    // Who was guarded when the plan began stays so: its own fees must not lift anyone over the guard's cap.
    policy.targets.forEach((_, row) => {
      measured.weightColumns.guarded[row] = allocation.weightColumns.guarded[row]!;
    });
  }
  return { orders: [...orders.values()], deferred };
}

/**
 * A draft finds out two things that its post-trade weights were made without: what the trades really cost where they
 * are made, and which moves are smaller than any order. The weights are then made anew around both.
 */
function draftWithFindings(
  policy: Policy,
  allocation: Allocation,
  capacity: TradingCapacity,
  leftOut: readonly LeftOut[],
  run: RunKind,
) {
  const stuck = new Set<number>();
  let moves = wantedMoves(policy, allocation, capacity, {}, run);
  let drafted = draftOrders(policy, allocation, capacity, moves, leftOut);
  for (let round = 0; round < FINDINGS_MAX; round += 1) {
    const known = stuck.size;
    for (const position of stuckPositions(allocation, moves, drafted)) stuck.add(position);
    const costs = drafted.orders.reduce((sum, order) => sum + costOf(order, allocation), 0);
    const isAsExpected = Math.abs(costs - moves.costs) < moves.noise / 10;
    if (stuck.size === known && isAsExpected) break;
    moves = wantedMoves(policy, allocation, capacity, stuck.size === known ? { costs, stuck } : { stuck }, run);
    drafted = draftOrders(policy, allocation, capacity, moves, leftOut);
  }
  return { moves, drafted };
}

/** What a cash-flow run may still spend (or must still raise), after what the passes before did to cash. */
function budgetLeft(first: Allocation, now: Allocation): number {
  const budget = first.weightColumns.flowShare;
  const left = budget - (cashWeight(first) - cashWeight(now));
  return budget > 0 ? Math.max(left, 0) : Math.min(left, 0);
}

const cashWeight = ({ layout, columns }: Allocation) =>
  layout.cashPosition === null ? 0 : columns.weights[layout.cashPosition]!;

function stuckPositions(allocation: Allocation, moves: WantedMoves, drafted: ReturnType<typeof draftOrders>): number[] {
  const traded = new Set(drafted.orders.map((order) => order.position));
  const struck = new Set(drafted.struck.map((strike) => strike.position));
  const positions: number[] = [];
  moves.wanted.forEach((move, position) => {
    if (
      move === 0 ||
      position === allocation.layout.cashPosition ||
      traded.has(position) ||
      moves.sliced[position] === 1
    )
      return;
    if (struck.has(position) || Math.abs(move) < moves.smallest[position]!) positions.push(position);
  });
  return positions;
}

function costOf({ draft, exchange }: DraftedOrder, allocation: Allocation): number {
  const worth = (asset: string, units: string) => toFloat(units) * toFloat(allocation.prices.get(asset) ?? "0");
  const { gives, receives } = exchange;
  return draft.side === "buy"
    ? worth(draft.quote, gives) - worth(draft.base, receives)
    : worth(draft.base, gives) - worth(draft.quote, receives);
}

/** Value the autopilot may trade in one run on its way out of the market; null where nothing slices it. */
function turnoverOfExit({ autonomy, limits }: Policy, { value }: Allocation, occasion: Occasion): number | null {
  return occasion === "stop" && autonomy === "auto" ? limits.turnoverMax * toFloat(value) : null;
}

function tradedBy(orders: ReadonlyMap<string, DraftedOrder>): number {
  return [...orders.values()].reduce((traded, { draft }) => traded + toFloat(draft.notionalBase), 0);
}

/** Base units ordered so far, by venue and symbol: of the largest order only the rest is left to later passes. */
function orderedIn(orders: ReadonlyMap<string, DraftedOrder>) {
  const ordered = new Map<string, Quantity>();
  for (const { draft } of orders.values()) {
    const key = `${draft.venueId} ${draft.symbol}`;
    ordered.set(key, add(ordered.get(key) ?? ("0" as Quantity), draft.quantity));
  }
  return (venueId: string, symbol: string) => ordered.get(`${venueId} ${symbol}`) ?? ("0" as Quantity);
}

/** What was bought is not sold again by a later pass, and the other way round. */
function oppositesOf(orders: ReadonlyMap<string, DraftedOrder>): LeftOut[] {
  return [...orders.values()].map(({ route, action }) => ({
    asset: route.asset,
    side: action === "raise" ? "buy" : "sell",
  }));
}

function merge(orders: Map<string, DraftedOrder>, order: DraftedOrder, slippageBpsMax: number): void {
  const key = `${order.draft.side} ${order.draft.symbol} ${order.draft.venueId}`;
  const first = orders.get(key);
  if (first === undefined) {
    orders.set(key, order);
    return;
  }
  const quantity = add(first.draft.quantity, order.draft.quantity);
  const draft = draftOrder(first.route, first.action, quantity, slippageBpsMax);
  if (draft !== null) orders.set(key, { ...first, draft, exchange: expectedExchange(draft) });
}

/** Whether some position ends up elsewhere than planned, by more than rounding: its share may then serve another. */
function isWorthAnotherPass(allocation: Allocation, moves: WantedMoves, orders: readonly DraftedOrder[]): boolean {
  // What was found too small beside the first orders may be possible after them.
  if (moves.frozen.some((isFrozen, position) => isFrozen === 1 && Number.isFinite(moves.smallest[position])))
    return true;
  const left = Float64Array.from(moves.wanted);
  const book = (asset: string, units: number) => {
    const position = allocation.layout.positionOf.get(asset);
    if (position !== undefined) left[position] = left[position]! - units * toFloat(allocation.prices.get(asset) ?? "0");
  };
  for (const { draft, exchange } of orders) {
    const { gives, receives } = exchange;
    book(draft.side === "buy" ? draft.quote : draft.base, -toFloat(gives));
    book(draft.side === "buy" ? draft.base : draft.quote, toFloat(receives));
  }
  return left.some((value) => Math.abs(value) > moves.noise);
}

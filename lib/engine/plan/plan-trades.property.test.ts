/** What every plan keeps, whatever chance holds and wants. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "@/lib/engine/decide/decide";
import type { Policy, Snapshot } from "@/lib/engine/model";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { add, isLess, isMore, minimum, multiply, type Quantity, roundDownToStep, subtract, toFloat } from "@/lib/money";
import { worlds } from "@/lib/testing/arbitraries";
import { aClock } from "@/lib/testing/builders";
import { decideAndPlan } from "./decide-and-plan";
import { applyOrders } from "./expect-after";
import { planTrades } from "./plan-trades";
import { expectedExchange } from "./size-order";
import { measureTradingCapacity } from "./trading-capacity";
import { wantedMoves } from "./wanted-moves";

const RUNS = { numRuns: 300 };
/** Steps worth percents of a portfolio leave a second, small order in one of some thousand worlds; never a large one. */
const REMAINDER_SHARE_MAX = 0.01;
const REMAINDERS_MAX = 2;

const planned = (policy: Policy, snapshot: Snapshot) => {
  const allocation = measureAllocation(policy, snapshot);
  const capacity = measureTradingCapacity(policy, snapshot, allocation);
  return { allocation, ...wantedMoves(policy, allocation, capacity) };
};

test("only differences are traded, toward the target and never past it", () => {
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      const { allocation, destination } = planned(policy, snapshot);
      const plan = planTrades(policy, snapshot);
      const traded = new Map<string, number>();
      for (const order of plan.orders) {
        const price = toFloat(allocation.prices.get(order.base)!);
        const kept =
          order.feeAsset === order.base ? toFloat(subtract(order.quantity, order.fee)) : toFloat(order.quantity);
        const move = (order.side === "buy" ? kept : -toFloat(order.quantity)) * price;
        traded.set(order.base, (traded.get(order.base) ?? 0) + move);
      }
      const byOccurrence = new Map<number, number>();
      for (const [asset, move] of traded) {
        const position = allocation.layout.positionOf.get(asset)!;
        byOccurrence.set(position, (byOccurrence.get(position) ?? 0) + move);
      }
      for (const [position, move] of byOccurrence) {
        if (position === allocation.layout.cashPosition) continue;
        const value = allocation.columns.values[position]!;
        const total = toFloat(allocation.value);
        const bounds = [destination.columns.bufferedTargets[position]!, allocation.columns.targets[position]!];
        const [low, high] = [Math.min(...bounds) * destination.value, Math.max(...bounds) * total];
        const slack = 1e-6 * total + toFloat(plan.cost.total);
        if (move > 0) expect(value + move).toBeLessThanOrEqual(high + slack);
        else expect(value + move).toBeGreaterThanOrEqual(low - slack - (total - destination.value));
        // And the post-trade weight itself lies between the weight and the position's own target.
        const weight = destination.columns.weights[position]!;
        expect(destination.postTradeWeights[position]!).toBeGreaterThanOrEqual(Math.min(weight, ...bounds) - 1e-9);
        expect(destination.postTradeWeights[position]!).toBeLessThanOrEqual(Math.max(weight, ...bounds) + 1e-9);
      }
    }),
    RUNS,
  );
});

test("post-trade weights sum to one", () => {
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      const { destination, allocation } = planned(policy, snapshot);
      if (toFloat(allocation.value) === 0) return;
      expect(destination.postTradeWeights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    }),
    RUNS,
  );
});

test("no venue spends more than it has: sales first, fees included, nothing locked", () => {
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      const free = new Map<string, Quantity>();
      for (const holding of snapshot.holdings) {
        if (!holding.isLocked) free.set(`${holding.venueId} ${holding.asset}`, holding.free);
      }
      const zero = "0" as Quantity;
      for (const order of planTrades(policy, snapshot).orders) {
        const { gives, receives } = expectedExchange(order);
        const [from, to] = order.side === "buy" ? [order.quote, order.base] : [order.base, order.quote];
        const left = subtract(free.get(`${order.venueId} ${from}`) ?? zero, gives);
        expect(isLess(left, "0")).toBe(false);
        free.set(`${order.venueId} ${from}`, left);
        free.set(`${order.venueId} ${to}`, add(free.get(`${order.venueId} ${to}`) ?? zero, receives));
      }
    }),
    RUNS,
  );
});

test("no order is under a minimum or off its step; no asset is both bought and sold", () => {
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      const sides = new Map<string, string>();
      for (const order of planTrades(policy, snapshot).orders) {
        const venue = snapshot.venues.find((each) => each.venueId === order.venueId)!;
        const market = venue.markets.find((each) => each.symbol === order.symbol)!;
        expect(roundDownToStep(order.quantity, market.quantityStep)).toBe(order.quantity);
        const judged = multiply(order.quantity, minimum(order.limitPrice, order.expectedPrice));
        expect(isLess(judged, market.notionalMin)).toBe(false);
        expect(isLess(order.notionalBase, policy.tradeNotionalMin)).toBe(false);
        expect(isMore(order.quantity, "0")).toBe(true);
        expect(sides.get(order.base) ?? order.side).toBe(order.side);
        sides.set(order.base, order.side);
      }
    }),
    RUNS,
  );
});

test("the plan for what a plan leaves is empty", () => {
  let remainders = 0;
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      const first = planTrades(policy, snapshot);
      const second = planTrades(policy, applyOrders(snapshot, first.orders));
      if (second.orders.length > 0) remainders += 1;
      expect(toFloat(second.tradedBase)).toBeLessThanOrEqual(REMAINDER_SHARE_MAX * toFloat(second.valueBase));
    }),
    RUNS,
  );
  expect(remainders).toBeLessThanOrEqual(REMAINDERS_MAX);
});

test("after a plan the next check holds", () => {
  const clock = aClock();
  fc.assert(
    fc.property(worlds, ({ policy, snapshot }) => {
      // A first purchase goes by a way of its own, to the targets: what is decided is what is planned.
      const { plan } = decideAndPlan(policy, snapshot, clock);
      const after = applyOrders(snapshot, (plan ?? planTrades(policy, snapshot)).orders);
      expect(decideAndPlan(policy, after, clock).kind).toBe("hold");
      // Where nothing stood in the way, it is the bands themselves that say so.
      const { wanted, frozen, allocation } = planned(policy, after);
      const isReached = wanted.every((move) => move === 0) && !frozen.includes(1);
      if (isReached && toFloat(allocation.value) > 0 && allocation.columns.immovable.every((share) => share === 0)) {
        expect(decide(policy, after, clock).kind).toBe("hold");
      }
    }),
    RUNS,
  );
});

test("the order of the lists does not matter, and the same input is the same bytes", () => {
  fc.assert(
    fc.property(worlds, fc.infiniteStream(fc.nat()), ({ policy, snapshot }, chance) => {
      const shuffle = <T>(list: readonly T[]): T[] =>
        list
          .map((item) => ({ item, at: chance.next().value as number }))
          .sort((left, right) => left.at - right.at)
          .map(({ item }) => item);
      const other: Snapshot = {
        ...snapshot,
        holdings: shuffle(snapshot.holdings),
        prices: shuffle(snapshot.prices),
        venues: shuffle(snapshot.venues).map((venue) => ({
          ...venue,
          markets: shuffle(venue.markets),
          quotes: shuffle(venue.quotes),
        })),
      };
      const plan = planTrades(policy, snapshot);
      expect(JSON.stringify(planTrades(policy, snapshot))).toBe(JSON.stringify(plan));
      const shuffled = planTrades({ ...policy, targets: shuffle(policy.targets) }, other);
      expect(shuffled.orders).toEqual(plan.orders);
      expect(shuffled.planHash).toBe(plan.planHash);
    }),
    RUNS,
  );
});

/**
 * What each slot should give up or gain, in the base currency: the difference to its goal, and nothing else.
 *
 * Goals are shares of what is left after the run's own costs, and the costs follow from the moves, so the two are
 * solved together; each round shrinks the error by the cost rate, four leave less than a satoshi.
 *
 * No-trade tolerance: a difference under a basis point of the portfolio, or under the smallest order any market of the
 * slot takes, or under the owner's own minimum, is left alone. Hence a plan for what a plan leaves is empty.
 */
import type { Policy } from "@/lib/engine/model";
import { type Aim, aimAllocation } from "@/lib/engine/targets/aim";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { toFloat } from "@/lib/money";
import type { TradingRoom } from "./trading-room";

/** Share of the portfolio under which a deviation is not worth an order: 0.01 pp. */
export const NO_TRADE_SHARE = 0.0001;
const ROUNDS = 4;

export interface WantedMoves {
  aim: Aim;
  /** Signed by slot: what the goal asks for. Cash balances the rest. */
  wanted: Float64Array;
  /** Smallest value worth trading by slot; Infinity where there is no market. */
  smallest: Float64Array;
  /** Differences under this are rounding, not wishes. */
  noise: number;
}

export function wantedMoves(policy: Policy, allocation: Allocation, room: TradingRoom): WantedMoves {
  const { slots, cashSlot, slotOf } = allocation.layout;
  const { values } = allocation.columns;
  const total = toFloat(allocation.value);
  const noise = total * NO_TRADE_SHARE;
  const smallest = new Float64Array(slots.length).fill(Number.POSITIVE_INFINITY);
  const sellRate = new Float64Array(slots.length).fill(Number.POSITIVE_INFINITY);
  const buyRate = new Float64Array(slots.length).fill(Number.POSITIVE_INFINITY);
  const ownMinimum = Math.max(toFloat(policy.tradeNotionalMin), noise);
  for (const route of room.routes) {
    const slot = slotOf.get(route.asset)!;
    const marketMinimum =
      toFloat(route.market.notionalMin) * (route.isInverted ? route.priceFloat : route.cashPriceFloat);
    smallest[slot] = Math.min(smallest[slot]!, Math.max(ownMinimum, marketMinimum));
    sellRate[slot] = Math.min(sellRate[slot]!, route.sellCost);
    buyRate[slot] = Math.min(buyRate[slot]!, route.buyCost);
  }

  const wanted = new Float64Array(slots.length);
  let costs = 0;
  let aim = aimAllocation(policy, allocation, 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round > 0) aim = aimAllocation(policy, allocation, costs);
    costs = 0;
    for (let slot = 0; slot < slots.length; slot += 1) {
      const move = aim.goals[slot]! * aim.value - values[slot]!;
      wanted[slot] = Math.abs(move) < noise ? 0 : move;
      if (slot === cashSlot || Math.abs(move) < smallest[slot]!) continue;
      costs += move < 0 ? -move * sellRate[slot]! : move * buyRate[slot]!;
    }
  }
  return { aim, wanted, smallest, noise };
}

/**
 * What each slot should give up or gain, in the base currency: the difference to its goal, and nothing else.
 *
 * Goals are shares of what is left after the run's own costs, and the costs follow from the moves, so the two are
 * solved together; each round shrinks the error by the cost rate, four leave less than a satoshi.
 *
 * Where orders may only be so large a sale is cut, and goals are made around that: what is not raised is not spent, and
 * the purchases shrink alike, while cash keeps its own aim.
 *
 * No-trade tolerance: a difference under 0.02 pp of the portfolio, or under the smallest order any market of the
 * slot takes, or under the owner's own minimum, is left alone. Hence a plan for what a plan leaves is empty.
 */
import type { Policy } from "@/lib/engine/model";
import { type Aim, type AimOptions, aimAllocation } from "@/lib/engine/targets/aim";
import { NO_TRADE_SHARE } from "@/lib/engine/valuation/kernels";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { toFloat } from "@/lib/money";
import type { TradingRoom } from "./trading-room";
import { cutSales, orderableOf, sellableOf, sliceToTurnover } from "./within-sizes";

const ROUNDS = 4;

export interface WantedMoves {
  /** Expected costs the goals were made for. */
  costs: number;
  aim: Aim;
  /** Signed by slot: what the goal asks for. Cash balances the rest. */
  wanted: Float64Array;
  /** 1 where the slot cannot move: no market, or no order small enough. */
  frozen: Uint8Array;
  /** The same if every slot had a market: what the owner misses where there is none. */
  ideal: Float64Array;
  /** The same if an order could be as large as it likes: what a cut leaves undone. */
  uncut: Float64Array;
  /** 1 where a sale is cut because one order may only be so large. */
  cut: Uint8Array;
  /** 1 where a move is cut because a run may only trade so much. */
  sliced: Uint8Array;
  /** Smallest value worth trading by slot; Infinity where there is no market. */
  smallest: Float64Array;
  /** Differences under this are rounding, not wishes. */
  noise: number;
}

/** What kind of run the moves are for: see aim-mode. */
export type RunKind = Pick<AimOptions, "occasion" | "flowBudget"> & {
  /** Value that this run may still trade, and whether it trades something already; null or absent: as much as it takes. */
  turnover?: { left: number; isBegun: boolean } | null;
};

export interface DraftFindings {
  /** Replaces the estimate, once a draft has shown at which venues the trades are really made. */
  costs?: number;
  /** Slots whose wish turned out smaller than any order: the others' goals are made around them. */
  stuck?: ReadonlySet<number>;
}

export function wantedMoves(
  policy: Policy,
  allocation: Allocation,
  room: TradingRoom,
  findings: DraftFindings = {},
  run: RunKind = {},
): WantedMoves {
  const { costs: knownCosts, stuck } = findings;
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

  const isFrozen = (slot: number) =>
    slot !== cashSlot && (smallest[slot] === Number.POSITIVE_INFINITY || stuck?.has(slot) === true);
  const frozen = Uint8Array.from(slots, (_, slot) => (isFrozen(slot) ? 1 : 0));
  const isAnyFrozen = frozen.includes(1);
  const wanted = new Float64Array(slots.length);
  let costs = knownCosts ?? 0;
  let aim = aimAllocation(policy, allocation, { ...run, frozen, costs });
  const sellable = isSized(room, run) ? sellableOf(allocation, room) : null;
  const { unsellable, cut } = cutSales(allocation, sellable, aim, noise);
  const isAnyCut = cut.includes(1);
  const around = { ...run, frozen, ...(isAnyCut ? { unsellable } : {}) };
  if (isAnyCut) aim = aimAllocation(policy, allocation, { ...around, costs });
  for (let round = 0; round < (knownCosts === undefined ? ROUNDS : 1); round += 1) {
    if (round > 0) aim = aimAllocation(policy, allocation, { ...around, costs });
    if (knownCosts === undefined) costs = 0;
    for (let slot = 0; slot < slots.length; slot += 1) {
      const move = aim.goals[slot]! * aim.value - values[slot]!;
      wanted[slot] = Math.abs(move) < noise ? 0 : move;
      if (slot === cashSlot || Math.abs(move) < smallest[slot]! || knownCosts !== undefined) continue;
      costs += move < 0 ? -move * sellRate[slot]! : move * buyRate[slot]!;
    }
  }
  const movesWith = (options: AimOptions, whole: number) =>
    aimAllocation(policy, allocation, options).goals.map((goal, slot) => goal * whole - values[slot]!);
  const ideal = isAnyFrozen ? movesWith(run, total) : wanted;
  const uncut = isAnyCut ? movesWith({ ...run, costs, frozen }, total - costs) : Float64Array.from(wanted);
  const sliced = new Uint8Array(slots.length);
  if (run.turnover != null) {
    const orderable = orderableOf(policy, allocation, room, smallest);
    sliceToTurnover(wanted, cashSlot, run.turnover, orderable, sliced);
  }
  return { costs, frozen, aim, wanted, ideal, uncut, cut, sliced, smallest, noise };
}

/** Whether any size bounds this run; most have none. */
function isSized({ routes }: TradingRoom, { turnover }: RunKind): boolean {
  return turnover != null || routes.some((route) => route.largest !== null);
}

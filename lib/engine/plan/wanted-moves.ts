/**
 * What each position should give up or gain, in the base currency: the difference to its post-trade weight, and nothing
 * else.
 *
 * Post-trade weights are shares of what is left after the run's own costs, and the costs follow from the moves, so the
 * two are solved together; each round shrinks the error by the cost rate, four leave less than a satoshi.
 *
 * Where orders may only be so large a sale is cut, and the weights are made around that: what is not raised is not
 * spent, and the purchases shrink alike, while cash keeps its own target.
 *
 * No-trade tolerance: a difference under 0.02 pp of the portfolio, or under the smallest order any market of the
 * position takes, or under the owner's own minimum, is left alone. Hence a plan for what a plan leaves is empty.
 */
import type { Policy } from "@/lib/engine/model";
import {
  type PostTradeOptions,
  type PostTradeWeights,
  planPostTradeWeights,
} from "@/lib/engine/targets/post-trade-weights";
import { NO_TRADE_SHARE } from "@/lib/engine/valuation/kernels";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { toFloat } from "@/lib/money";
import type { TradingCapacity } from "./trading-capacity";
import { cutSales, orderableOf, sellableOf, sliceToTurnover } from "./within-sizes";

const ROUNDS = 4;

export interface WantedMoves {
  /** Expected costs the post-trade weights were made for. */
  costs: number;
  destination: PostTradeWeights;
  /** Signed by position: value to gain or to give up. Cash balances the rest. */
  wanted: Float64Array;
  /** 1 where the position cannot move: no market, or no order small enough. */
  frozen: Uint8Array;
  /** The same if every position had a market: what the owner misses where there is none. */
  ideal: Float64Array;
  /** The same if an order could be of any size: what a cut leaves undone. */
  uncut: Float64Array;
  /** 1 where a sale is cut because one order may only be so large. */
  cut: Uint8Array;
  /** 1 where a move is cut because a run may only trade so much. */
  sliced: Uint8Array;
  /** Smallest value worth trading by position; Infinity where there is no market. */
  smallest: Float64Array;
  /** Differences under this are rounding, not moves. */
  noise: number;
}

/** What kind of run the moves are for: see destination-mode. */
export type RunKind = Pick<PostTradeOptions, "occasion" | "flowBudget"> & {
  /** Value that this run may still trade, and whether it trades something already; null or absent: no bound. */
  turnover?: { left: number; isBegun: boolean } | null;
};

export interface DraftFindings {
  /** Replaces the estimate, once a draft has shown at which venues the trades are really made. */
  costs?: number;
  /** Positions whose move turned out smaller than any order: the others' weights are made around them. */
  stuck?: ReadonlySet<number>;
}

export function wantedMoves(
  policy: Policy,
  allocation: Allocation,
  capacity: TradingCapacity,
  findings: DraftFindings = {},
  run: RunKind = {},
): WantedMoves {
  const { costs: knownCosts, stuck } = findings;
  const { positions, cashPosition, positionOf } = allocation.layout;
  const { values } = allocation.columns;
  const total = toFloat(allocation.value);
  const noise = total * NO_TRADE_SHARE;
  const smallest = new Float64Array(positions.length).fill(Number.POSITIVE_INFINITY);
  const sellRate = new Float64Array(positions.length).fill(Number.POSITIVE_INFINITY);
  const buyRate = new Float64Array(positions.length).fill(Number.POSITIVE_INFINITY);
  const ownMinimum = Math.max(toFloat(policy.tradeNotionalMin), noise);
  for (const route of capacity.routes) {
    const position = positionOf.get(route.asset)!;
    const marketMinimum =
      toFloat(route.market.notionalMin) * (route.isInverted ? route.priceFloat : route.cashPriceFloat);
    smallest[position] = Math.min(smallest[position]!, Math.max(ownMinimum, marketMinimum));
    sellRate[position] = Math.min(sellRate[position]!, route.sellCost);
    buyRate[position] = Math.min(buyRate[position]!, route.buyCost);
  }

  const isFrozen = (position: number) =>
    position !== cashPosition && (smallest[position] === Number.POSITIVE_INFINITY || stuck?.has(position) === true);
  const frozen = Uint8Array.from(positions, (_, position) => (isFrozen(position) ? 1 : 0));
  const isAnyFrozen = frozen.includes(1);
  const wanted = new Float64Array(positions.length);
  let costs = knownCosts ?? 0;
  let destination = planPostTradeWeights(policy, allocation, { ...run, frozen, costs });
  const sellable = isSized(capacity, run) ? sellableOf(allocation, capacity) : null;
  const { unsellable, cut } = cutSales(allocation, sellable, destination, noise);
  const isAnyCut = cut.includes(1);
  const around = { ...run, frozen, ...(isAnyCut ? { unsellable } : {}) };
  if (isAnyCut) destination = planPostTradeWeights(policy, allocation, { ...around, costs });
  for (let round = 0; round < (knownCosts === undefined ? ROUNDS : 1); round += 1) {
    if (round > 0) destination = planPostTradeWeights(policy, allocation, { ...around, costs });
    if (knownCosts === undefined) costs = 0;
    for (let position = 0; position < positions.length; position += 1) {
      const move = destination.postTradeWeights[position]! * destination.value - values[position]!;
      wanted[position] = Math.abs(move) < noise ? 0 : move;
      if (position === cashPosition || Math.abs(move) < smallest[position]! || knownCosts !== undefined) continue;
      costs += move < 0 ? -move * sellRate[position]! : move * buyRate[position]!;
    }
  }
  const movesWith = (options: PostTradeOptions, whole: number) =>
    planPostTradeWeights(policy, allocation, options).postTradeWeights.map(
      (weight, position) => weight * whole - values[position]!,
    );
  const ideal = isAnyFrozen ? movesWith(run, total) : wanted;
  const uncut = isAnyCut ? movesWith({ ...run, costs, frozen }, total - costs) : Float64Array.from(wanted);
  const sliced = new Uint8Array(positions.length);
  if (run.turnover != null) {
    const orderable = orderableOf(policy, allocation, capacity, smallest);
    sliceToTurnover(wanted, cashPosition, run.turnover, orderable, sliced);
  }
  return { costs, frozen, destination, wanted, ideal, uncut, cut, sliced, smallest, noise };
}

/** Whether any size bounds this run; most have none. */
function isSized({ routes }: TradingCapacity, { turnover }: RunKind): boolean {
  return turnover != null || routes.some((route) => route.largest !== null);
}

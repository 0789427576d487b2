/**
 * Where a run takes each position: the destination rule, made to add up.
 *
 * Each position first gets a desired weight of its own. With destination `target` it is the target. With `half` and
 * `edge` it is the nearest point of [t - f b, t + f b] (f = 0.5, or just under 1): who is inside stays where it is.
 * With scope `breaching` only positions out of their band have one; all others stay.
 *
 * Desired weights rarely sum to 1. What is missing or over is shared out in three tiers: cash first, since it costs
 * nothing; then the positions that trade in that direction anyway; then all others; inside a tier in proportion to the
 * way each has still to go to its target. Targets sum to 1, so the way to go always suffices, and no position passes
 * its own target. Only where something cannot move (locked, no market) may it fall short: then the buys, or the sales,
 * are cut down alike.
 *
 * Worked: targets 50/30/20, weights 60/25/15, bands 5 pp, half. Desired 52.5/27.5/17.5 sum to 97.5; the missing 2.5
 * goes to the two buyers by their way to go (2.5 and 2.5): post-trade weights 52.5/28.75/18.75.
 *
 * With an open cash position (a run that only sells) cash takes whatever no other desires, past its own target too.
 */
import type { DestinationColumns } from "@/lib/engine/valuation/destination-columns";

export type { DestinationColumns };

const NOISE = 1e-12;
const CASH = 0;
const MOVERS = 1;
const OTHERS = 2;

/**
 * Fills `postTradeWeights`; they sum to 1. `reach` is the destination as a share of the band: 0 target, 0.5 half, 1
 * edge.
 */
export function shareOutWeights(
  columns: DestinationColumns,
  reach: number,
  postTradeWeights: Float64Array,
  isCashOpen = false,
): void {
  const { weights, immovable } = columns;
  let rest = 1;
  for (let index = 0; index < weights.length; index += 1) {
    const isFrozen = columns.frozen[index] === 1;
    const desired = isFrozen ? weights[index]! : Math.max(desiredOf(columns, index, reach), immovable[index]!);
    postTradeWeights[index] = desired;
    rest -= desired;
  }
  if (isCashOpen && columns.cash >= 0 && rest > 0) {
    postTradeWeights[columns.cash] = postTradeWeights[columns.cash]! + rest;
    return;
  }
  for (let tier = CASH; tier <= OTHERS && Math.abs(rest) > NOISE; tier += 1)
    rest -= shareOut(columns, postTradeWeights, tier, rest);
  if (rest < -NOISE) cutBack(weights, postTradeWeights, -rest, 1);
  if (rest > NOISE) cutBack(weights, postTradeWeights, rest, -1);
}

function desiredOf(columns: DestinationColumns, index: number, reach: number): number {
  const weight = columns.weights[index]!;
  const isShortOfCash = index === columns.cash && weight < columns.cashMin;
  if (columns.mayMove[index] === 0) return isShortOfCash ? columns.cashMin : weight;
  if (reach === 0) return columns.bufferedTargets[index]!;
  const width = reach * columns.bands[index]!;
  const low = Math.max(columns.targets[index]! - width, index === columns.cash ? columns.cashMin : 0);
  const high = Math.max(columns.targets[index]! + width, low);
  return Math.min(Math.max(weight, low), high);
}

/** Moves up to `rest` among one tier's positions toward their targets; returns what was moved. */
function shareOut(columns: DestinationColumns, postTradeWeights: Float64Array, tier: number, rest: number): number {
  const { headrooms } = columns;
  const direction = Math.sign(rest);
  let headroom = 0;
  for (let index = 0; index < postTradeWeights.length; index += 1) {
    headrooms[index] =
      tierOf(columns, postTradeWeights, index, rest) === tier
        ? headroomOf(columns, postTradeWeights, index, direction)
        : 0;
    headroom += headrooms[index]!;
  }
  if (headroom <= 0) return 0;
  const portion = Math.min(Math.abs(rest) / headroom, 1);
  for (let index = 0; index < postTradeWeights.length; index += 1) {
    postTradeWeights[index] = postTradeWeights[index]! + direction * portion * headrooms[index]!;
  }
  return direction * portion * headroom;
}

function tierOf(columns: DestinationColumns, postTradeWeights: Float64Array, index: number, rest: number): number {
  if (index === columns.cash) return CASH;
  const move = postTradeWeights[index]! - columns.weights[index]!;
  return move * rest > 0 && Math.abs(move) > NOISE ? MOVERS : OTHERS;
}

/**
 * How far the position can still go toward its target. One that only helps out must not take its row past the row's own
 * target: a group that is right as a whole would be driven out of its band by filling up one member.
 */
function headroomOf(
  columns: DestinationColumns,
  postTradeWeights: Float64Array,
  index: number,
  direction: number,
): number {
  const own = positionHeadroom(columns, postTradeWeights, index, direction);
  if (own === 0 || columns.mayMove[index] === 1) return own;
  let rowHeadroom = 0;
  let positionHeadrooms = 0;
  for (let other = 0; other < postTradeWeights.length; other += 1) {
    if (columns.rows[other] !== columns.rows[index]) continue;
    rowHeadroom += direction * (columns.bufferedTargets[other]! - postTradeWeights[other]!);
    positionHeadrooms += positionHeadroom(columns, postTradeWeights, other, direction);
  }
  return own * Math.min(Math.max(rowHeadroom / positionHeadrooms, 0), 1);
}

function positionHeadroom(
  columns: DestinationColumns,
  postTradeWeights: Float64Array,
  index: number,
  direction: number,
): number {
  if (columns.frozen[index] === 1) return 0;
  const bufferedTarget = columns.bufferedTargets[index]!;
  const headroom =
    direction > 0
      ? bufferedTarget - postTradeWeights[index]!
      : postTradeWeights[index]! - Math.max(bufferedTarget, columns.immovable[index]!);
  return Math.max(headroom, 0);
}

/** Takes `excess` off all buys (direction 1) or all sales (direction -1), in proportion to their size. */
function cutBack(weights: Float64Array, postTradeWeights: Float64Array, excess: number, direction: 1 | -1): void {
  let moved = 0;
  for (let index = 0; index < postTradeWeights.length; index += 1) {
    moved += Math.max(direction * (postTradeWeights[index]! - weights[index]!), 0);
  }
  if (moved <= 0) return;
  const portion = Math.min(excess / moved, 1);
  for (let index = 0; index < postTradeWeights.length; index += 1) {
    const move = postTradeWeights[index]! - weights[index]!;
    if (direction * move > 0) postTradeWeights[index] = postTradeWeights[index]! - portion * move;
  }
}

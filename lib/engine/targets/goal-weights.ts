/**
 * Where a run takes each slot: the destination rule, made to add up.
 *
 * Each slot first gets its own wish. Destination `target` wishes for the target. `half` and `edge` wish for the nearest
 * point of [t - f b, t + f b] (f = 0.5, or just under 1): who is inside stays where it is. With scope `breaching`
 * only slots out of their band wish for anything.
 *
 * Wishes rarely sum to 1. What is missing or over is shared out in three tiers: cash first, since it costs nothing;
 * then the slots that trade in that direction anyway; then all others; inside a tier in proportion to the way each has
 * still to go to its target. Targets sum to 1, so the way to go always suffices, and no slot passes its own target.
 * Only where something cannot move (locked, no market) may it fall short: then the buys, or the sales, are cut down
 * alike.
 *
 * Worked: targets 50/30/20, weights 60/25/15, bands 5 pp, half. Wishes 52.5/27.5/17.5 sum to 97.5; the missing 2.5
 * goes to the two buyers by their way to go (2.5 and 2.5): goals 52.5/28.75/18.75.
 *
 * With an open cash slot (a run that only sells) cash takes whatever no wish asks for, past its own target too.
 */
import type { GoalColumns } from "@/lib/engine/valuation/goal-columns";

export type { GoalColumns };

const NOISE = 1e-12;
const CASH = 0;
const MOVERS = 1;
const OTHERS = 2;

/** Fills `goals`; they sum to 1. `reach` is the destination as a share of the band: 0 target, 0.5 half, 1 edge. */
export function goalWeights(columns: GoalColumns, reach: number, goals: Float64Array, isCashOpen = false): void {
  const { weights, immovable } = columns;
  let rest = 1;
  for (let index = 0; index < weights.length; index += 1) {
    const isFrozen = columns.frozen[index] === 1;
    const wish = isFrozen ? weights[index]! : Math.max(wishOf(columns, index, reach), immovable[index]!);
    goals[index] = wish;
    rest -= wish;
  }
  if (isCashOpen && columns.cash >= 0 && rest > 0) {
    goals[columns.cash] = goals[columns.cash]! + rest;
    return;
  }
  for (let tier = CASH; tier <= OTHERS && Math.abs(rest) > NOISE; tier += 1)
    rest -= shareOut(columns, goals, tier, rest);
  if (rest < -NOISE) cutBack(weights, goals, -rest, 1);
  if (rest > NOISE) cutBack(weights, goals, rest, -1);
}

function wishOf(columns: GoalColumns, index: number, reach: number): number {
  const weight = columns.weights[index]!;
  const isShortOfCash = index === columns.cash && weight < columns.cashMin;
  if (columns.mayWish[index] === 0) return isShortOfCash ? columns.cashMin : weight;
  if (reach === 0) return columns.aims[index]!;
  const width = reach * columns.bands[index]!;
  const low = Math.max(columns.targets[index]! - width, index === columns.cash ? columns.cashMin : 0);
  const high = Math.max(columns.targets[index]! + width, low);
  return Math.min(Math.max(weight, low), high);
}

/** Moves up to `rest` among one tier's slots toward their aims; returns what was moved. */
function shareOut(columns: GoalColumns, goals: Float64Array, tier: number, rest: number): number {
  const { rooms } = columns;
  const direction = Math.sign(rest);
  let room = 0;
  for (let index = 0; index < goals.length; index += 1) {
    rooms[index] = tierOf(columns, goals, index, rest) === tier ? roomOf(columns, goals, index, direction) : 0;
    room += rooms[index]!;
  }
  if (room <= 0) return 0;
  const portion = Math.min(Math.abs(rest) / room, 1);
  for (let index = 0; index < goals.length; index += 1) {
    goals[index] = goals[index]! + direction * portion * rooms[index]!;
  }
  return direction * portion * room;
}

function tierOf(columns: GoalColumns, goals: Float64Array, index: number, rest: number): number {
  if (index === columns.cash) return CASH;
  const move = goals[index]! - columns.weights[index]!;
  return move * rest > 0 && Math.abs(move) > NOISE ? MOVERS : OTHERS;
}

/**
 * How far the slot can still go toward its aim. One that only helps out must not carry its row past the row's own aim:
 * a group that is right as a whole would be driven out of its band by filling up one member.
 */
function roomOf(columns: GoalColumns, goals: Float64Array, index: number, direction: number): number {
  const own = slotRoom(columns, goals, index, direction);
  if (own === 0 || columns.mayWish[index] === 1) return own;
  let rowRoom = 0;
  let slotRooms = 0;
  for (let other = 0; other < goals.length; other += 1) {
    if (columns.rows[other] !== columns.rows[index]) continue;
    rowRoom += direction * (columns.aims[other]! - goals[other]!);
    slotRooms += slotRoom(columns, goals, other, direction);
  }
  return own * Math.min(Math.max(rowRoom / slotRooms, 0), 1);
}

function slotRoom(columns: GoalColumns, goals: Float64Array, index: number, direction: number): number {
  if (columns.frozen[index] === 1) return 0;
  const aim = columns.aims[index]!;
  const room = direction > 0 ? aim - goals[index]! : goals[index]! - Math.max(aim, columns.immovable[index]!);
  return Math.max(room, 0);
}

/** Takes `excess` off all buys (direction 1) or all sales (direction -1), in proportion to their size. */
function cutBack(weights: Float64Array, goals: Float64Array, excess: number, direction: 1 | -1): void {
  let moved = 0;
  for (let index = 0; index < goals.length; index += 1) {
    moved += Math.max(direction * (goals[index]! - weights[index]!), 0);
  }
  if (moved <= 0) return;
  const portion = Math.min(excess / moved, 1);
  for (let index = 0; index < goals.length; index += 1) {
    const move = goals[index]! - weights[index]!;
    if (direction * move > 0) goals[index] = goals[index]! - portion * move;
  }
}

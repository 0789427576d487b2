/**
 * Open lots in the order a method takes them: a binary heap, so that a hundred thousand fills cost their logarithm.
 * Lots never change their rank (it is a matter of day and cost as acquired, not of what is left), which keeps the heap true.
 */
import type { Amount } from "./amount";
import type { Day } from "./calendar";
import type { AllocationOrder, WalletId } from "./event";

export interface HeldLot {
  id: string;
  asset: string;
  wallet: WalletId;
  acquired: Day;
  /** Place in the order of acquisition; parts of one lot share it. */
  place: number;
  quantity: Amount;
  /** Of what is left; null: not known. Under an average it is what was paid, and the pool has the cost that counts. */
  cost: Amount | null;
  /** As acquired: the unit cost the lot is ranked by, as a fraction, since it need not divide. */
  rank: Rank | null;
}

export type LotOrder = (left: HeldLot, right: HeldLot) => number;

const older: LotOrder = (left, right) => left.acquired - right.acquired || left.place - right.place;

export interface Rank {
  cost: Amount;
  quantity: Amount;
  /** cost / quantity as a float: it decides where two lots are far enough apart, which is nearly always. */
  near: number;
}

export const rankOf = (cost: Amount, quantity: Amount): Rank => ({
  cost,
  quantity,
  near: Number(cost) / Number(quantity),
});

/** Floats of quotients err by less than this share of themselves. */
const NEAR = 1e-14;

function compareRanks(left: Rank, right: Rank): number {
  const gap = left.near - right.near;
  if (Math.abs(gap) > NEAR * (left.near + right.near)) return gap;
  const exact = left.cost * right.quantity - right.cost * left.quantity;
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** By what a unit cost, dearest first; a lot whose cost is not known comes last either way. */
function byUnitCost(left: HeldLot, right: HeldLot, dearestFirst: boolean): number {
  if (left.rank === null || right.rank === null) return Number(left.rank === null) - Number(right.rank === null);
  const difference = compareRanks(left.rank, right.rank);
  return dearestFirst ? -difference : difference;
}

export const LOT_ORDERS: Readonly<Record<AllocationOrder, LotOrder>> = {
  fifo: older,
  lifo: (left, right) => -older(left, right),
  hifo: (left, right) => byUnitCost(left, right, true) || older(left, right),
  lofo: (left, right) => byUnitCost(left, right, false) || older(left, right),
};

export class LotHeap {
  private readonly lots: HeldLot[] = [];
  private readonly order: LotOrder;

  constructor(order: LotOrder) {
    this.order = order;
  }

  get first(): HeldLot | undefined {
    return this.lots[0];
  }

  /** In no order. */
  get all(): readonly HeldLot[] {
    return this.lots;
  }

  push(lot: HeldLot): void {
    const { lots, order } = this;
    let at = lots.length;
    lots.push(lot);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (order(lots[above]!, lot) <= 0) break;
      lots[at] = lots[above]!;
      at = above;
    }
    lots[at] = lot;
  }

  pop(): HeldLot | undefined {
    const { lots } = this;
    const first = lots[0];
    const last = lots.pop();
    if (last !== undefined && lots.length > 0) this.sink(last);
    return first;
  }

  private sink(lot: HeldLot): void {
    const { lots, order } = this;
    let at = 0;
    for (;;) {
      let next = 2 * at + 1;
      if (next >= lots.length) break;
      if (next + 1 < lots.length && order(lots[next + 1]!, lots[next]!) < 0) next += 1;
      if (order(lots[next]!, lot) >= 0) break;
      lots[at] = lots[next]!;
      at = next;
    }
    lots[at] = lot;
  }
}

/**
 * A shelf of lots that says which one a method takes next. A queue answers from one heap. Least tax keeps two, of young
 * and of old lots, since inside one term the dearest unit is always the least taxed, whatever the price:
 *
 *   tax of a unit = (price - unit cost) x rate of its term
 *
 * so that of each term only the first can be the answer, and lots move over on the day their term turns.
 */
import { type Amount, readAmount } from "./amount";
import type { Day } from "./calendar";
import type { AllocationOrder } from "./event";
import { type HeldLot, LOT_ORDERS, LotHeap } from "./lot-heap";
import type { MatchRules } from "./rules";
import { longFrom, type Term, termOf } from "./term";

/** What a sale brings for its units, fee taken off: proceeds / quantity is the price. */
export interface SaleValue {
  day: Day;
  proceeds: Amount;
  quantity: Amount;
}

export interface Shelf {
  add(lot: HeldLot): void;
  /** The lot to take next that has anything left. */
  next(sale: SaleValue): HeldLot | undefined;
  /** All lots, also those that are used up, in no order. */
  all(): readonly HeldLot[];
}

export function makeShelf(rules: MatchRules): Shelf {
  if (rules.method === "least-tax") return new LeastTaxShelf(rules);
  return new QueueShelf(queueOrderOf(rules));
}

/** Order of a queue, and of what a transfer takes along. Named lots leave the rest first in, first out. */
export function queueOrderOf({ method }: MatchRules): AllocationOrder {
  return method === "lifo" || method === "hifo" || method === "lofo" ? method : "fifo";
}

class QueueShelf implements Shelf {
  private readonly heap: LotHeap;

  constructor(order: AllocationOrder) {
    this.heap = new LotHeap(LOT_ORDERS[order]);
  }

  add(lot: HeldLot): void {
    this.heap.push(lot);
  }

  next(): HeldLot | undefined {
    return firstLeft(this.heap);
  }

  all(): readonly HeldLot[] {
    return this.heap.all;
  }
}

class LeastTaxShelf implements Shelf {
  private readonly rules: MatchRules;
  private readonly young: LotHeap;
  private readonly old: LotHeap;
  /** Young lots by age: the next one whose term turns. */
  private readonly turning = new LotHeap(LOT_ORDERS.fifo);
  private readonly isOld = new Set<HeldLot>();
  private readonly rates: { young: Amount; old: Amount };

  constructor(rules: MatchRules) {
    this.rules = rules;
    const rateOf = (term: Term) => readAmount(rules.rates[term] ?? (term === "exempt" ? "0" : "1"));
    const oldTerm = rules.whenLong;
    this.rates = { young: rateOf(rules.term === "none" ? "none" : "short"), old: rateOf(oldTerm) };
    // Untaxed units are all alike, and equal ones go by age.
    const orderAt = (rate: Amount) => LOT_ORDERS[rate > 0n ? "hifo" : "fifo"];
    this.young = new LotHeap(orderAt(this.rates.young));
    this.old = new LotHeap(orderAt(this.rates.old));
  }

  add(lot: HeldLot): void {
    this.young.push(lot);
    this.turning.push(lot);
  }

  next(sale: SaleValue): HeldLot | undefined {
    this.turn(sale.day);
    const young = firstLeft(this.young, (lot) => !this.isOld.has(lot));
    const old = firstLeft(this.old);
    if (young === undefined || old === undefined) return young ?? old;
    return this.isLessTaxed(old, young, sale) ? old : young;
  }

  all(): readonly HeldLot[] {
    return [...this.old.all, ...this.young.all.filter((lot) => !this.isOld.has(lot))];
  }

  private turn(day: Day): void {
    for (let lot = this.turning.first; lot !== undefined; lot = this.turning.first) {
      const from = longFrom(this.rules.term, lot.acquired);
      if (from === null || from > day) return;
      this.turning.pop();
      this.isOld.add(lot);
      this.old.push(lot);
    }
  }

  private isLessTaxed(old: HeldLot, young: HeldLot, { proceeds, quantity }: SaleValue): boolean {
    if (old.rank === null || young.rank === null) return young.rank === null;
    // Both sides over the product of all quantities, so that nothing is divided.
    const gain = (rank: { cost: Amount; quantity: Amount }) => proceeds * rank.quantity - rank.cost * quantity;
    const taxOfOld = gain(old.rank) * this.rates.old * young.rank.quantity;
    const taxOfYoung = gain(young.rank) * this.rates.young * old.rank.quantity;
    return taxOfOld <= taxOfYoung;
  }
}

/** Drops what is used up (or has moved on) from the top, and answers the first that is left. */
function firstLeft(heap: LotHeap, isHere: (lot: HeldLot) => boolean = () => true): HeldLot | undefined {
  while (heap.first !== undefined && (heap.first.quantity === 0n || !isHere(heap.first))) heap.pop();
  return heap.first;
}

export const termOfLot = (rules: MatchRules, lot: Pick<HeldLot, "acquired">, day: Day): Term =>
  termOf(rules.term, rules.whenLong, lot.acquired, day);

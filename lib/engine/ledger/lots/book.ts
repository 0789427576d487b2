/**
 * The lots of one asset that are candidates for one another: of one wallet, or of all. Under an average the book also
 * holds the pool whose cost counts; its lots then only say how long units were held (BMF 2025-03-06: average for the
 * value, first in first out for the period).
 *
 * Invariant: the pool's quantity is that of its lots, and what is taken carries its share of the cost, cut so that
 * nothing is lost: cost before = cost taken + cost left.
 */
import { type Amount, cutter, shareOf } from "./amount";
import { type Day, readDay } from "./calendar";
import type { WalletId } from "./event";
import { type HeldLot, LOT_ORDERS } from "./lot-heap";
import type { MatchRules } from "./rules";
import { makeShelf, queueOrderOf, type SaleValue, type Shelf } from "./shelf";

/** A part of a lot that was taken. */
export interface Taken {
  lot: HeldLot;
  quantity: Amount;
  /** null: not known. */
  cost: Amount | null;
}

export class Book {
  quantity: Amount = 0n;
  /** Quantity whose cost is not known. */
  unknown: Amount = 0n;
  readonly pool: { quantity: Amount; cost: Amount } | null;
  private readonly shelf: Shelf;
  private readonly rules: MatchRules;
  private readonly separateBefore: Day;

  constructor(rules: MatchRules) {
    this.rules = rules;
    this.shelf = makeShelf(rules);
    this.pool = rules.method === "average" ? { quantity: 0n, cost: 0n } : null;
    this.separateBefore = rules.separateBefore === null ? Number.NEGATIVE_INFINITY : readDay(rules.separateBefore);
  }

  add(lot: HeldLot): void {
    this.shelf.add(lot);
    this.quantity += lot.quantity;
    if (lot.cost === null) this.unknown += lot.quantity;
    if (!this.isPooled(lot)) return;
    this.pool!.quantity += lot.quantity;
    this.pool!.cost += lot.cost ?? 0n;
  }

  /** Whether the lot's cost is the pool's. */
  isPooled(lot: Pick<HeldLot, "acquired">): boolean {
    return this.pool !== null && lot.acquired >= this.separateBefore;
  }

  left(): readonly HeldLot[] {
    return this.shelf.all().filter(({ quantity }) => quantity > 0n);
  }

  /** The lots a sale would take, first one first, nothing taken. Named ones come first. */
  peek(quantity: Amount, sale: SaleValue, named: readonly { lot: string; quantity: Amount }[]): readonly Taken[] {
    const copy = new Book(this.rules);
    for (const lot of this.left()) copy.add({ ...lot });
    // The pool's cost is not what its lots were bought for: sales have taken averages out of it.
    if (copy.pool !== null) Object.assign(copy.pool, this.pool);
    return copy.take(quantity, sale, named);
  }

  /** The caller has seen that there is enough. */
  take(quantity: Amount, sale: SaleValue, named: readonly { lot: string; quantity: Amount }[] = []): Taken[] {
    const cuts = named.flatMap((part) => this.cutNamed(part.lot, part.quantity));
    let rest = quantity - cuts.reduce((total, cut) => total + cut.quantity, 0n);
    while (rest > 0n) {
      const lot = this.shelf.next(sale);
      if (lot === undefined) break;
      const cut = cutLot(lot, rest);
      cuts.push(cut);
      rest -= cut.quantity;
    }
    return this.settle(cuts);
  }

  /** What leaves for another wallet, in the queue's own order; of `wallet` alone where one is named. */
  takeAlong(quantity: Amount, wallet: WalletId | null): Taken[] {
    const order = LOT_ORDERS[queueOrderOf(this.rules)];
    const cuts: Taken[] = [];
    let rest = quantity;
    for (const lot of this.left().toSorted(order)) {
      if (rest === 0n) break;
      if (wallet !== null && lot.wallet !== wallet) continue;
      const cut = cutLot(lot, rest);
      cuts.push(cut);
      rest -= cut.quantity;
    }
    return this.settle(cuts);
  }

  /** How much of a lot there is here. */
  quantityOf(lot: string): Amount {
    return this.left().reduce((total, held) => (held.id === lot ? total + held.quantity : total), 0n);
  }

  private cutNamed(id: string, quantity: Amount): Taken[] {
    const cuts: Taken[] = [];
    let rest = quantity;
    for (const lot of this.left()) {
      if (lot.id !== id || rest === 0n) continue;
      const cut = cutLot(lot, rest);
      cuts.push(cut);
      rest -= cut.quantity;
    }
    return cuts;
  }

  /** Takes the cuts off the book's sums, and gives pooled ones their share of the pool. */
  private settle(cuts: Taken[]): Taken[] {
    for (const { quantity, cost } of cuts) {
      this.quantity -= quantity;
      if (cost === null) this.unknown -= quantity;
    }
    const { pool } = this;
    if (pool === null) return cuts;
    const pooled = cuts.filter(({ lot }) => this.isPooled(lot));
    const quantity = pooled.reduce((total, cut) => total + cut.quantity, 0n);
    if (quantity === 0n) return cuts;
    const cost = shareOf(pool.cost, quantity, pool.quantity);
    const isUnknown = pooled.some((cut) => cut.cost === null);
    const cut = cutter(cost, quantity);
    for (const part of pooled) part.cost = isUnknown ? null : cut(part.quantity);
    pool.quantity -= quantity;
    pool.cost -= cost;
    return cuts;
  }
}

function cutLot(lot: HeldLot, upTo: Amount): Taken {
  const quantity = lot.quantity < upTo ? lot.quantity : upTo;
  const cost = lot.cost === null ? null : shareOf(lot.cost, quantity, lot.quantity);
  lot.quantity -= quantity;
  if (lot.cost !== null) lot.cost -= cost!;
  return { lot, quantity, cost };
}

/**
 * The first family: lots in a queue (FIFO, LIFO, HIFO, LOFO, named, least tax) and the moving average, whose lots still
 * say how long units were held. United States, Germany, Austria, Spain, Italy, Portugal, Australia, India and others.
 *
 * A step is done whole or not at all: what it needs is compared with what there is before the first unit moves.
 */
import type { AssetId } from "@/lib/engine/model";
import { type Amount, cutter } from "./amount";
import { Book, type Taken } from "./book";
import type { WalletId } from "./event";
import { type HeldLot, LOT_ORDERS, rankOf } from "./lot-heap";
import {
  type Disposal,
  type DisposalPart,
  disposalOf,
  type Income,
  type MatchProblem,
  type MatchResult,
  type OpenLot,
} from "./result";
import type { MatchRules } from "./rules";
import type { SaleValue } from "./shelf";
import { termOfLot } from "./shelf";
import { findShortage } from "./shortage";
import type { Acquire, Allocate, Carry, Dispose, Move, Step } from "./steps";

export function matchQueue(steps: Iterable<Step>, rules: MatchRules): MatchResult {
  const queue = new LotQueue(rules);
  for (const step of steps) queue.apply(step);
  return queue.result();
}

/** Also the state a plan asks "which lots would this sale take". */
export class LotQueue {
  private readonly rules: MatchRules;
  private readonly books = new Map<string, Book>();
  /** Assets that were divided among wallets by a recorded allocation. */
  private readonly allocated = new Set<AssetId>();
  private readonly disposals: Disposal[] = [];
  private readonly income: Income[] = [];
  private readonly problems: MatchProblem[] = [];
  private places = 0;

  constructor(rules: MatchRules) {
    this.rules = rules;
  }

  apply(step: Step): void {
    const problem = this.whyNot(step);
    if (problem !== null) {
      this.problems.push(problem);
      return;
    }
    if (step.income !== null) this.income.push(step.income);
    for (const movement of step.movements) {
      switch (movement.kind) {
        case "acquire":
          this.acquire(movement);
          break;
        case "dispose":
          this.dispose(step, movement);
          break;
        case "carry":
          this.carry(step, movement);
          break;
        case "move":
          this.move(movement);
          break;
        case "allocate":
          this.allocate(movement);
          break;
      }
    }
  }

  /** The lots a sale would take now, in order, with the cost of each part. Nothing is taken. */
  peek(asset: AssetId, wallet: WalletId, sale: SaleValue): readonly Taken[] {
    return this.bookOf(asset, wallet).peek(sale.quantity, sale, []);
  }

  result(): MatchResult {
    const { disposals, income, problems } = this;
    return { disposals, lots: this.openLots(), income, problems };
  }

  private bookOf(asset: AssetId, wallet: WalletId): Book {
    const key = this.keyOf(asset, wallet);
    const known = this.books.get(key);
    if (known !== undefined) return known;
    const made = new Book(this.rules);
    this.books.set(key, made);
    return made;
  }

  private isByWallet(asset: AssetId): boolean {
    return this.rules.scope === "wallet" || this.allocated.has(asset);
  }

  private keyOf(asset: AssetId, wallet: WalletId): string {
    return this.isByWallet(asset) ? `${asset}\n${wallet}` : asset;
  }

  private whyNot(step: Step): MatchProblem | null {
    const { event } = step;
    const shortage = findShortage(
      step.movements,
      (asset, wallet) => this.keyOf(asset, wallet),
      (key) => this.books.get(key)?.quantity ?? 0n,
    );
    if (shortage !== null) return { event, code: "short", ...shortage };
    for (const movement of step.movements) {
      if (movement.kind === "allocate") {
        const problem = this.whyNotAllocated(event, movement);
        if (problem !== null) return problem;
      }
      if (movement.kind !== "dispose" && movement.kind !== "carry") continue;
      const asset = movement.kind === "dispose" ? movement.asset : movement.out.asset;
      const book = this.books.get(this.keyOf(asset, movement.wallet));
      const lacking = movement.named.find(({ lot, quantity }) => (book?.quantityOf(lot) ?? 0n) < quantity);
      if (lacking !== undefined) {
        const missing = lacking.quantity - (book?.quantityOf(lacking.lot) ?? 0n);
        return { event, code: "lot-unknown", asset, lot: lacking.lot, missing };
      }
      if (movement.kind !== "dispose" || book === undefined || book.unknown === 0n || movement.onlyLot) continue;
      const missing = book
        .peek(movement.quantity, saleOf(step, movement), movement.named)
        .reduce((total, part) => (part.cost === null ? total + part.quantity : total), 0n);
      if (missing > 0n) return { event, code: "cost-unknown", asset, wallet: movement.wallet, missing };
    }
    return null;
  }

  private whyNotAllocated(event: string, { asset, to }: Allocate): MatchProblem | null {
    const held = this.booksOf(asset).reduce((total, book) => total + book.quantity, 0n);
    const wanted = to.reduce((total, { quantity }) => total + quantity, 0n);
    if (wanted > held) return { event, code: "short", asset, wallet: null, missing: wanted - held };
    return wanted < held ? { event, code: "not-allocated", asset, left: held - wanted } : null;
  }

  private booksOf(asset: AssetId): Book[] {
    return [...this.books].filter(([key]) => key === asset || key.startsWith(`${asset}\n`)).map(([, book]) => book);
  }

  private acquire({ lot, asset, wallet, quantity, cost, acquired }: Acquire): void {
    if (quantity === 0n) return;
    this.places += 1;
    const rank = cost === null ? null : rankOf(cost, quantity);
    this.bookOf(asset, wallet).add({ id: lot, asset, wallet, acquired, place: this.places, quantity, cost, rank });
  }

  private dispose(step: Step, sale: Dispose): void {
    const { asset, wallet, quantity, proceeds, fee, cause } = sale;
    if (quantity === 0n) return;
    const named = sale.onlyLot === null ? sale.named : [{ lot: sale.onlyLot, quantity }];
    const taken = this.bookOf(asset, wallet).take(quantity, saleOf(step, sale), named);
    const [cutProceeds, cutFee] = [cutter(proceeds, quantity), cutter(fee, quantity)];
    const parts = taken.map(
      (part): DisposalPart => ({
        lot: part.lot.id,
        acquired: part.lot.acquired,
        rule: null,
        quantity: part.quantity,
        proceeds: cutProceeds(part.quantity),
        fee: cutFee(part.quantity),
        cost: part.cost ?? 0n,
        term: termOfLot(this.rules, part.lot, step.day),
      }),
    );
    const { day, event } = step;
    this.disposals.push(
      disposalOf({ day, asset, wallet, kind: cause, events: [event], quantity, proceeds, fee }, parts),
    );
  }

  private carry(step: Step, { lot, wallet, out, in: brought, extraCost, acquired, named }: Carry): void {
    const sale = { day: step.day, proceeds: 0n, quantity: out.quantity };
    const taken = this.bookOf(out.asset, wallet).take(out.quantity, sale, named);
    const isUnknown = taken.some(({ cost }) => cost === null);
    const cost = isUnknown ? null : taken.reduce((total, part) => total + part.cost!, extraCost);
    this.acquire({ kind: "acquire", lot, asset: brought.asset, wallet, quantity: brought.quantity, cost, acquired });
  }

  private move({ asset, quantity, from, to }: Move): void {
    const source = this.bookOf(asset, from);
    const target = this.bookOf(asset, to);
    const moved = source.takeAlong(quantity, source === target ? from : null);
    for (const { lot, quantity: part, cost } of moved) target.add({ ...lot, wallet: to, quantity: part, cost });
  }

  private allocate({ asset, order, to }: Allocate): void {
    const lots = this.booksOf(asset).flatMap((book) => book.left());
    lots.sort(LOT_ORDERS[order]);
    for (const key of [...this.books.keys()]) if (key === asset || key.startsWith(`${asset}\n`)) this.books.delete(key);
    this.allocated.add(asset);
    let at = 0;
    for (const { wallet, quantity } of to) {
      for (let rest: Amount = quantity; rest > 0n; ) {
        const lot = lots[at]!;
        const part = lot.quantity < rest ? lot.quantity : rest;
        const cost = lot.cost === null ? null : part === lot.quantity ? lot.cost : (lot.cost * part) / lot.quantity;
        this.bookOf(asset, wallet).add({ ...lot, wallet, quantity: part, cost });
        lot.quantity -= part;
        if (lot.cost !== null) lot.cost -= cost!;
        if (lot.quantity === 0n) at += 1;
        rest -= part;
      }
    }
  }

  private openLots(): OpenLot[] {
    const rows: OpenLot[] = [];
    for (const [key, book] of this.books) {
      const left = book.left();
      const [asset, wallet = null] = key.split("\n");
      if (book.pool !== null && book.pool.quantity > 0n) {
        const cost = book.unknown > 0n ? null : book.pool.cost;
        rows.push({ lot: null, asset: asset!, wallet, acquired: null, quantity: book.pool.quantity, cost });
      }
      const single = left.filter((lot) => !book.isPooled(lot)).toSorted(byAge);
      for (const lot of joinParts(single)) rows.push(lot);
    }
    return rows.toSorted(byPlace);
  }
}

const saleOf = (step: Step, { proceeds, fee, quantity }: Dispose): SaleValue => ({
  day: step.day,
  proceeds: proceeds - fee,
  quantity,
});

const byAge = LOT_ORDERS.fifo;

/** Parts of one lot that met again in one wallet are one row. */
function joinParts(lots: readonly HeldLot[]): OpenLot[] {
  const rows = new Map<string, OpenLot>();
  for (const { id, asset, wallet, acquired, quantity, cost } of lots) {
    const key = `${wallet}\n${id}`;
    const known = rows.get(key);
    const both = known === undefined || known.cost === null || cost === null ? null : known.cost + cost;
    if (known === undefined) rows.set(key, { lot: id, asset, wallet, acquired, quantity, cost });
    else rows.set(key, { ...known, quantity: known.quantity + quantity, cost: both });
  }
  return [...rows.values()];
}

/** By asset, wallet and age; sorting is stable, so lots of one day keep the order they came in. */
function byPlace(left: OpenLot, right: OpenLot): number {
  return (
    compareText(left.asset, right.asset) ||
    compareText(left.wallet ?? "", right.wallet ?? "") ||
    (left.acquired ?? 0) - (right.acquired ?? 0)
  );
}

const compareText = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

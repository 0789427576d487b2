/**
 * What must hold whatever was traded: cost and quantity are neither made nor lost, a replay in batches is the replay,
 * and least tax is least. Worlds are random trades, swaps, fees and transfers that never sell what is not there.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchRules } from "@/lib/engine/ledger/jurisdictions";
import { GENERIC } from "@/lib/engine/ledger/jurisdictions/by-income";
import { UNITED_STATES } from "@/lib/engine/ledger/jurisdictions/united-states";
import type { Notional, Quantity } from "@/lib/money";
import { type Amount, readAmount } from "./amount";
import type { LedgerEvent } from "./event";
import { match, readSteps } from "./match";
import { LotQueue, matchQueue } from "./match-queue";
import { gainOf, type MatchResult } from "./result";
import type { MatchMethod, MatchRules } from "./rules";

const DAY_MS = 86_400_000;
const START = Date.UTC(2023, 0, 1, 12);
const ASSETS = ["BTC", "ETH"] as const;
const WALLETS = ["main", "cold"] as const;

const move = fc.record({
  kind: fc.constantFrom("buy", "buy", "sell", "swap", "income", "transfer", "fee"),
  asset: fc.constantFrom(...ASSETS),
  wallet: fc.constantFrom(...WALLETS),
  /** Quantities and values that do not divide. */
  quantity: fc.integer({ min: 1, max: 900 }),
  value: fc.integer({ min: 1, max: 99_999 }),
  fee: fc.constantFrom("none", "cash", "coin", "withheld"),
  days: fc.integer({ min: 0, max: 90 }),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const coins = (units: number) => `${units / 100}` as Quantity;
const cash = (units: number) => `${units / 100}` as Notional;

/** Moves become events; what would sell more than a wallet holds is left out. */
function eventsOf(moves: readonly Move[]): LedgerEvent[] {
  const held = new Map<string, number>();
  const of = (asset: string, wallet: string) => held.get(`${asset} ${wallet}`) ?? 0;
  const add = (asset: string, wallet: string, by: number) => held.set(`${asset} ${wallet}`, of(asset, wallet) + by);
  const events: LedgerEvent[] = [];
  let at = START;
  moves.forEach(({ kind, asset, wallet, quantity, value, fee, days }, place) => {
    at += days * DAY_MS;
    const common = { id: `e${place}`, at, wallet, asset, quantity: coins(quantity) };
    const other = asset === "BTC" ? "ETH" : "BTC";
    const inCash = { asset: "EUR", quantity: coins(7), value: null, isWithheld: false };
    if (kind === "buy") {
      const isWithheld = fee === "withheld" && quantity > 3;
      add(asset, wallet, isWithheld ? quantity - 3 : quantity);
      const withheld = { asset, quantity: coins(3), value: cash(11), isWithheld };
      events.push({ ...common, kind, value: cash(value), fee: isWithheld ? withheld : fee === "cash" ? inCash : null });
    } else if (kind === "income") {
      add(asset, wallet, quantity);
      events.push({ ...common, kind, value: cash(value), label: "staking" });
    } else if (of(asset, wallet) >= quantity) {
      add(asset, wallet, -quantity);
      if (kind === "sell") {
        const isCoin = fee === "coin" && of(other, wallet) >= 1;
        if (isCoin) add(other, wallet, -1);
        const inCoin = { asset: other, quantity: coins(1), value: cash(5), isWithheld: false };
        const paid = isCoin ? inCoin : fee === "cash" ? inCash : null;
        events.push({ ...common, kind, value: cash(value), fee: paid, lots: [], portfolioValueBefore: null });
      } else if (kind === "fee") events.push({ ...common, kind, value: cash(value) });
      else if (kind === "swap") {
        const brought = quantity * 2 + 1;
        add(other, wallet, brought);
        const out = { asset, quantity: coins(quantity), value: cash(value) };
        const into = { asset: other, quantity: coins(brought), value: cash(value + 3) };
        events.push({ id: common.id, at, kind, wallet, out, in: into, fee: fee === "cash" ? inCash : null, lots: [] });
      } else {
        const received = quantity > 5 ? quantity - 5 : quantity;
        const to = wallet === "main" ? "cold" : "main";
        add(asset, to, received);
        events.push({
          id: common.id,
          at,
          kind: "transfer",
          asset,
          quantity: coins(quantity),
          received: coins(received),
          from: wallet,
          to,
          feeValue: cash(9),
        });
      }
    }
  });
  return events;
}

const worlds = fc.array(move, { minLength: 1, maxLength: 60 }).map(eventsOf);

function rulesOf(method: MatchMethod, scope: MatchRules["scope"], swap: MatchRules["swap"] = "disposal"): MatchRules {
  const period = { ...GENERIC.periods[0]!, scope, swap, term: "more-than-a-year" as const };
  return matchRules(period, { base: "EUR", timeZone: "Europe/Berlin", method, rates: { short: "0.4", long: "0.2" } });
}

const METHODS: readonly (readonly [MatchMethod, MatchRules["scope"]])[] = [
  ["fifo", "wallet"],
  ["lifo", "wallet"],
  ["hifo", "wallet"],
  ["lofo", "universal"],
  ["least-tax", "wallet"],
  ["average", "wallet"],
  ["average", "universal"],
  ["pool-uk", "universal"],
  ["pool-ca", "universal"],
  ["total-average", "universal"],
];

const total = (amounts: readonly Amount[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

/** Cost that came in from outside: purchases, income, fees in cash; swaps bring the value they are booked at. */
function costBroughtIn(events: readonly LedgerEvent[], { swap }: MatchRules): Amount {
  return total(
    events.map((event) => {
      if (event.kind === "income") return readAmount(event.value!);
      if (event.kind === "swap") {
        if (swap === "disposal") return readAmount(event.out.value!);
        return event.fee === null ? 0n : readAmount(event.fee.quantity);
      }
      if (event.kind !== "buy") return 0n;
      const fee = event.fee === null || event.fee.isWithheld ? 0n : readAmount(event.fee.quantity);
      return readAmount(event.value!) + fee;
    }),
  );
}

const costLeft = ({ lots }: MatchResult) => total(lots.map(({ cost }) => cost ?? 0n));
const costGone = ({ disposals }: MatchResult) => total(disposals.map(({ cost, denied }) => cost - denied));

describe.each(METHODS)("%s, %s", (method, scope) => {
  test.each(["disposal", "carry-cost"] as const)("cost is neither made nor lost, a swap being a %s", (swap) => {
    const isPool = ["pool-uk", "pool-ca", "total-average"].includes(method);
    const rules = rulesOf(method, scope, isPool ? "disposal" : swap);
    fc.assert(
      fc.property(worlds, (events) => {
        const result = match(events, rules);
        expect(result.problems).toEqual([]);
        expect(costGone(result) + costLeft(result)).toBe(costBroughtIn(events, rules));
      }),
    );
  });

  test("every disposal is the sum of its parts, and quantities are neither made nor lost", () => {
    const rules = rulesOf(method, scope);
    fc.assert(
      fc.property(worlds, (events) => {
        const { disposals, lots } = match(events, rules);
        for (const disposal of disposals) {
          for (const figure of ["quantity", "proceeds", "fee", "cost"] as const) {
            expect(total(disposal.parts.map((part) => part[figure]))).toBe(disposal[figure]);
          }
        }
        for (const asset of ASSETS) {
          const gone = total(disposals.filter((each) => each.asset === asset).map(({ quantity }) => quantity));
          const left = total(lots.filter((each) => each.asset === asset).map(({ quantity }) => quantity));
          expect(gone + left).toBe(quantityBroughtIn(events, asset));
        }
      }),
    );
  });
});

function quantityBroughtIn(events: readonly LedgerEvent[], asset: string): Amount {
  return total(
    events.map((event) => {
      if (event.kind === "swap") return event.in.asset === asset ? readAmount(event.in.quantity) : 0n;
      if ((event.kind !== "buy" && event.kind !== "income") || event.asset !== asset) return 0n;
      const withheld = event.kind === "buy" && event.fee?.isWithheld ? readAmount(event.fee.quantity) : 0n;
      return readAmount(event.quantity) - withheld;
    }),
  );
}

test("a replay in batches is the replay, and the order events are given in does not matter", () => {
  fc.assert(
    fc.property(worlds, fc.array(fc.nat(60)), (events, cuts) => {
      const rules = rulesOf("hifo", "wallet");
      const whole = match(events, rules);
      const { steps } = readSteps(events, rules);
      const queue = new LotQueue(rules);
      let from = 0;
      for (const to of [...cuts, steps.length].sort((left, right) => left - right)) {
        for (const step of steps.slice(from, to)) queue.apply(step);
        from = Math.max(from, to);
      }
      expect(queue.result()).toEqual(whole);
      const byInstant = new Set(events.map(({ at }) => at)).size === events.length;
      if (byInstant) expect(match(events.toReversed(), rules)).toEqual(whole);
    }),
  );
});

test("least tax is least: no other choice of lots for a sale is taxed less", () => {
  const lot = fc.record({
    units: fc.integer({ min: 1, max: 3 }),
    cost: fc.integer({ min: 0, max: 400 }),
    age: fc.nat(800),
  });
  const rates = { short: "0.37", long: "0.2" };
  const rules = matchRules(UNITED_STATES.periods.at(-1)!, {
    base: "USD",
    timeZone: "UTC",
    method: "least-tax",
    rates,
  });
  fc.assert(
    fc.property(
      fc.array(lot, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 400 }),
      fc.nat(14),
      (lots, price, more) => {
        const held = lots.reduce((sum, { units }) => sum + units, 0);
        const sold = 1 + (more % held);
        const at = Date.UTC(2026, 5, 1, 12);
        const events: LedgerEvent[] = lots.map(({ units, cost, age }, place) => ({
          id: `l${place}`,
          at: at - (age + 1) * DAY_MS,
          kind: "buy",
          wallet: "main",
          asset: "BTC",
          quantity: `${units}` as Quantity,
          value: `${cost * units}` as Notional,
          fee: null,
        }));
        const sale = { id: "s", at, kind: "sell", wallet: "main", asset: "BTC" } as const;
        events.push({
          ...sale,
          quantity: `${sold}` as Quantity,
          value: `${price * sold}` as Notional,
          fee: null,
          lots: [],
          portfolioValueBefore: null,
        });
        const [disposal] = match(events, rules).disposals;
        const terms = new Map(disposal!.parts.map((part) => [part.lot, part.term]));
        const taxOf = (units: readonly { term: string; gain: number }[]) =>
          units.reduce((sum, { term, gain }) => sum + gain * (term === "long" ? 20 : 37), 0);
        const found = disposal!.parts.map((part) => ({ term: part.term, gain: Number(gainOf(part) / 10n ** 28n) }));
        // Units one by one, with the term their lot would have.
        const unitsOf = lots.flatMap(({ units, cost, age }, place) => {
          const term = terms.get(`l${place}`) ?? termAt(at, age);
          return Array.from({ length: units }, () => ({ term, gain: price - cost }));
        });
        for (const choice of choices(unitsOf, sold)) expect(taxOf(found)).toBeLessThanOrEqual(taxOf(choice));
      },
    ),
    { numRuns: 60 },
  );
});

/** Longer than a year, told apart from the replay's own rule: by walking a year of dates on from the day after. */
function termAt(sold: number, age: number): string {
  const start = new Date(sold - age * DAY_MS);
  const turn = Date.UTC(start.getUTCFullYear() + 1, start.getUTCMonth(), start.getUTCDate());
  return Date.UTC(2026, 5, 1) >= turn ? "long" : "short";
}

function* choices<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let at = from; at <= items.length - size; at += 1) {
    for (const rest of choices(items, size - 1, at + 1)) yield [items[at]!, ...rest];
  }
}

test("what a sale would take is what it then takes", () => {
  fc.assert(
    fc.property(worlds, fc.constantFrom<MatchMethod>("fifo", "hifo", "least-tax", "average"), (events, method) => {
      const rules = rulesOf(method, "wallet");
      const { steps } = readSteps(events, rules);
      const last = steps.findLastIndex(({ movements }) => movements[0]?.kind === "dispose");
      if (last < 0) return;
      const queue = new LotQueue(rules);
      for (const step of steps.slice(0, last)) queue.apply(step);
      const [sale] = steps[last]!.movements;
      if (sale?.kind !== "dispose") return;
      const { asset, wallet, quantity, proceeds, fee } = sale;
      const seen = queue.peek(asset, wallet, { day: steps[last]!.day, proceeds: proceeds - fee, quantity });
      const done = matchQueue(steps.slice(0, last + 1), rules);
      const disposal = done.disposals.find(
        ({ events: [id], kind }) => id === steps[last]!.event && kind === sale.cause,
      );
      expect(seen.map((part) => [part.lot.id, part.quantity, part.cost])).toEqual(
        disposal!.parts.map((part) => [part.lot, part.quantity, part.cost]),
      );
    }),
  );
});

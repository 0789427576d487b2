/**
 * The United Kingdom's share matching (TCGA 1992 s104 to 106A; HMRC CRYPTO22200 and 22251 to 22257). One pool per
 * token over all wallets. All units given up on a day are one disposal, all acquired on a day one acquisition, and the
 * cost is found in this order:
 *
 *   1. what was acquired the same day
 *   2. what is acquired on the 30 days after, the earliest first; a later day keeps what it needs for itself first
 *   3. the section 104 pool at its average
 *
 *   hold 200 for 200 · sell 60, 60, then buy 80 for 160 and sell 50 on one day
 *   ->  the day of the purchase keeps 50; 30 of the first sale cost 60, its other 30 come from the pool for 30
 *
 * A disposal stays open for 30 days: what is bought until then still changes it.
 */
import type { AssetId } from "@/lib/engine/model";
import { type Amount, cutter, shareOf } from "./amount";
import type { Day } from "./calendar";
import { Holdings } from "./holdings";
import {
  type Disposal,
  type DisposalPart,
  disposalOf,
  type Income,
  type MatchProblem,
  type MatchResult,
  type OpenLot,
  type PoolRule,
} from "./result";
import type { Step } from "./steps";

const WINDOW_DAYS = 30;

interface Acquired {
  quantity: Amount;
  cost: Amount;
}

interface GivenUp {
  quantity: Amount;
  proceeds: Amount;
  fee: Amount;
  events: string[];
}

/** One token's days. */
interface Ledger {
  acquired: Map<Day, Acquired>;
  givenUp: Map<Day, GivenUp>;
}

export function matchPoolUk(steps: Iterable<Step>): MatchResult {
  const ledgers = new Map<AssetId, Ledger>();
  const { income, problems } = collectDays(steps, ledgers);
  const disposals: Disposal[] = [];
  const lots: OpenLot[] = [];
  for (const asset of [...ledgers.keys()].sort()) {
    const pool = matchToken(asset, ledgers.get(asset)!, disposals);
    if (pool.quantity > 0n) {
      lots.push({ lot: null, asset, wallet: null, acquired: null, quantity: pool.quantity, cost: pool.cost });
    }
  }
  disposals.sort((left, right) => left.day - right.day);
  return { disposals, lots, income, problems };
}

/** Within a day what came is booked first: the law knows no order inside a day. */
function collectDays(steps: Iterable<Step>, ledgers: Map<AssetId, Ledger>) {
  const income: Income[] = [];
  const problems: MatchProblem[] = [];
  const holdings = new Holdings();
  for (const step of byDayGainsFirst(steps)) {
    const problem = holdings.book(step);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    if (step.income !== null) income.push(step.income);
    for (const movement of step.movements) {
      if (movement.kind === "acquire") {
        const { acquired } = ledgerOf(ledgers, movement.asset);
        const day = acquired.get(movement.acquired) ?? { quantity: 0n, cost: 0n };
        day.quantity += movement.quantity;
        day.cost += movement.cost ?? 0n;
        acquired.set(movement.acquired, day);
      } else if (movement.kind === "dispose") {
        const { givenUp } = ledgerOf(ledgers, movement.asset);
        const day = givenUp.get(step.day) ?? emptyDay();
        day.quantity += movement.quantity;
        day.proceeds += movement.proceeds;
        day.fee += movement.fee;
        if (day.events.at(-1) !== step.event) day.events.push(step.event);
        givenUp.set(step.day, day);
      }
    }
  }
  return { income, problems };
}

const emptyDay = (): GivenUp => ({ quantity: 0n, proceeds: 0n, fee: 0n, events: [] });

function* byDayGainsFirst(steps: Iterable<Step>): Iterable<Step> {
  let day: Step[] = [];
  const flush = function* () {
    const gives = (step: Step) => step.movements.some(({ kind }) => kind === "dispose");
    yield* day.filter((step) => !gives(step));
    yield* day.filter(gives);
    day = [];
  };
  for (const step of steps) {
    if (day.length > 0 && day[0]!.day !== step.day) yield* flush();
    day.push(step);
  }
  yield* flush();
}

function ledgerOf(ledgers: Map<AssetId, Ledger>, asset: AssetId): Ledger {
  const known = ledgers.get(asset);
  if (known !== undefined) return known;
  const made: Ledger = { acquired: new Map(), givenUp: new Map() };
  ledgers.set(asset, made);
  return made;
}

interface Match {
  rule: PoolRule;
  acquired: Day | null;
  quantity: Amount;
  cost: Amount;
}

/** Adds the token's disposals and answers the pool that is left. */
function matchToken(asset: AssetId, ledger: Ledger, disposals: Disposal[]): Acquired {
  const days = [...new Set([...ledger.acquired.keys(), ...ledger.givenUp.keys()])].sort((a, b) => a - b);
  const matches = new Map<Day, Match[]>();
  const rest = new Map([...ledger.givenUp].map(([day, { quantity }]) => [day, quantity]));
  const claim = (sold: Day, bought: Day, rule: PoolRule) => {
    const lot = ledger.acquired.get(bought);
    const open = rest.get(sold) ?? 0n;
    if (lot === undefined || lot.quantity === 0n || open === 0n) return;
    const quantity = lot.quantity < open ? lot.quantity : open;
    const cost = shareOf(lot.cost, quantity, lot.quantity);
    lot.quantity -= quantity;
    lot.cost -= cost;
    rest.set(sold, open - quantity);
    matches.set(sold, [...(matches.get(sold) ?? []), { rule, acquired: bought, quantity, cost }]);
  };
  for (const day of days) claim(day, day, "same-day");
  days.forEach((day, at) => {
    if (!ledger.givenUp.has(day)) return;
    for (let next = at + 1; next < days.length && days[next]! <= day + WINDOW_DAYS; next += 1) {
      claim(day, days[next]!, "30-day");
    }
  });
  const pool: Acquired = { quantity: 0n, cost: 0n };
  for (const day of days) {
    const lot = ledger.acquired.get(day);
    if (lot !== undefined) {
      pool.quantity += lot.quantity;
      pool.cost += lot.cost;
    }
    const sold = ledger.givenUp.get(day);
    if (sold === undefined) continue;
    const found = matches.get(day) ?? [];
    const open = rest.get(day)!;
    if (open > 0n) {
      const cost = shareOf(pool.cost, open, pool.quantity);
      pool.quantity -= open;
      pool.cost -= cost;
      found.push({ rule: "pool", acquired: null, quantity: open, cost });
    }
    disposals.push(disposalOfDay(asset, day, sold, found));
  }
  return pool;
}

function disposalOfDay(asset: AssetId, day: Day, sold: GivenUp, matches: readonly Match[]): Disposal {
  const { quantity, proceeds, fee, events } = sold;
  const [cutProceeds, cutFee] = [cutter(proceeds, quantity), cutter(fee, quantity)];
  const parts = matches.map(
    (match): DisposalPart => ({
      ...match,
      lot: null,
      proceeds: cutProceeds(match.quantity),
      fee: cutFee(match.quantity),
      term: "none",
    }),
  );
  return disposalOf(
    { day, asset, wallet: null, kind: "day", events, quantity, proceeds, fee },
    parts,
    day + WINDOW_DAYS,
  );
}

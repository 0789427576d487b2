/**
 * Chance looks for the bug. The loop that trades for real is driven against an exchange that loses answers, hides
 * orders and reports fills twice, and is killed between any two acts. After every seed: nothing was sent twice, the
 * ledger is the exchange's truth, postings sum to zero, nothing beyond the approved was traded, and the run ended.
 * A failure names its seed: SEED=8271 replays it alone, SEEDS=20000 searches longer.
 */
import { expect, test } from "vitest";
import { imbalanceOf } from "@/lib/engine/ledger/balances";
import { postFill } from "@/lib/engine/ledger/post-fill";
import { add, isMore, multiply, type Quantity, subtract, sum } from "@/lib/money";
import { COINS, coinLeg, coinMarket, coinQuote, STEPS } from "@/lib/testing/coins";
import { MemoryRunStore, planOrder } from "@/lib/testing/memory-run-store";
import { type Random, seededRandom } from "@/lib/testing/random";
import { type Misbehaviour, ScriptedExchange, WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { DEFAULT_LIMITS, type PlannedOrder } from "../model";
import { ownDelta } from "./balances";
import { driveRun } from "./drive";
import { isFinal } from "./life";
import type { RunStore, RunVenues } from "./ports";
import type { Run } from "./run";

const COUNT = Number(process.env.SEEDS ?? 600);
const SEEDS = process.env.SEED
  ? [Number(process.env.SEED)]
  : Array.from({ length: COUNT }, (_, index) => 1_000 + index);

class Killed extends Error {
  override name = "Killed";
}

function chooseManners(random: Random): Misbehaviour {
  const often = () => random.pick([0, 0, 0.05, 0.2, 0.5]);
  return {
    ackLost: often(),
    requestLost: often(),
    requestLate: often(),
    rejected: random.pick([0, 0, 0.1]),
    rateLimited: random.pick([0, 0, 0.2]),
    clockSkew: random.pick([0, 0, 0.2]),
    partFilled: often(),
    unfilled: random.pick([0, 0.1]),
    lookupFails: often(),
    lags: often(),
    readFails: random.pick([0, 0.1, 0.3]),
  };
}

const unitsOf = (coin: keyof typeof STEPS, random: Random) =>
  multiply<Quantity>(STEPS[coin], String(random.whole(40, 4_000)));

async function simulate(seed: number, manners?: Misbehaviour) {
  const random = seededRandom(seed);
  let now = 1_700_000_000_000;
  const clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms: number) => {
      now += Math.max(1, ms);
    },
  };
  const feeFrom = random.pick(["received", "quote"] as const);
  const markets = COINS.map((coin) => coinMarket(coin, feeFrom));
  const sides = COINS.map(() => random.pick(["buy", "sell"] as const));
  const legs = COINS.map((coin, index) => ({ coin, side: sides[index]! }))
    .sort((left, right) => (left.side === right.side ? 0 : left.side === "sell" ? -1 : 1))
    .map(({ coin, side }, place) => coinLeg(place, coin, side, unitsOf(coin, random)));
  const cash = manners ? "1000000" : random.pick(["0", "100", "5000", "1000000"]);
  const exchange = new ScriptedExchange({
    markets,
    quotes: COINS.map(coinQuote),
    balances: { BTC: "1", ETH: "1", SOL: "60", USDT: cash },
    random,
    manners: manners ?? chooseManners(random),
    timing: { requestValidityMs: 5_000, lookupLagMs: 2_000 },
    clock,
  });
  const opening = Object.fromEntries([...COINS, "USDT"].map((asset) => [asset, exchange.trueBalance(asset)]));
  const run: Run = {
    rebalanceId: `sim-${seed}`,
    state: "approved",
    approvedAt: now,
    stopReason: null,
    legs,
    orders: legs.map((each) => planOrder(`sim-${seed}`, each)),
    markets,
    opening: [],
    limits: DEFAULT_LIMITS,
  };
  const store = new MemoryRunStore(run);
  const killRate = manners ? 0 : random.pick([0, 0.02, 0.1]);
  const stopAt = !manners && random.chance(0.15) ? now + random.whole(0, 5_000) : null;
  /** Between any two acts: time passes, and the process may die just before or just after. */
  const mortal = async <T>(act: () => Promise<T> | T): Promise<T> => {
    if (random.chance(killRate)) throw new Killed();
    now += random.whole(0, 40);
    if (stopAt !== null && now >= stopAt) store.requestStop({ kind: "kill-switch" });
    const result = await act();
    now += random.whole(0, 40);
    if (random.chance(killRate)) throw new Killed();
    return result;
  };
  const ports = { store: mortalStore(store, mortal), venues: mortalVenues(exchange, mortal), clock };
  let lives = 0;
  for (; lives < 500; lives++) {
    try {
      await driveRun(ports);
      break;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      now += random.whole(0, 20_000); // dead for a while
    }
  }
  return { exchange, store, legs, opening, lives };
}

function mortalStore(store: MemoryRunStore, mortal: <T>(act: () => Promise<T> | T) => Promise<T>): RunStore {
  return {
    load: () => store.load(),
    commitStart: (...args) => mortal(() => store.commitStart(args[0])),
    commitIntent: (...args) => mortal(() => store.commitIntent(...args)),
    commitAnswer: (...args) => mortal(() => store.commitAnswer(...args)),
    commitCancelRequested: (...args) => mortal(() => store.commitCancelRequested(args[0])),
    commitDrop: (...args) => mortal(() => store.commitDrop(...args)),
    commitStop: (...args) => mortal(() => store.commitStop(args[0])),
    notifyClockStep: (...args) => store.notifyClockStep(...args),
    commitEnd: (...args) => mortal(() => store.commitEnd(...args)),
  };
}

function mortalVenues(exchange: ScriptedExchange, mortal: <T>(act: () => Promise<T> | T) => Promise<T>): RunVenues {
  const failed = { kind: "failed", message: "503", retryAfterMs: null } as const;
  return {
    timing: async () => exchange.timing,
    submit: (_, request) => mortal(() => exchange.submit(request)),
    lookup: (_, id) => mortal(() => exchange.lookup(id)),
    cancel: (_, id) => mortal(() => exchange.lookup(id)),
    readBalances: () =>
      mortal(() => {
        const value = exchange.balances();
        return value ? { kind: "read" as const, value } : failed;
      }),
    readQuotes: (_, symbols) =>
      mortal(() => {
        const value = exchange.readQuotes(symbols);
        return value ? { kind: "read" as const, value } : failed;
      }),
  };
}

function check({ exchange, store, legs, opening }: Awaited<ReturnType<typeof simulate>>, seed: number) {
  const { run } = store;
  const history = `seed ${seed}\n${store.log.join("\n")}`;
  expect(isFinal(run.state), `ends: ${run.state}, ${history}`).toBe(true);
  for (const [id, times] of exchange.sent) expect(times, `${id} sent once, ${history}`).toBe(1);
  expect(exchange.refusals, `every order fits, ${history}`).not.toContain("insufficient-funds");
  for (const asset of [...COINS, "USDT"]) {
    const ledger = add(opening[asset]!, ownDelta(run, "v", asset));
    expect(ledger, `ledger of ${asset}, ${history}`).toBe(exchange.trueBalance(asset));
  }
  for (const order of run.orders)
    for (const fill of order.fills) expect(imbalanceOf(postFill(fill, order)).size, history).toBe(0);
  for (const each of legs) {
    const taken = [...exchange.orders.values()].filter((order) => order.request.symbol === each.symbol);
    const traded = sum(taken.map((order) => order.filled));
    expect(isMore(traded, each.quantity), `${each.symbol}: ${traded} of ${each.quantity}, ${history}`).toBe(false);
  }
  const cashSpent = subtract(opening.USDT!, exchange.trueBalance("USDT"));
  const planned = plannedCash(legs);
  expect(isMore(cashSpent, planned), `spent ${cashSpent} of own cash, planned ${planned}, ${history}`).toBe(false);
  if (run.state === "settled" && store.differences) expect(store.differences, history).toEqual([]);
}

/** Cash from before that the plan may use: its buys at their limits less what its sells were expected to bring. */
function plannedCash(legs: readonly PlannedOrder[]): string {
  const of = (side: string, priceOf: (each: PlannedOrder) => string) =>
    sum<string>(
      legs.filter((each) => each.side === side).map((each) => multiply<string>(each.quantity, priceOf(each))),
    );
  const buys = multiply<string>(
    of("buy", (each) => each.limitPrice),
    "1.001",
  );
  const own = subtract(
    buys,
    of("sell", (each) => each.expectedPrice),
  );
  return isMore(own, "0") ? own : "0";
}

test("whatever the exchange does and whenever we die, every run ends and the books are right", async () => {
  const ends = new Map<string, number>();
  let lives = 0;
  let uncertain = 0;
  for (const seed of SEEDS) {
    let result: Awaited<ReturnType<typeof simulate>>;
    try {
      result = await simulate(seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).stack}`);
    }
    check(result, seed);
    lives += result.lives;
    uncertain += result.store.log.filter((line) => line.endsWith("order.unknown")).length;
    ends.set(result.store.run.state, (ends.get(result.store.run.state) ?? 0) + 1);
  }
  console.info(
    `${SEEDS.length} seeds, ${lives} deaths, ${uncertain} unknown orders, ends ${JSON.stringify([...ends])}`,
  );
  // The faults were really there; a simulation of fair weather proves nothing.
  if (!process.env.SEED) {
    expect(lives).toBeGreaterThan(200);
    expect(uncertain).toBeGreaterThan(200);
    expect(ends.get("settled") ?? 0).toBeGreaterThan(SEEDS.length / 2);
  }
}, 120_000);

test("in fair weather every leg is filled as planned", async () => {
  const { store, legs, lives } = await simulate(1, WELL_BEHAVED);
  expect(lives).toBe(0);
  expect(store.run.state).toBe("settled");
  expect(store.run.orders.map((order) => [order.state, order.filled])).toEqual(
    legs.map((each) => ["filled", each.quantity]),
  );
});

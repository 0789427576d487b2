/** Single troubles at every place of a run, on an exchange that otherwise behaves: what is sent, and what is said. */
import { describe, expect, test } from "vitest";
import type { Price, Quantity } from "@/lib/money";
import { COINS, coinLeg, coinMarket, coinQuote } from "@/lib/testing/coins";
import { MemoryRunStore, planOrder } from "@/lib/testing/memory-run-store";
import { seededRandom } from "@/lib/testing/random";
import { type Misbehaviour, ScriptedExchange, WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { DEFAULT_LIMITS } from "../model";
import { driveRun } from "./drive";
import type { RunPorts } from "./driver-life";
import type { Read, RunStore, RunVenues } from "./ports";
import type { OpeningBalance } from "./run";

const START = 1_700_000_000_000;
const HOUR = 3_600_000;
const KEY_REFUSED = { kind: "failed", message: "Invalid API-key.", retryAfterMs: null, isKeyRefused: true } as const;

/** Sell 0.01 BTC, buy 0.1 ETH with it and 1 SOL. */
function world(manners: Partial<Misbehaviour> = {}) {
  const time = { mono: 0, stepMs: 0, acts: 0 };
  const legs = [
    coinLeg(0, "BTC", "sell", "0.01" as Quantity),
    coinLeg(1, "ETH", "buy", "0.1" as Quantity),
    coinLeg(2, "SOL", "buy", "1" as Quantity),
  ];
  const exchange = new ScriptedExchange({
    markets: COINS.map((coin) => coinMarket(coin, "received")),
    quotes: COINS.map(coinQuote),
    balances: { BTC: "1", USDT: "1000" },
    random: seededRandom(3),
    manners: { ...WELL_BEHAVED, ...manners },
    timing: { requestValidityMs: 5_000, lookupLagMs: 2_000 },
    clock: { now: () => START + time.mono },
  });
  const store = new MemoryRunStore({
    rebalanceId: "run",
    state: "approved",
    approvedAt: START,
    stopReason: null,
    legs,
    orders: legs.map((leg) => planOrder("run", leg)),
    markets: COINS.map((coin) => coinMarket(coin, "received")),
    opening: [],
    limits: DEFAULT_LIMITS,
  });
  /** Called before each act, with its place in the run. */
  let before: (act: number) => void = () => {};
  const act = async <T>(work: () => Promise<T> | T): Promise<T> => {
    before(time.acts++);
    time.mono += 20;
    return work();
  };
  const venues: RunVenues = {
    timing: async () => exchange.timing,
    submit: (_, request) => act(() => exchange.submit(request)),
    lookup: (_, id) => act(() => exchange.lookup(id)),
    cancel: (_, id) => act(() => exchange.lookup(id)),
    readBalances: () =>
      act((): Read<Omit<OpeningBalance, "venueId">[]> => ({ kind: "read", value: exchange.balances()! })),
    readQuotes: (_, symbols) =>
      act(() => ({
        kind: "read" as const,
        value: exchange.readQuotes(symbols)!.map((quote) => ({ ...quote, at: quote.at + time.stepMs })),
      })),
    readMarkets: () => act(() => ({ kind: "read" as const, value: exchange.listMarkets()! })),
  };
  const acting =
    <Args extends unknown[], T>(verb: (...args: Args) => Promise<T>) =>
    (...args: Args) =>
      act(() => verb(...args));
  const acted: RunStore = {
    load: () => store.load(),
    commitStart: acting(store.commitStart.bind(store)),
    commitIntent: acting(store.commitIntent.bind(store)),
    commitAnswer: acting(store.commitAnswer.bind(store)),
    commitCancelRequested: acting(store.commitCancelRequested.bind(store)),
    commitDrop: acting(store.commitDrop.bind(store)),
    commitStop: acting(store.commitStop.bind(store)),
    notifyClockStep: acting(store.notifyClockStep.bind(store)),
    commitEnd: acting(store.commitEnd.bind(store)),
  };
  const clock = {
    now: () => START + time.mono + time.stepMs,
    monotonic: () => time.mono,
    sleep: async (ms: number) => {
      time.mono += Math.max(ms, 1);
    },
  };
  const ports: RunPorts = { store: acted, venues, clock };
  const beforeAct = (hook: (act: number) => void) => {
    before = hook;
  };
  return { exchange, store, venues, ports, time, beforeAct };
}

type World = ReturnType<typeof world>;
/** How the last attempt of each leg ended. */
const states = ({ store }: World) =>
  store.run.legs.map(({ leg }) => store.run.orders.filter((order) => order.leg === leg).at(-1)!.state);
const sentOnce = ({ exchange }: World) => [...exchange.sent.values()].every((times) => times === 1);

describe("a wall clock that is set", () => {
  const manners = { ackLost: 1, lags: 0.5 };

  async function stepAt(place: number, stepMs: number, backAfter: number | null): Promise<World> {
    const there = world(manners);
    there.beforeAct((act) => {
      if (act === place) there.time.stepMs += stepMs;
      if (backAfter !== null && act === place + backAfter) there.time.stepMs -= stepMs;
    });
    await driveRun(there.ports);
    return there;
  }

  test.each([
    ["back an hour", -HOUR, null],
    ["forward an hour", HOUR, null],
    ["back a little", -3_000, null],
    ["forward for a while", HOUR, 3],
    ["back for a while", -HOUR, 3],
  ] as const)("%s, at any place of a run, changes nothing", async (_name, stepMs, backAfter) => {
    const calm = world(manners);
    await driveRun(calm.ports);
    expect(states(calm)).toEqual(["filled", "filled", "filled"]);
    for (let place = 0; place < calm.time.acts; place++) {
      const there = await stepAt(place, stepMs, backAfter);
      expect(states(there), `at act ${place}`).toEqual(["filled", "filled", "filled"]);
      expect(there.store.run.state, `at act ${place}`).toBe("settled");
      expect(sentOnce(there), `at act ${place}`).toBe(true);
      expect(there.time.mono, `waits no longer at act ${place}`).toBeLessThan(calm.time.mono + 60_000);
    }
  });

  test("between an intent and its send, forward: not sent, as if the machine had slept, and made anew", async () => {
    const there = world();
    const { commitIntent } = there.ports.store;
    let isFirst = true;
    there.ports.store.commitIntent = async (...args) => {
      const intent = await commitIntent(...args);
      if (isFirst) there.time.stepMs += HOUR;
      isFirst = false;
      return intent;
    };
    await driveRun(there.ports);
    expect(there.store.run.orders.filter((order) => order.leg === 0).map((order) => order.state)).toEqual([
      "rejected",
      "filled",
    ]);
    expect(states(there)).toEqual(["filled", "filled", "filled"]);
  });

  test.each([-HOUR, HOUR])("by %i ms: requests after it carry the time of the clock as it stands", async (stepMs) => {
    const there = world();
    const offsets: number[] = [];
    const { submit } = there.venues;
    there.ports.venues.submit = (venueId, request) => {
      offsets.push(request.intentAt - there.ports.clock.now());
      return submit(venueId, request);
    };
    there.beforeAct((act) => {
      if (act === 1) there.time.stepMs += stepMs;
    });
    await driveRun(there.ports);
    expect(offsets).toHaveLength(3);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThan(100);
  });

  test("is recorded where it happened", async () => {
    const there = await stepAt(6, -HOUR, null);
    expect(there.store.log.filter((line) => line.includes("clock-stepped"))).toHaveLength(1);
  });

  test.each([-HOUR, HOUR])(
    "by %i ms while the process was dead leaves no order waiting, nor doubled",
    async (stepMs) => {
      const there = world({ ackLost: 1 });
      const died = new Error("died");
      there.beforeAct((act) => {
        if (there.exchange.sent.size === 1 && act > 0) throw died;
      });
      await expect(driveRun(there.ports)).rejects.toBe(died);
      there.beforeAct(() => {});
      there.time.stepMs += stepMs;
      const { mono } = there.time;
      await driveRun(there.ports);
      expect(sentOnce(there)).toBe(true);
      expect(there.store.run.orders[0]).toMatchObject({ state: "filled" });
      expect(there.time.mono - mono).toBeLessThan(120_000);
    },
  );
});

describe("a send that is held up", () => {
  test.each([
    ["the commit of its intent took 3 s", "commitIntent" as const, 3_000, 0],
    ["it took 1.9 s", "commitIntent" as const, 1_900, 1],
  ])("%s", async (_name, verb, heldMs, sent) => {
    const there = world();
    const commit = there.ports.store[verb];
    let isFirst = true;
    there.ports.store[verb] = async (...args) => {
      const intent = await commit(...args);
      if (isFirst) there.time.mono += heldMs;
      isFirst = false;
      return intent;
    };
    await driveRun(there.ports);
    expect(there.exchange.sent.has(planOrder("run", there.store.run.legs[0]!).clientOrderId)).toBe(sent === 1);
    expect(there.store.run.orders.some((order) => order.problem?.kind === "held-up")).toBe(sent === 0);
    expect(there.store.run.orders.filter((order) => order.leg === 0).at(-1)!.state).toBe("filled");
  });

  test("a lease that ends sooner ends the time to send", async () => {
    const there = world();
    const deadlines: number[] = [];
    const { submit } = there.venues;
    there.ports.store.leaseEndsAt = () => there.time.mono + 400;
    there.ports.venues.submit = (venueId, request) => {
      deadlines.push(request.sendBefore - there.time.mono);
      return submit(venueId, request);
    };
    await driveRun(there.ports);
    expect(Math.max(...deadlines)).toBeLessThanOrEqual(400);
  });
});

describe("before the first order", () => {
  test("a market that was closed after the proposal is seen: no order is sent, nothing is sold for it", async () => {
    for (const symbol of ["BTC/USDT", "ETH/USDT", "SOL/USDT"]) {
      const there = world();
      there.exchange.closeMarket(symbol);
      expect(await driveRun(there.ports)).toBe("stopped");
      expect(there.exchange.sent.size).toBe(0);
      expect(there.store.whyEnded).toEqual({ kind: "market-closed", symbol });
    }
  });

  test("filters that changed since the proposal are kept to", async () => {
    const there = world();
    there.ports.venues.readMarkets = async () => ({
      kind: "read",
      value: there.exchange
        .listMarkets()!
        .map((market) =>
          market.base === "ETH" ? { ...market, quantityStep: "0.03" as Quantity, priceStep: "1" as Price } : market,
        ),
    });
    const sizes: string[] = [];
    const { submit } = there.venues;
    there.ports.venues.submit = (venueId, request) => {
      sizes.push(`${request.symbol} ${request.quantity}`);
      return submit(venueId, request);
    };
    await driveRun(there.ports);
    expect(sizes).toContain("ETH/USDT 0.09");
  });

  test("what was approved and is no longer so is not executed, and says why", async () => {
    const there = world();
    there.ports.review = async () => ({ kind: "changed", change: { kind: "nothing-left" } });
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(there.exchange.sent.size).toBe(0);
    expect(there.store.whyEnded).toEqual({ kind: "world-changed", change: { kind: "nothing-left" } });
  });

  test("a check that fails is tried again, and ends the run when it keeps failing", async () => {
    const there = world();
    let failures = 3;
    there.ports.review = async () => (failures-- > 0 ? { kind: "failed", message: "502" } : { kind: "same" });
    expect(await driveRun(there.ports)).toBe("settled");
    const hopeless = world();
    hopeless.ports.review = async () => ({ kind: "failed", message: "502" });
    expect(await driveRun(hopeless.ports)).toBe("stopped");
    expect(hopeless.store.whyEnded).toEqual({ kind: "not-reconciled", message: "502" });
  });

  test("the check is given the balances that the run would begin with", async () => {
    const there = world();
    const seen: (readonly OpeningBalance[])[] = [];
    there.ports.review = async (_run, opening) => {
      seen.push(opening);
      return { kind: "same" };
    };
    await driveRun(there.ports);
    expect(seen).toEqual([there.store.run.opening]);
  });
});

describe("a key that is refused", () => {
  const counting = (there: World, from: () => boolean) => {
    const counts = { refused: 0 };
    const refuse =
      <Args extends unknown[], T>(verb: (...args: Args) => Promise<T>) =>
      async (...args: Args) => {
        if (!from()) return verb(...args);
        counts.refused += 1;
        return KEY_REFUSED as never;
      };
    there.ports.venues.readBalances = refuse(there.venues.readBalances);
    there.ports.venues.lookup = refuse(there.venues.lookup);
    return counts;
  };

  test("before the start is tried twice, and ends the run as that", async () => {
    const there = world();
    const counts = counting(there, () => true);
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(counts.refused).toBe(2);
    expect(there.store.whyEnded).toEqual({ kind: "key-refused", message: "Invalid API-key." });
    expect(there.exchange.sent.size).toBe(0);
  });

  test("with the order's own answer is tried once more, for the balances", async () => {
    const there = world();
    const counts = counting(there, () => there.store.run.opening.length > 0);
    const answers: number[] = [];
    there.ports.venues.submit = async () => {
      answers.push(1);
      return { kind: "refused", refusal: "authentication", message: "Invalid API-key.", retryAfterMs: null };
    };
    expect(await driveRun(there.ports)).toBe("stopped");
    expect(answers).toHaveLength(1);
    expect(counts.refused).toBeLessThanOrEqual(1);
    expect(there.store.whyEnded).toEqual({ kind: "key-refused", message: "Invalid API-key." });
  });

  test("while an order's fate is unknown halts the run, said as that, after two questions", async () => {
    const there = world({ ackLost: 1 });
    const counts = counting(there, () => there.exchange.sent.size > 0);
    expect(await driveRun(there.ports)).toBe("halted");
    expect(counts.refused).toBe(2);
    expect(there.store.run.orders[0]).toMatchObject({ state: "halted" });
    expect(there.store.run.orders[0]!.problem).toMatchObject({ kind: "key-refused" });
    expect(there.store.whyEnded).toMatchObject({ kind: "key-refused" });
  });
});

describe("settling", () => {
  test.each([9_000, 30_000, 110_000])(
    "waits for balances that are %i ms behind, and settles without a difference",
    async (balanceLagMs) => {
      const there = world();
      const seen: { at: number; rows: ReturnType<ScriptedExchange["balances"]> }[] = [];
      there.beforeAct(() => void seen.push({ at: there.time.mono, rows: there.exchange.balances() }));
      there.ports.venues.readBalances = async () => {
        there.time.mono += 20;
        const then = seen.findLast((each) => each.at <= there.time.mono - balanceLagMs) ?? seen[0];
        return { kind: "read", value: then?.rows ?? there.exchange.balances()! };
      };
      expect(await driveRun(there.ports)).toBe("settled");
      expect(there.store.differences).toEqual([]);
    },
  );

  test("takes what still differs after two minutes for a difference, with few questions", async () => {
    const there = world();
    let reads = 0;
    const { readBalances } = there.venues;
    there.ports.venues.readBalances = async (venueId) => {
      reads += 1;
      if (there.store.run.opening.length > 0 && reads === 2) there.exchange.moveByHand("BTC", "0.5" as Quantity);
      return readBalances(venueId);
    };
    expect(await driveRun(there.ports)).toBe("settled");
    expect(there.store.differences).toMatchObject([{ asset: "BTC" }]);
    expect(there.time.mono).toBeGreaterThan(120_000);
    expect(reads).toBeLessThan(30);
  });

  test("queries every order once more when the ledger differs, and books what was hidden", async () => {
    const there = world();
    let isHiding = true;
    const { lookup, submit } = there.venues;
    // The sale filled, and the exchange says at first that it expired with nothing done.
    const hidden = <T extends { kind: string }>(answer: T): T => {
      const found = answer as T & { report?: { symbol: string } };
      if (!isHiding || found.kind !== "report" || found.report?.symbol !== "BTC/USDT") return answer;
      return { ...found, report: { ...found.report, state: "expired", filled: "0", fills: [] } };
    };
    there.ports.venues.submit = async (...args) => hidden(await submit(...args));
    there.ports.venues.lookup = async (...args) => {
      if (there.time.mono > 60_000) isHiding = false;
      return hidden(await lookup(...args));
    };
    expect(await driveRun(there.ports)).toBe("settled");
    expect(there.store.run.orders[0]).toMatchObject({ state: "filled", filled: "0.01" });
    expect(there.store.differences).toEqual([]);
  });
});

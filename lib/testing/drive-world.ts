/** A run on a scripted exchange, whose clocks a test may set at any place of it. */
import type { RunPorts } from "@/lib/engine/execution/driver-life";
import type { Read, RunStore, RunVenues } from "@/lib/engine/execution/ports";
import type { OpeningBalance } from "@/lib/engine/execution/run";
import { DEFAULT_LIMITS } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { COINS, coinLeg, coinMarket, coinQuote } from "./coins";
import { MemoryRunStore, planOrder } from "./memory-run-store";
import { seededRandom } from "./random";
import { type Misbehaviour, ScriptedExchange, WELL_BEHAVED } from "./scripted-exchange";

const START = 1_700_000_000_000;

/** Sell 0.01 BTC, buy 0.1 ETH with it and 1 SOL. */
export function driveWorld(manners: Partial<Misbehaviour> = {}) {
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

export type DriveWorld = ReturnType<typeof driveWorld>;
/** How the last attempt of each leg ended. */
export const states = ({ store }: DriveWorld) =>
  store.run.legs.map(({ leg }) => store.run.orders.filter((order) => order.leg === leg).at(-1)!.state);
export const sentOnce = ({ exchange }: DriveWorld) => [...exchange.sent.values()].every((times) => times === 1);

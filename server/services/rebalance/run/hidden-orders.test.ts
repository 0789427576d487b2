/**
 * An order the exchange took and hides: its answer was lost and its look-ups lag, over the real adapter with only the
 * socket replaced. However long it is hidden, it is sent once; what stands in its place is patience.
 */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { driveRun } from "@/lib/engine/execution/drive";
import { add, multiply, type Quantity, quantity, subtract } from "@/lib/money";
import { aMarket, aQuote, NOON } from "@/lib/testing/builders";
import { MemoryRunStore } from "@/lib/testing/memory-run-store";
import { runTable } from "@/lib/testing/run-table";
import { createClient } from "@/server/exchanges/ccxt/client/client";
import { findTradingRule } from "@/server/exchanges/ccxt/market-data/trading-rules";
import { createCcxtVenue } from "@/server/exchanges/ccxt/venue";
import { monotonicNow } from "@/server/runtime/monotonic";
import { type WireRequest, wire } from "@/server/testing/fake-fetch";
import { FREE, SPOT_ONLY, setSpotMarket } from "@/server/testing/offline-ccxt";
import { adaptVenues } from "./run-venues";
import { slowestLookupMs } from "./slowest-lookups";

// Once for the file: ccxt keeps the Date.now it found when it was loaded.
beforeAll(() => void vi.useFakeTimers({ now: NOON }));
beforeEach(() => void vi.setSystemTime(NOON));
afterAll(() => void vi.useRealTimers());

interface Lags {
  /** How long an order is hidden from look-ups, and how long balances do not show it. */
  lookupMs: number;
  balanceMs: number;
  /** The request is lost instead of its answer: nothing is there to be found. */
  isLost?: boolean;
}

/** Enough of Binance to sell half a Bitcoin: the first order is taken and its answer lost. */
async function world(venueId: string, { lookupMs, balanceMs, isLost = false }: Lags) {
  const client = await createClient({
    exchangeId: "binance",
    credentials: { apiKey: "k", secret: "s" },
    limiter: FREE,
  });
  const { exchange } = client;
  setSpotMarket(exchange);
  const taken = new Map<string, { at: number; quantity: string }>();
  const sent: WireRequest[] = [];
  const trade = (id: string, size: string) => ({
    id: `t${id}`,
    orderId: id,
    price: "50000",
    qty: size,
    commission: "0",
    commissionAsset: "USDT",
    time: Date.now(),
  });
  const orderBody = (id: string, size: string) => ({
    symbol: "BTCUSDT",
    orderId: id,
    clientOrderId: id,
    status: "FILLED",
    side: "SELL",
    type: "LIMIT",
    timeInForce: "IOC",
    price: "49500",
    origQty: size,
    executedQty: size,
    cummulativeQuoteQty: multiply(size, "50000"),
    time: Date.now(),
    updateTime: Date.now(),
  });
  const older = (ms: number) => [...taken.values()].filter(({ at }) => performance.now() - at >= ms);
  wire(exchange, (request) => {
    const { method, path, params } = request;
    if (path.endsWith("/time")) return { body: { serverTime: Date.now() } };
    if (path.endsWith("/apiRestrictions")) return { body: SPOT_ONLY };
    if (path.endsWith("/account")) {
      const sold = older(balanceMs).reduce((total, order) => add(total, order.quantity as Quantity), quantity("0"));
      const held = { BTC: subtract(quantity("1"), sold), USDT: multiply<Quantity>(sold, "50000") };
      return { body: { balances: Object.entries(held).map(([asset, free]) => ({ asset, free, locked: "0" })) } };
    }
    if (path.endsWith("/order") && method === "POST") {
      sent.push(request);
      const isFirst = sent.length === 1;
      const id = params.newClientOrderId!;
      if (!(isFirst && isLost)) taken.set(id, { at: performance.now(), quantity: params.quantity! });
      if (isFirst) throw new Error("socket closed");
      return { body: { ...orderBody(id, params.quantity!), fills: [trade(id, params.quantity!)] } };
    }
    if (path.endsWith("/order")) {
      const order = taken.get(params.origClientOrderId!);
      if (!order || performance.now() - order.at < lookupMs)
        return { status: 400, body: { code: -2013, msg: "Order does not exist." } };
      return { body: orderBody(params.origClientOrderId!, order.quantity) };
    }
    if (path.endsWith("/myTrades")) {
      const [id, order] = [...taken].find(([each]) => each === params.orderId)!;
      return {
        body: [{ ...trade(id, order.quantity), symbol: "BTCUSDT", isBuyer: false, isMaker: false, quoteQty: "0" }],
      };
    }
    throw new Error(`Not expected: ${method} ${path}`);
  });
  const market = aMarket("BTC/USDT", { venueId, quantityStep: quantity("0.00001") });
  const venue = createCcxtVenue({
    venueId,
    exchangeId: "binance",
    client,
    rule: findTradingRule("binance"),
    loadMarkets: async () => [market],
    fetchQuotes: async () => [aQuote("BTC/USDT", "50005", 2, Date.now())],
    now: Date.now,
  });
  const table = runTable("holds BTC 1\nsell BTC 0.5 @ 50000 limit 49500");
  const here = <T extends { venueId: string }>(rows: readonly T[]) => rows.map((row) => ({ ...row, venueId }));
  const store = new MemoryRunStore({
    ...table,
    rebalanceId: `hidden-${venueId}`.slice(0, 26),
    state: "approved",
    approvedAt: Date.now(),
    legs: here(table.legs),
    orders: here(table.orders).map((order) => ({ ...order, clientOrderId: `ek-${venueId}-${order.leg}-0` })),
    markets: [market],
    opening: [],
  });
  const clock = {
    now: Date.now,
    monotonic: monotonicNow,
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  return { sent, store, drive: () => finish(driveRun({ store, venues: adaptVenues(async () => venue), clock })) };
}

async function finish<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  for (let step = 0; step < 4_000 && !isDone; step++) await vi.advanceTimersByTimeAsync(250);
  return work;
}

const HIDDEN: readonly (readonly [number, number])[] = [
  [4_000, 0],
  [12_500, 0],
  [14_500, 0],
  [14_500, 60_000],
  [20_000, 0],
  [20_000, 9_000],
  [45_000, 60_000],
  [90_000, 0],
  [240_000, 30_000],
];

test.each(HIDDEN)("hidden for %i ms, balances %i ms behind: sold once, and booked", async (lookupMs, balanceMs) => {
  const venueId = `h${lookupMs}x${balanceMs}`;
  const { sent, store, drive } = await world(venueId, { lookupMs, balanceMs });
  expect(await drive()).toBe("settled");
  expect(sent).toHaveLength(1);
  expect(store.run.orders.map((order) => [order.state, order.filled])).toEqual([["filled", "0.5"]]);
  expect(store.differences).toEqual([]);
});

test("a request that was really lost is sent again under another id, once the first minute is over", async () => {
  const { sent, store, drive } = await world("lost", { lookupMs: 0, balanceMs: 0, isLost: true });
  expect(await drive()).toBe("settled");
  expect(store.run.orders.map((order) => order.state)).toEqual(["absent", "filled"]);
  expect(new Set(sent.map((request) => request.params.newClientOrderId)).size).toBe(2);
  const [first, second] = sent.map((request) => Number(request.params.timestamp));
  expect(second! - first!).toBeGreaterThanOrEqual(60_000);
});

test("the lag seen of a venue's look-ups is remembered for its next order", async () => {
  const { drive } = await world("slow", { lookupMs: 100_000, balanceMs: 0 });
  await drive();
  expect(slowestLookupMs("slow")).toBeGreaterThanOrEqual(100_000);
  const { store, drive: driveAgain } = await world("slow", { lookupMs: 0, balanceMs: 0, isLost: true });
  await driveAgain();
  const [absent] = store.run.orders;
  expect(absent!.doneAt! - absent!.intentAt!).toBeGreaterThanOrEqual(100_000);
});

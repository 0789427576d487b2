/**
 * A late order never leaves, and what left in time cannot be taken in late: for every exchange we trade on, held
 * against the request that reaches the socket.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Market, OrderRequest } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { aMarket } from "@/lib/testing/builders";
import { monotonicNow } from "@/server/runtime/monotonic";
import { type WireRequest, wire } from "@/server/testing/fake-fetch";
import { CREDENTIALS, FREE, setSpotMarket } from "@/server/testing/offline-ccxt";
import type { VenueError } from "../../venue";
import { findTradingRule, tradedExchanges } from "../market-data/trading-rules";
import { submitOrder } from "../orders/submit-order";
import { createClient } from "./client";
import type { HostLimiter } from "./limiter";

const NOW = Date.UTC(2026, 10, 22, 12);
/** How far this computer's clock is ahead of the exchange's. */
const AHEAD_MS = 700;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Sender {
  sent: WireRequest[];
  submit(order?: Partial<OrderRequest>): Promise<unknown>;
}

async function sender(
  exchangeId: string,
  {
    limiter = FREE,
    loadMarkets = async () => {},
    clockMs = 0,
  }: { limiter?: HostLimiter; loadMarkets?: () => Promise<void>; clockMs?: number } = {},
): Promise<Sender> {
  const client = await createClient({ exchangeId, credentials: CREDENTIALS, limiter });
  const { exchange } = client;
  setSpotMarket(exchange);
  exchange.loadTimeDifference = async () => {
    await pause(clockMs);
    exchange.options.timeDifference = AHEAD_MS;
    return AHEAD_MS;
  };
  const sent: WireRequest[] = [];
  wire(exchange, (request) => {
    sent.push(request);
    throw new Error("caught");
  });
  const rule = findTradingRule(exchangeId)!;
  const markets: readonly Market[] = [aMarket("BTC/USDT", { quantityStep: quantity("0.00001") })];
  return {
    sent,
    submit: (order = {}) =>
      submitOrder(
        { exchangeId, client, rule, loadMarkets: () => loadMarkets().then(() => markets), now: Date.now },
        {
          clientOrderId: "ek03l9e2gk4q9p8f0s7d6a5z4x3-0-0",
          symbol: "BTC/USDT",
          side: "buy",
          quantity: quantity("0.00123"),
          limitPrice: price("60000.5"),
          ...order,
        },
      ).catch((error: unknown) => error),
  };
}

// Once for the file: ccxt keeps the Date.now it found when it was loaded.
beforeAll(() => void vi.useFakeTimers({ now: NOW }));
beforeEach(() => void vi.setSystemTime(NOW));
afterAll(() => void vi.useRealTimers());

/** Lets all waits happen, however long. */
async function awaited<T>(work: Promise<T>): Promise<T> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  for (let step = 0; step < 400 && !isDone; step++) await vi.advanceTimersByTimeAsync(100);
  return work;
}

const cacheKeyOf = (exchangeId: string, { params, headers }: WireRequest): number => {
  switch (exchangeId) {
    case "bybit":
      return Number(headers["X-BAPI-TIMESTAMP"]);
    case "okx":
    case "okxus":
    case "myokx":
      return Date.parse(headers["OK-ACCESS-TIMESTAMP"]!);
    case "bitget":
      return Number(headers["ACCESS-TIMESTAMP"]);
    case "kucoin":
      return Number(headers["KC-API-TIMESTAMP"]);
    case "bitvavo":
      return Number(headers["BITVAVO-ACCESS-TIMESTAMP"]) - AHEAD_MS;
    default:
      return Number(params.timestamp);
  }
};

describe.each(tradedExchanges().filter((id) => id !== "kraken"))("%s", (exchangeId) => {
  test("is sent the intent's time, however long the order was held up", async () => {
    const slow = { ...FREE, take: () => pause(1_500) };
    const { sent, submit } = await sender(exchangeId, { limiter: slow });
    const intentAt = Date.now();
    await awaited(submit({ intentAt, sendBefore: monotonicNow() + 10_000 }));
    expect(sent).toHaveLength(1);
    expect(cacheKeyOf(exchangeId, sent[0]!)).toBe(intentAt - AHEAD_MS);
  });
});

test("Binance's window is counted from the intent", async () => {
  const { sent, submit } = await sender("binance", { limiter: { ...FREE, take: () => pause(1_900) } });
  await awaited(submit({ intentAt: NOW, sendBefore: monotonicNow() + 2_000 }));
  expect(sent[0]!.params).toMatchObject({ timestamp: String(NOW - AHEAD_MS), recvWindow: "5000" });
});

test("OKX is sent when the order expires, Kraken its deadline", async () => {
  const okx = await sender("okx");
  await awaited(okx.submit({ intentAt: Date.now(), sendBefore: monotonicNow() + 2_000 }));
  expect(Number(okx.sent[0]!.headers.expTime)).toBe(NOW - AHEAD_MS + 5_000);
  const kraken = await sender("kraken");
  const intentAt = Date.now();
  await awaited(kraken.submit({ intentAt, sendBefore: monotonicNow() + 2_000 }));
  expect(kraken.sent[0]!.params.deadline).toBe(new Date(intentAt - AHEAD_MS + 5_000).toISOString());
});

test("an intent that lies ahead of a clock set back carries the time of now, and one without an intent as before", async () => {
  const { sent, submit } = await sender("binance");
  await awaited(submit({ intentAt: NOW + 3_600_000, sendBefore: monotonicNow() + 2_000 }));
  await awaited(submit());
  for (const request of sent) expect(Number(request.params.timestamp)).toBeLessThanOrEqual(Date.now() - AHEAD_MS);
  expect(sent).toHaveLength(2);
});

describe("past its deadline an order does not leave, wherever it was held up", () => {
  const held: readonly (readonly [string, Parameters<typeof sender>[1]])[] = [
    ["at the limiter", { limiter: { ...FREE, take: () => pause(2_001) } }],
    ["at the limiter for 20 s", { limiter: { ...FREE, take: () => pause(20_000) } }],
    ["while the market list was read", { loadMarkets: () => pause(2_500) }],
    ["while the clock was queried", { clockMs: 9_000 }],
    [
      "a little everywhere",
      { loadMarkets: () => pause(700), clockMs: 700, limiter: { ...FREE, take: () => pause(700) } },
    ],
  ];
  describe.each(tradedExchanges())("%s", (exchangeId) => {
    test.each(held)("%s", async (_where, options) => {
      const { sent, submit } = await sender(exchangeId, options);
      const error = await awaited(submit({ intentAt: Date.now(), sendBefore: monotonicNow() + 2_000 }));
      expect(sent).toEqual([]);
      expect(error).toMatchObject({
        name: "VenueError",
        code: "not-sent",
        isSurelyNotPlaced: true,
      } satisfies Partial<VenueError>);
    });
  });

  test("just before it, it does", async () => {
    const { sent, submit } = await sender("binance", { limiter: { ...FREE, take: () => pause(1_999) } });
    await awaited(submit({ intentAt: Date.now(), sendBefore: monotonicNow() + 2_000 }));
    expect(sent).toHaveLength(1);
  });

  const heldAndSet = async (heldMs: number, stepMs: number) => {
    const { sent, submit } = await sender("kraken", { limiter: { ...FREE, take: () => pause(heldMs) } });
    const sending = submit({ intentAt: Date.now(), sendBefore: monotonicNow() + 2_000 });
    await vi.advanceTimersByTimeAsync(100);
    vi.setSystemTime(Date.now() + stepMs);
    await awaited(sending);
    return sent.length;
  };

  test("a wall clock set back meanwhile makes no difference", async () => {
    expect(await heldAndSet(1_500, -3_600_000)).toBe(1);
    expect(await heldAndSet(2_500, -3_600_000)).toBe(0);
  });

  test("after a machine slept, whose monotonic clock slept with it, nothing leaves either", async () => {
    expect(await heldAndSet(1_500, 60_000)).toBe(0);
    expect(await heldAndSet(1_500, 1_000)).toBe(1);
  });
});

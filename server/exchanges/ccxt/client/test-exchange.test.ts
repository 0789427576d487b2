/** The test exchange itself, driven by the unmodified ccxt class: what it accepts and refuses is what tests lean on. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asAmount, moveUrl } from "./client";
import { loadExchangeClass } from "./load-class";
import { KEYS, type RunningExchange, runTestExchange } from "./test-exchange";

let server: RunningExchange;
beforeAll(async () => {
  server = await runTestExchange();
});
afterAll(() => server.close());

async function binance(credentials: Record<string, string> = KEYS) {
  const Binance = await loadExchangeClass("binance");
  const exchange = new Binance({
    ...credentials,
    options: { fetchMarkets: { types: ["spot"] }, fetchMargins: false, fetchCurrencies: false },
  });
  const api = exchange.urls.api as Record<string, string>;
  for (const [name, url] of Object.entries(api)) api[name] = moveUrl(url, server.url);
  exchange.has.fetchCurrencies = false;
  await exchange.loadMarkets();
  return exchange;
}

type Exchange = Awaited<ReturnType<typeof binance>>;
let exchange: Exchange;

beforeEach(async () => {
  await server.send("reset");
  await server.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "10000" } });
  exchange = await binance();
});

const limit = (side: "buy" | "sell", quantity: string, price: string, params: object = {}) =>
  exchange.createOrder("BTC/USDT", "limit", side, asAmount(quantity), asAmount(price), params);
const balances = () => server.query<Record<string, { free: string; locked: string }>>(`balances?apiKey=${KEYS.apiKey}`);

describe("the test exchange", () => {
  test("keeps a limit order that does not match, with its money locked, and fills it when the price comes", async () => {
    const order = await limit("buy", "0.1", "50000", { clientOrderId: "rest-1" });
    expect(order.status).toBe("open");
    expect(await balances()).toMatchObject({ USDT: { free: "5000.00000000", locked: "5000.00000000" } });
    expect(await exchange.fetchOpenOrders("BTC/USDT")).toHaveLength(1);
    await expect(limit("buy", "0.001", "50000", { clientOrderId: "rest-1" })).rejects.toThrow("Duplicate order sent.");
    await server.send("prices", { assets: { BTC: "49000" } });
    expect((await exchange.fetchOrder(order.id!, "BTC/USDT")).status).toBe("closed");
    expect(await balances()).toMatchObject({
      USDT: { free: "5000.00000000", locked: "0.00000000" },
      BTC: { free: "1.09990000" },
    });
    // A filled order's id is free again, as on the real one.
    expect((await limit("buy", "0.001", "40000", { clientOrderId: "rest-1" })).status).toBe("open");
  });

  test("gives the money back on a cancel", async () => {
    const order = await limit("sell", "0.5", "90000");
    expect((await balances()).BTC).toEqual({ free: "0.50000000", locked: "0.50000000" });
    await exchange.cancelOrder(order.id!, "BTC/USDT");
    expect((await balances()).BTC).toEqual({ free: "1.00000000", locked: "0.00000000" });
    await expect(exchange.cancelOrder(order.id!, "BTC/USDT")).rejects.toThrow("Unknown order sent.");
  });

  test("knows fill-or-kill, post-only and market orders by quote", async () => {
    await server.send("book", {
      symbol: "BTCUSDT",
      bids: [["59990", "1"]],
      asks: [
        ["60000", "0.01"],
        ["60010", "0.01"],
      ],
    });
    expect(await limit("buy", "0.05", "60100", { timeInForce: "FOK" })).toMatchObject({ status: "expired", filled: 0 });
    await expect(limit("buy", "0.01", "60100", { postOnly: true })).rejects.toThrow("immediately match");
    const bought = await exchange.createOrder("BTC/USDT", "market", "buy", 0.015);
    expect(bought).toMatchObject({ status: "closed", filled: 0.015, cost: 900.05 });
    expect(bought.trades).toHaveLength(2);
    const byQuote = await exchange.createMarketBuyOrderWithCost("BTC/USDT", 60);
    expect(byQuote.cost).toBeLessThanOrEqual(60);
  });

  test("enforces its filters with the exchange's codes", async () => {
    const raw = (params: object) =>
      (exchange as unknown as { privatePostOrder(params: object): Promise<unknown> }).privatePostOrder({
        symbol: "BTCUSDT",
        side: "BUY",
        type: "LIMIT",
        timeInForce: "IOC",
        quantity: "0.001",
        price: "60000",
        ...params,
      });
    await expect(raw({ quantity: "0.0000015" })).rejects.toThrow("Filter failure: LOT_SIZE");
    await expect(raw({ quantity: "0.0000000001" })).rejects.toThrow("Precision is over the maximum");
    await expect(raw({ price: "60000.001" })).rejects.toThrow("Filter failure: PRICE_FILTER");
    await expect(raw({ quantity: "0.00001" })).rejects.toThrow("Filter failure: NOTIONAL");
    await expect(raw({ price: "900000" })).rejects.toThrow("Filter failure: PERCENT_PRICE_BY_SIDE");
    await expect(raw({ symbol: "NOPE" })).rejects.toThrow("Invalid symbol.");
    await expect(raw({ quantity: "9" })).rejects.toThrow("insufficient balance");
    await expect(raw({ newClientOrderId: "no spaces please" })).rejects.toThrow("Illegal characters");
  });

  test("checks signature, key and time", async () => {
    await expect((await binance({ ...KEYS, secret: "other" })).fetchBalance()).rejects.toThrow("-1022");
    await expect((await binance({ apiKey: "unknown-key-1", secret: "x" })).fetchBalance()).rejects.toThrow("-2015");
    await server.send("clock", { skewMs: -60_000 });
    await expect(exchange.fetchBalance()).rejects.toThrow("-1021");
  });
});

describe("the test exchange lies, where it is set to", () => {
  const money = () => exchange.fetchBalance() as unknown as Promise<Record<string, { free: number; total: number }>>;
  const shown = async () => {
    const { last, bid, ask, timestamp } = await exchange.fetchTicker("BTC/USDT");
    const book = await exchange.fetchOrderBook("BTC/USDT", 5);
    const bars = await exchange.fetchOHLCV("BTC/USDT", "1m", undefined, 2);
    return { last, bid, ask, timestamp, depth: book.bids[0]![0], close: bars.at(-1)![4] };
  };

  test.each([
    ["ticker", "x0.1", { bid: 5999.4, last: 60000, depth: 59994, close: 60000 }],
    ["last", "x0.12", { bid: 59994, last: 7200, depth: 59994, close: 60000 }],
    ["book", "5000", { bid: 59994, last: 60000, depth: 4994, close: 60000 }],
    ["candles", "x10", { bid: 59994, last: 60000, depth: 59994, close: 600000 }],
    ["everywhere", "x0.5", { bid: 29997, last: 30000, depth: 29997, close: 30000 }],
  ])("about the price in its %s", async (place, lie, expected) => {
    await server.send("lie-prices", { symbol: "BTCUSDT", [place]: lie });
    expect(await shown()).toMatchObject(expected);
    // An order meets the true book all the same.
    expect((await limit("sell", "0.01", "59000", { timeInForce: "IOC" })).average).toBe(59994);
    await server.send("lie-prices", { asset: "BTC", [place]: null });
    expect(await shown()).toMatchObject({ bid: 59994, last: 60000, depth: 59994, close: 60000 });
  });

  test("with a ticker whose time stands still", async () => {
    await server.send("lie-prices", { asset: "BTC", isFrozen: true });
    const { timestamp } = await shown();
    await server.send("clock", { skewMs: 90_000 });
    expect((await shown()).timestamp).toBe(timestamp);
    await server.send("lie-prices", { asset: "BTC", isFrozen: false });
    expect((await shown()).timestamp).toBeGreaterThanOrEqual(timestamp! + 90_000);
  });

  test("with one side of the book missing", async () => {
    await server.send("book", { symbol: "BTCUSDT", bids: [], asks: [["60010", "1"]] });
    const { bid, ask, last } = await exchange.fetchTicker("BTC/USDT");
    expect({ bid, ask, last }).toEqual({ bid: undefined, ask: 60010, last: 60000 });
  });

  test("about a balance, for a while or until reset", async () => {
    await server.send("lie-balances", { apiKey: KEYS.apiKey, asset: "BTC", isHidden: true });
    expect((await money()).BTC).toBeUndefined();
    await server.send("lie-balances", { apiKey: KEYS.apiKey, asset: "BTC", factor: "0.5", ms: 30_000 });
    expect((await money()).BTC).toMatchObject({ total: 0.5 });
    await server.send("clock", { skewMs: 31_000 });
    await exchange.loadTimeDifference();
    exchange.options.adjustForTimeDifference = true;
    expect((await money()).BTC).toMatchObject({ total: 1 });
    // What is so was never touched.
    expect((await balances()).BTC).toEqual({ free: "1.00000000", locked: "0.00000000" });
  });

  test("with balances and trades that lag behind fills, and look-ups that do not find", async () => {
    await server.send("lag", { lookUpsMs: 60_000, balancesMs: 60_000, tradesMs: 60_000 });
    const order = await limit("sell", "0.5", "59000", { timeInForce: "IOC" });
    expect(order).toMatchObject({ status: "closed", filled: 0.5 });
    expect((await money()).BTC).toMatchObject({ total: 1 });
    expect(await exchange.fetchMyTrades("BTC/USDT")).toEqual([]);
    await expect(exchange.fetchOrder(order.id!, "BTC/USDT")).rejects.toThrow("Order does not exist.");
    await server.send("clock", { skewMs: 61_000 });
    await exchange.loadTimeDifference();
    exchange.options.adjustForTimeDifference = true;
    expect((await money()).BTC).toMatchObject({ total: 0.5 });
    expect(await exchange.fetchMyTrades("BTC/USDT")).toHaveLength(2);
    expect((await exchange.fetchOrder(order.id!, "BTC/USDT")).status).toBe("closed");
  });

  test("and lets its owner trade, deposit and withdraw behind our back", async () => {
    await server.send("trade", { apiKey: KEYS.apiKey, symbol: "BTCUSDT", side: "SELL", quantity: "0.25" });
    expect(await exchange.fetchMyTrades("BTC/USDT", Date.now() - 60_000)).toMatchObject([
      { side: "sell", amount: 0.25 },
    ]);
    expect(await exchange.fetchMyTrades("BTC/USDT", Date.now() + 60_000)).toEqual([]);
    const move = (kind: string, quantity: string, isRecorded: boolean) =>
      server.send("transfer", { apiKey: KEYS.apiKey, asset: "BTC", kind, quantity, isRecorded });
    await move("deposit", "2", true);
    await move("withdrawal", "0.25", true);
    await move("withdrawal", "0.125", false);
    expect((await money()).BTC).toMatchObject({ total: 2.375 });
    expect(await exchange.fetchDeposits()).toMatchObject([{ currency: "BTC", amount: 2, status: "ok" }]);
    expect(await exchange.fetchWithdrawals()).toMatchObject([{ currency: "BTC", amount: 0.25, status: "ok" }]);
  });

  test("closes a market and raises its minimum after the list was read", async () => {
    await server.send("filters", { symbol: "BTCUSDT", minNotional: "100" });
    await expect(limit("buy", "0.001", "60000")).rejects.toThrow("Filter failure: NOTIONAL");
    await server.send("status", { symbol: "BTCUSDT", status: "CANCEL_ONLY" });
    expect((await exchange.fetchTicker("BTC/USDT")).bid).toBe(59994);
    await expect(limit("buy", "0.01", "60000")).rejects.toThrow("Market is closed.");
  });

  test("revokes a key, and grants one the right to withdraw", async () => {
    await server.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableWithdrawals: true } });
    const rights = await (
      exchange as unknown as { sapiGetAccountApiRestrictions(): Promise<{ enableWithdrawals: boolean }> }
    ).sapiGetAccountApiRestrictions();
    expect(rights.enableWithdrawals).toBe(true);
    await server.send("revoke-key", { apiKey: KEYS.apiKey });
    await expect(exchange.fetchBalance()).rejects.toThrow("-2015");
    await server.send("revoke-key", { apiKey: KEYS.apiKey, on: false });
    expect((await money()).BTC).toMatchObject({ total: 1 });
  });

  test.each(["forbidden", "rate-limited", "banned", "blocked-region", "maintenance", "key-refused"])(
    "refuses everybody: %s",
    async (as) => {
      await server.send("faults", { path: "/api/v3/account", kind: { do: "trouble", as } });
      await expect(exchange.fetchBalance()).rejects.toThrow();
      expect((await money()).BTC).toMatchObject({ total: 1 });
    },
  );

  test("answers with cut JSON and 200, which plain ccxt takes for an empty account", async () => {
    await server.send("faults", { path: "/api/v3/account", kind: { do: "trouble", as: "malformed" } });
    expect((await money()).BTC).toBeUndefined();
  });
});

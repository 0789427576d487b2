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
  await server.tell("reset");
  await server.tell("accounts", { ...KEYS, balances: { BTC: "1", USDT: "10000" } });
  exchange = await binance();
});

const limit = (side: "buy" | "sell", quantity: string, price: string, params: object = {}) =>
  exchange.createOrder("BTC/USDT", "limit", side, asAmount(quantity), asAmount(price), params);
const balances = () => server.ask<Record<string, { free: string; locked: string }>>(`balances?apiKey=${KEYS.apiKey}`);

describe("the test exchange", () => {
  test("keeps a limit order that does not match, with its money locked, and fills it when the price comes", async () => {
    const order = await limit("buy", "0.1", "50000", { clientOrderId: "rest-1" });
    expect(order.status).toBe("open");
    expect(await balances()).toMatchObject({ USDT: { free: "5000.00000000", locked: "5000.00000000" } });
    expect(await exchange.fetchOpenOrders("BTC/USDT")).toHaveLength(1);
    await expect(limit("buy", "0.001", "50000", { clientOrderId: "rest-1" })).rejects.toThrow("Duplicate order sent.");
    await server.tell("prices", { assets: { BTC: "49000" } });
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
    await server.tell("book", {
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
    await server.tell("clock", { skewMs: -60_000 });
    await expect(exchange.fetchBalance()).rejects.toThrow("-1021");
  });
});

/**
 * Look-ups by our own id, against what each exchange answers: an order it never had, and one that was cancelled with a
 * part filled, which is how an immediate-or-cancel order ends most often. Only the wire is replaced.
 */
import { describe, expect, test } from "vitest";
import { asAmount, createClient } from "../client/client";
import { findTradingRule, toWireId, tradedExchanges } from "../market-data/trading-rules";
import { createCcxtVenue } from "../venue";

const OURS = "ek03l9e2gk4q9p8f0s7d6a5z4x3-0-0";
const NOW = 1_763_805_601_000;

type Wire = (request: string) => { status?: number; body: unknown };

async function venueOn(exchangeId: string, wire: Wire) {
  const limiter = { take: async () => undefined, record: () => undefined, bannedForMs: () => 0 };
  const credentials = { apiKey: "k".repeat(32), secret: Buffer.from("s".repeat(32)).toString("base64"), password: "p" };
  const client = await createClient({ exchangeId, credentials, limiter });
  const { exchange } = client;
  exchange.has.fetchTime = false;
  const requests: string[] = [];
  exchange.fetch = async (url: string, method = "GET", headers: unknown = {}, body: unknown = "") => {
    const request = decodeURIComponent(`${url} ${typeof body === "string" ? body : ""}`);
    requests.push(request);
    const { status = 200, body: answer } = wire(request);
    const text = JSON.stringify(answer);
    const parsed = exchange.parseJson(text);
    const quiet = exchange as unknown as Record<string, (...rest: unknown[]) => void>;
    quiet.handleErrors!(status, "", url, method, {}, text, parsed, headers, body);
    quiet.handleHttpStatusCode!(status, "", url, method, text);
    return parsed;
  };
  const id = exchangeId === "bitvavo" ? "BTC-USDT" : exchangeId.includes("okx") ? "BTC-USDT" : "BTCUSDT";
  const market = { id, symbol: "BTC/USDT", base: "BTC", quote: "USDT", baseId: "BTC", quoteId: "USDT" };
  const precision = { amount: asAmount("0.00001"), price: asAmount("0.01") };
  exchange.setMarkets([
    exchange.safeMarketStructure({ ...market, type: "spot", spot: true, active: true, precision, info: {} }),
  ]);
  Object.assign(exchange.options, { enableUnifiedMargin: false, enableUnifiedAccount: true, uta: false });
  const venue = createCcxtVenue({
    venueId: "v",
    exchangeId,
    client,
    rule: findTradingRule(exchangeId),
    loadMarkets: async () => [],
    fetchQuotes: async () => [],
    now: () => NOW,
  });
  return { venue, requests };
}

const ABSENT: Readonly<Record<string, { status?: number; body: unknown }>> = {
  binance: { status: 400, body: { code: -2013, msg: "Order does not exist." } },
  binanceus: { status: 400, body: { code: -2013, msg: "Order does not exist." } },
  okx: { body: { code: "51603", data: [], msg: "Order does not exist" } },
  okxus: { body: { code: "51603", data: [], msg: "Order does not exist" } },
  myokx: { body: { code: "51603", data: [], msg: "Order does not exist" } },
  bybit: { body: { retCode: 0, retMsg: "OK", result: { list: [] } } },
  bitget: { body: { code: "00000", msg: "success", data: [] } },
  mexc: { status: 400, body: { code: -2013, msg: "Order does not exist." } },
  kraken: { body: { error: [], result: { open: {}, closed: {} } } },
  bitvavo: { status: 404, body: { errorCode: 240, error: "No order found." } },
};

test.each(tradedExchanges())("%s: an order it never had is absent, not an error", async (exchangeId) => {
  const { venue } = await venueOn(exchangeId, () => ABSENT[exchangeId]!);
  expect(await venue.findOrder(OURS, "BTC/USDT")).toBeNull();
});

describe("Bybit: an order that was cancelled with a part filled", () => {
  const order = {
    symbol: "BTCUSDT",
    orderId: "f5f2d355",
    orderLinkId: toWireId(findTradingRule("bybit")!, OURS),
    orderStatus: "PartiallyFilledCanceled",
    orderType: "Limit",
    timeInForce: "IOC",
    side: "Buy",
    qty: "0.003",
    price: "60000",
    avgPrice: "59990",
    cumExecQty: "0.002",
    cumExecValue: "119.98",
    leavesQty: "0",
    createdTime: "1763805600000",
    updatedTime: "1763805600100",
  };
  const history = (list: readonly object[]) => ({ retCode: 0, retMsg: "OK", result: { category: "spot", list } });
  const trades = history([]);
  /** What /order/history answers: only what its filter lets through, as the real one does. */
  const wire: Wire = (request) => {
    if (request.includes("/execution/")) return { body: trades };
    if (request.includes("/order/realtime")) return { body: history([]) };
    return { body: history(/orderStatus=(\w+)/.exec(request)?.[1] === "Filled" ? [] : [order]) };
  };

  test.each([
    ["PartiallyFilledCanceled", "expired"],
    ["Cancelled", "cancelled"],
  ])("is found: %s", async (orderStatus, state) => {
    const { venue, requests } = await venueOn("bybit", (request) => {
      const answer = wire(request);
      return JSON.parse(JSON.stringify(answer).replace("PartiallyFilledCanceled", orderStatus));
    });
    expect(await venue.findOrder(OURS, "BTC/USDT")).toMatchObject({
      clientOrderId: OURS,
      state,
      filled: "0.002",
      quantity: "0.003",
    });
    expect(
      requests.filter((request) => request.includes("/order/")).every((request) => request.includes(order.orderLinkId)),
    ).toBe(true);
  });
});

describe("open orders of many markets", () => {
  const SYMBOLS = Array.from({ length: 12 }, () => "BTC/USDT");
  const markets = SYMBOLS.map((_, index) => `C${index}/USDT`);

  test("are one request at Bybit, and each market's when that answer is full", async () => {
    const row = (index: number) => ({
      symbol: "BTCUSDT",
      orderId: `o${index}`,
      orderLinkId: "",
      orderStatus: "New",
      orderType: "Limit",
      side: "Buy",
      qty: "1",
      price: "1",
      cumExecQty: "0",
    });
    const list =
      (length: number): Wire =>
      () => ({
        body: { retCode: 0, result: { list: Array.from({ length }, (_, index) => row(index)) } },
      });
    const few = await venueOn("bybit", list(3));
    expect(await few.venue.fetchOpenOrders(["BTC/USDT", "ETH/USDT", "SOL/USDT"])).toHaveLength(3);
    expect(few.requests).toHaveLength(1);
    expect(few.requests[0]).toContain("limit=50");
    expect(few.requests[0]).not.toContain("symbol=");
    const full = await venueOn("bybit", list(50));
    await full.venue.fetchOpenOrders(["BTC/USDT", "BTC/USDT"]);
    expect(full.requests.filter((request) => request.includes("symbol=BTCUSDT"))).toHaveLength(2);
  });

  test("are queried for each at MEXC, a few at a time", async () => {
    const { venue, requests } = await venueOn("mexc", () => ({ body: [] }));
    expect(await venue.fetchOpenOrders(SYMBOLS)).toEqual([]);
    expect(requests).toHaveLength(SYMBOLS.length);
    expect(requests.every((request) => request.includes("symbol=BTCUSDT"))).toBe(true);
  });

  test("of no market are no request", async () => {
    const { venue, requests } = await venueOn("kraken", () => ({ body: {} }));
    expect(await venue.fetchOpenOrders([])).toEqual([]);
    expect(requests).toEqual([]);
  });

  test.each(["binance", "kraken", "bitvavo", "okx", "bitget"])("are one request at %s", async (exchangeId) => {
    const empty: Readonly<Record<string, unknown>> = {
      binance: [],
      kraken: { error: [], result: { open: {} } },
      bitvavo: [],
      okx: { code: "0", data: [] },
      bitget: { code: "00000", data: [] },
    };
    const { venue, requests } = await venueOn(exchangeId, () => ({ body: empty[exchangeId] }));
    expect(await venue.fetchOpenOrders(markets)).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});

/**
 * Recorded payloads through the unmodified ccxt class and our translation, to our own nouns. Only the network is
 * replaced: each path answers with its file from fixtures/.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exchange } from "ccxt";
import { describe, expect, test } from "vitest";
import type { Price, Quantity } from "@/lib/money";
import { VenueError } from "../../venue";
import { createClient } from "../client/client";
import { findTradingRule, toWireId } from "../market-data/trading-rules";
import { createCcxtVenue } from "../venue";
import { figure, PRECISION_MODES, stepOf, toBalances, toFill, toMarket, toOrderReport, toQuote } from "./normalize";

const NOW = 1_763_805_601_000;
const read = (exchangeId: string, name: string) =>
  JSON.parse(readFileSync(join("server/exchanges/ccxt/fixtures", exchangeId, `${name}.json`), "utf8"));

async function recorded(exchangeId: string, files: Readonly<Record<string, string>>) {
  const credentials = { apiKey: "k".repeat(16), secret: Buffer.from("secret").toString("base64") };
  const client = await createClient({
    exchangeId,
    credentials,
    limiter: { take: async () => undefined, record: () => undefined, bannedForMs: () => 0 },
  });
  client.exchange.fetch = async (url: string) => {
    const path = new URL(url).pathname;
    const file = Object.entries(files).find(([end]) => path.endsWith(end))?.[1];
    if (file === undefined) throw new Error(`Nothing recorded for ${path}`);
    const text = readFileSync(join("server/exchanges/ccxt/fixtures", exchangeId, `${file}.json`), "utf8");
    return client.exchange.parseJson(text);
  };
  const rule = findTradingRule(exchangeId)!;
  const listed = await client.exchange.fetchMarkets();
  client.exchange.setMarkets(listed);
  const precisionMode = client.exchange.precisionMode ?? PRECISION_MODES.tickSize;
  const markets = listed.flatMap(
    (market) => toMarket(market, { venueId: "v", precisionMode, feeFrom: rule.feeFrom }) ?? [],
  );
  const venue = createCcxtVenue({
    venueId: "v",
    exchangeId,
    client,
    rule,
    loadMarkets: async () => markets,
    fetchQuotes: async (symbols) =>
      Object.values(await client.exchange.fetchTickers([...symbols])).flatMap((ticker) => toQuote(ticker, NOW) ?? []),
    now: () => NOW,
  });
  return { venue, markets, exchange: client.exchange as Exchange };
}

test("a fill carries every fee: of one asset as a sum, of further assets beside the first", () => {
  const fill = (trade: object) =>
    toFill({ id: "7", amount: "1", price: "100", ...trade }, 0, { orderId: "o", at: NOW });
  const booked = { fillId: "7", quantity: "1", price: "100", at: NOW };
  const fee = (cost: string | undefined, currency: string) => ({ cost, currency });
  expect(fill({ fee: fee("0.1", "USDT") })).toEqual({ ...booked, fee: "0.1", feeAsset: "USDT" });
  expect(fill({ fee: fee("0.1", "USDT"), fees: [fee("0.1", "USDT"), fee("0.02", "USDT")] })).toEqual({
    ...booked,
    fee: "0.12",
    feeAsset: "USDT",
  });
  expect(fill({ fees: [fee("0", "BTC"), fee("0.1", "USDT"), fee("0.3", "KFEE"), fee("0.2", "KFEE")] })).toEqual({
    ...booked,
    fee: "0.1",
    feeAsset: "USDT",
    otherFees: [{ asset: "KFEE", quantity: "0.5" }],
  });
  expect(fill({ fees: [fee(undefined, "BTC")] })).toEqual({ ...booked, fee: "0", feeAsset: "BTC" });
  expect(fill({ fees: [], fee: {} })).toEqual({ ...booked, fee: "0", feeAsset: "" });
});

describe("Binance, recorded", () => {
  const files = {
    exchangeInfo: "exchangeInfo",
    account: "account",
    "24hr": "ticker24hr",
    time: "time",
    order: "order-queried",
    myTrades: "myTrades",
    tradeFee: "none",
  };

  test("markets: filters become steps and minimums, a halted one is inactive", async () => {
    const { markets } = await recorded("binance", files);
    expect(markets).toEqual([
      {
        venueId: "v",
        symbol: "BTC/USDT",
        base: "BTC",
        quote: "USDT",
        quantityStep: "0.00001",
        priceStep: "0.01",
        quantityMin: "0.00001",
        quantityMax: "9000",
        notionalMin: "5",
        takerFeeRate: "0.001",
        makerFeeRate: "0.001",
        feeFrom: "received",
        isActive: true,
      },
      expect.objectContaining({ symbol: "PEPE/USDT", quantityStep: "1", priceStep: "0.00000001", notionalMin: "1" }),
      expect.objectContaining({ symbol: "BCC/BTC", isActive: false, priceStep: "0.000001" }),
    ]);
  });

  test("balances keep every digit; what is in orders is not free; zeros are left out", async () => {
    const { exchange } = await recorded("binance", files);
    expect(toBalances(await exchange.fetchBalance())).toEqual({
      listed: 4,
      balances: expect.arrayContaining([
        { asset: "BTC", total: "0.3125", free: "0.31" },
        { asset: "PEPE", total: "123456789.00000001", free: "123456789.00000001" },
        { asset: "USDT", total: "1842.10734521", free: "1842.10734521" },
      ]),
    });
  });

  test("quotes are exact, and an empty book is no quote", async () => {
    const { venue } = await recorded("binance", files);
    expect(await venue.fetchQuotes(["BTC/USDT", "PEPE/USDT", "BCC/BTC"])).toEqual([
      { symbol: "BTC/USDT", bid: "60055", ask: "60055.01", last: "60055.01", at: 1_763_805_600_000 },
      { symbol: "PEPE/USDT", bid: "0.0000072", ask: "0.00000721", last: "0.00000721", at: 1_763_805_600_001 },
    ]);
  });

  test("an order that expired part-filled, with an id beyond 2^53 kept whole", async () => {
    const { exchange } = await recorded("binance", files);
    const text = readFileSync("server/exchanges/ccxt/fixtures/binance/order-placed.json", "utf8");
    const parsed = exchange.parseOrder(exchange.parseJson(text), exchange.market("BTC/USDT"));
    expect(toOrderReport(parsed, { clientOrderId: "ek-1-0", symbol: "BTC/USDT" }, NOW)).toEqual({
      clientOrderId: "ek-1-0",
      venueOrderId: "9007199254740993",
      symbol: "BTC/USDT",
      side: "buy",
      state: "expired",
      quantity: "0.003",
      filled: "0.002",
      fills: [
        {
          fillId: "28457",
          quantity: "0.0015",
          price: "60055.01",
          fee: "0.0000015",
          feeAsset: "BTC",
          at: expect.any(Number),
        },
        {
          fillId: "28458",
          quantity: "0.0005",
          price: "60055.01",
          fee: "0.0000005",
          feeAsset: "BTC",
          at: expect.any(Number),
        },
      ],
      at: 1_763_805_600_123,
    });
  });

  test("a look-up by our id brings the fills, whatever asset paid the fee", async () => {
    const { venue } = await recorded("binance", files);
    const found = await venue.findOrder("ek-1-0", "BTC/USDT").catch((error) => error);
    expect(found).toMatchObject({
      state: "expired",
      filled: "0.002",
      fills: [{ feeAsset: "BNB", fee: "0.00011731" }, {}],
    });
  });
});

describe("Kraken, recorded", () => {
  const files = {
    Time: "Time",
    AssetPairs: "AssetPairs",
    BalanceEx: "BalanceEx",
    Ticker: "Ticker",
    AddOrder: "AddOrder",
    OpenOrders: "OpenOrders",
    ClosedOrders: "ClosedOrders",
    QueryTrades: "TradesInfo",
    TradesHistory: "TradesHistory",
    TradeVolume: "TradeVolume",
    GetApiKeyInfo: "GetApiKeyInfo",
  };

  test("markets: XXBT is BTC, ticks and minimums as stated, fees in the quote", async () => {
    const { markets } = await recorded("kraken", files);
    expect(markets).toMatchObject([
      {
        symbol: "BTC/USD",
        quantityStep: "0.00000001",
        priceStep: "0.1",
        quantityMin: "0.00005",
        notionalMin: "0.5",
        takerFeeRate: "0.004",
        feeFrom: "quote",
        isActive: true,
      },
      { symbol: "ETH/BTC", priceStep: "0.00001", isActive: false },
    ]);
  });

  test("balances: what orders hold is not free", async () => {
    const { exchange } = await recorded("kraken", files);
    expect(toBalances(await exchange.fetchBalance())).toEqual({
      listed: 3,
      balances: [
        { asset: "USD", total: "25435.21", free: "17185.45" },
        { asset: "BTC", total: "1.2435", free: "0.4012" },
      ],
    });
  });

  test("a placed order is answered by its id alone: open, nothing filled yet", async () => {
    const { venue } = await recorded("kraken", files);
    const order = {
      clientOrderId: "ek-9",
      symbol: "BTC/USD",
      side: "buy",
      quantity: "0.01" as Quantity,
      limitPrice: "60500" as Price,
    } as const;
    const report = await venue.submitOrder(order);
    expect(report).toMatchObject({
      venueOrderId: "OU22CG-KLAF2-FWUDD7",
      state: "open",
      quantity: "0.01",
      filled: "0",
      fills: [],
    });
  });

  test("a look-up goes through open, then closed orders, and brings a cancelled order's fills", async () => {
    const { venue, exchange } = await recorded("kraken", files);
    const closed = read("kraken", "ClosedOrders");
    const wireId = toWireId(findTradingRule("kraken")!, "ek-9");
    closed.result.closed["OU22CG-KLAF2-FWUDD7"].cl_ord_id = wireId;
    const answer = exchange.fetch.bind(exchange);
    exchange.fetch = async (url: string, ...rest: unknown[]) =>
      url.endsWith("ClosedOrders") ? closed : answer(url, ...(rest as []));
    expect(await venue.findOrder("ek-9", "BTC/USD")).toMatchObject({
      clientOrderId: "ek-9",
      state: "cancelled",
      filled: "0.0075369",
      fills: [
        { fillId: "TZX2WP-XSEOP-FP7WYR", quantity: "0.0075369", price: "60300.1", fee: "1.8179", feeAsset: "USD" },
      ],
    });
    expect(await venue.findOrder("ek-10", "BTC/USD")).toBeNull();
  });
});

describe("Kraken, several coins", () => {
  const files = { Time: "Time", AssetPairs: "AssetPairs", BalanceEx: "BalanceEx", OpenOrders: "OpenOrders" };

  test("open orders of many markets are one request, and each is known by its market", async () => {
    const { venue, exchange } = await recorded("kraken", files);
    const open = read("kraken", "OpenOrders");
    const id = "OU22CG-KLAF2-FWUDD7";
    const order = { ...read("kraken", "ClosedOrders").result.closed[id], status: "open" };
    const elsewhere = { ...order, descr: { ...order.descr, pair: "ETHXBT" } };
    open.result.open = { [id]: order, "OELSE1-WHERE2-000000": elsewhere };
    const answer = exchange.fetch.bind(exchange);
    const paths: string[] = [];
    exchange.fetch = async (url: string, ...rest: unknown[]) => {
      paths.push(new URL(url).pathname.split("/").at(-1)!);
      return url.endsWith("OpenOrders") ? open : answer(url, ...(rest as []));
    };
    const reports = await venue.fetchOpenOrders(["BTC/USD", "SOL/USD", "ADA/USD", "DOT/USD"]);
    expect(paths.filter((path) => path === "OpenOrders")).toHaveLength(1);
    expect(reports.map(({ venueOrderId, symbol }) => [venueOrderId, symbol])).toEqual([[id, "BTC/USD"]]);
    expect((await venue.fetchOpenOrders(["BTC/USD", "ETH/BTC"])).map(({ symbol }) => symbol).sort()).toEqual([
      "BTC/USD",
      "ETH/BTC",
    ]);
  });

  test("what earns comes under its underlying, with Kraken's own code", async () => {
    const { venue, exchange } = await recorded("kraken", files);
    const held = read("kraken", "BalanceEx");
    Object.assign(held.result, {
      "XBT.F": { balance: "0.5000000000", hold_trade: "0.0000000000" },
      "USD.HOLD": { balance: "12.5000", hold_trade: "0.0000" },
      "ETH.F": { balance: "2.0000000000", hold_trade: "0.0000000000" },
      KFEE: { balance: "120.00", hold_trade: "0.00" },
    });
    const answer = exchange.fetch.bind(exchange);
    exchange.fetch = async (url: string, ...rest: unknown[]) =>
      url.endsWith("BalanceEx") ? held : answer(url, ...(rest as []));
    expect(await venue.fetchBalances()).toEqual([
      { asset: "USD", total: "25435.21", free: "17185.45" },
      { asset: "BTC", total: "1.2435", free: "0.4012" },
      { asset: "BTC", total: "0.5", free: "0", venueCode: "XBT.F" },
      { asset: "USD", total: "12.5", free: "0", venueCode: "USD.HOLD" },
      { asset: "ETH", total: "2", free: "0", venueCode: "ETH.F" },
    ]);
  });
});

describe("small cases", () => {
  test("precision in ticks, in places, in significant digits", () => {
    expect(stepOf("0.0010", PRECISION_MODES.tickSize)).toBe("0.001");
    expect(stepOf("1e-8", PRECISION_MODES.tickSize)).toBe("0.00000001");
    expect(stepOf("3", PRECISION_MODES.decimalPlaces)).toBe("0.001");
    expect(stepOf("-2", PRECISION_MODES.decimalPlaces)).toBe("100");
    expect(stepOf("5", PRECISION_MODES.significantDigits)).toBe("0");
    expect(stepOf(undefined, PRECISION_MODES.tickSize)).toBeNull();
  });

  test("figures: strings stay, NaN and undefined are no figures", () => {
    expect(figure("0.10")).toBe("0.1");
    expect(figure(0.1)).toBe("0.1");
    for (const value of [undefined, null, Number.NaN, "NaN", "", "Infinity"]) expect(figure(value)).toBeNull();
  });

  test("a balance without figures is a bad answer; swaps and futures are no markets", () => {
    expect(() => toBalances({ BTC: { used: "0" } })).toThrow(VenueError);
    const swap = { symbol: "BTC/USDT:USDT", base: "BTC", quote: "USDT", spot: false, precision: {} };
    expect(toMarket(swap, { venueId: "v", precisionMode: 4, feeFrom: null })).toBeNull();
  });
});

test("a crossed book is no quote: one of its sides is a lie, and so would their middle be", () => {
  const ticker = { symbol: "BTC/USDT", last: "60000", timestamp: NOW };
  expect(toQuote({ ...ticker, bid: "60000", ask: "6" }, NOW)).toBeNull();
  expect(toQuote({ ...ticker, bid: "60000", ask: "60000" }, NOW)).toMatchObject({ bid: "60000", ask: "60000" });
  expect(toQuote({ ...ticker, bid: "60000", ask: "0" }, NOW)).toMatchObject({ ask: "0" });
});

describe("half a book is passed on as half, and nothing is made up", () => {
  const ticker = { symbol: "BTC/USDT", bid: "59990", ask: "60010", last: "60000", timestamp: NOW - 5_000 };
  const none = [undefined, null, "0", "0.00000000", "-1", "NaN", Number.NaN];

  test.each(none)("a side that is %s is 0", (side) => {
    expect(toQuote({ ...ticker, bid: side }, NOW)).toMatchObject({ bid: "0", ask: "60010", last: "60000" });
    expect(toQuote({ ...ticker, ask: side }, NOW)).toMatchObject({ bid: "59990", ask: "0", last: "60000" });
    expect(toQuote({ ...ticker, bid: side, ask: side }, NOW)).toBeNull();
  });

  test.each(none)("a last trade that is %s is 0, not the bid", (last) => {
    expect(toQuote({ ...ticker, last }, NOW)).toMatchObject({ bid: "59990", last: "0" });
  });

  test("the time is the exchange's own, where it gives one", () => {
    expect(toQuote(ticker, NOW)!.at).toBe(NOW - 5_000);
    expect(toQuote({ ...ticker, timestamp: undefined }, NOW)!.at).toBe(NOW);
  });
});

describe("a market that does not match our orders is closed", () => {
  const terms = { venueId: "v", precisionMode: 4, feeFrom: null };
  const market = (over: object) =>
    toMarket(
      { symbol: "A/B", base: "A", quote: "B", spot: true, precision: { amount: "1", price: "1" }, ...over },
      terms,
    );

  test.each([
    "BREAK",
    "HALT",
    "CANCEL_ONLY",
    "POST_ONLY",
    "AUCTION",
    "AUCTION_MATCH",
    "cancel_only",
    "post_only",
    "limit_only",
    "reduce_only",
    "cancelOnly",
    "postOnly",
    "auctionMatching",
    "PRE_TRADING",
    "END_OF_DAY",
    "PreLaunch",
    "preopen",
    "suspend",
    "halted",
    "maintenance",
  ])("%s", (status) => {
    expect(market({ active: true, info: { status: status } })!.isActive).toBe(false);
    expect(market({ info: { state: status } })!.isActive).toBe(false);
  });

  test.each(["TRADING", "online", "live", "Trading", "trading", "1", "normal", 1, undefined])(
    "but not %s",
    (status) => {
      expect(market({ active: true, info: { status: status } })!.isActive).toBe(true);
      expect(market({ active: false, info: { status: status } })!.isActive).toBe(false);
    },
  );
});

test("what is borrowed is a negative balance, neither dropped nor refused", () => {
  const answer = { BTC: { total: "-0.25", free: "-0.25", used: "0" }, USDT: { total: "10", free: "10", used: "0" } };
  expect(toBalances(answer).balances).toEqual([
    { asset: "BTC", total: "-0.25", free: "-0.25" },
    { asset: "USDT", total: "10", free: "10" },
  ]);
});

/** What the exchange's records show beside balances and tickers: candles, transfers, trades by whatever hand. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Price, Quantity } from "@/lib/money";
import { createVenueDirectory } from "../../directory";
import { createMemoryStore } from "../../memory-store";
import type { Venue } from "../../venue";
import { KEYS, type RunningExchange, runTestExchange } from "../client/test-exchange";
import { toRecentClose } from "../market-data/recent-closes";
import { toAccountTrade } from "./account-trades";
import { toTransfer } from "./transfers";

let exchange: RunningExchange;
let venue: Venue;
beforeAll(async () => {
  exchange = await runTestExchange();
});
afterAll(() => exchange.close());
beforeEach(async () => {
  await exchange.send("reset");
  await exchange.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "50000" } });
  venue = await createVenueDirectory({ exchangeUrls: { binance: exchange.url } }).open({
    kind: "exchange",
    venueId: "b",
    name: "Binance",
    exchangeId: "binance",
    credentials: KEYS,
  });
});

describe("recent closes", () => {
  test("are the exchange's own digits of the newest bar, without a key", async () => {
    await exchange.send("prices", { symbols: { BTCUSDT: "61234.56" } });
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    const [close] = await venue.fetchRecentCloses!(["BTC/USDT"]);
    expect(close).toMatchObject({ symbol: "BTC/USDT", close: "61234.56" });
    expect(Math.abs(close!.at - Date.now())).toBeLessThan(60_000);
  });

  test("stand beside a ticker that lies", async () => {
    await exchange.send("lie-prices", { symbol: "BTCUSDT", ticker: "x0.1", last: "x0.1", book: "x0.1" });
    const [quote] = await venue.fetchQuotes(["BTC/USDT"]);
    const [close] = await venue.fetchRecentCloses!(["BTC/USDT"]);
    expect(Number(quote!.bid)).toBeLessThan(7_000);
    expect(Number(close!.close)).toBeGreaterThan(50_000);
  });

  test("leave out what is not known, and one market's failure", async () => {
    await exchange.send("faults", { path: "/api/v3/klines", kind: { do: "drop-before" } });
    const closes = await venue.fetchRecentCloses!(["BTC/USDT", "ETH/USDT", "NOPE/NADA"]);
    expect(closes).toHaveLength(1);
    await exchange.send("faults", { path: "/api/v3/klines", times: 2, kind: { do: "drop-before" } });
    await expect(venue.fetchRecentCloses!(["BTC/USDT", "ETH/USDT"])).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("of rows in any order, with gaps and nonsense, are the newest priced one", () => {
    const at = 10 * 60_000;
    const bar = (minute: number, close: unknown) => [minute * 60_000, "1", "1", "1", close, "0"];
    const newest = (...rows: unknown[]) => toRecentClose("A/B", rows, at + 5_000);
    expect(newest(bar(9, "2"), bar(8, "1"))).toEqual({ symbol: "A/B", close: "2", at: 10 * 60_000 });
    expect(newest(bar(10, "3"), bar(9, "2"))).toEqual({ symbol: "A/B", close: "3", at: at + 5_000 });
    expect(newest(bar(10, null), bar(9, "0"), bar(8, "1.10"))).toEqual({ symbol: "A/B", close: "1.1", at: 9 * 60_000 });
    expect(newest(bar(12, "9"), bar(3, "-1"), "row", [])).toBeNull();
    expect(toRecentClose("A/B", { not: "a list" }, at)).toBeNull();
  });

  test("on paper are those of the prices it takes", async () => {
    const store = createMemoryStore({ BTC: "1" });
    const paper = { kind: "paper", venueId: "p", name: "P", feeRate: "0", seed: 1, store } as const;
    const directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    const simulated = await directory.open({ ...paper, prices: "simulated" });
    const [quote] = await simulated.fetchQuotes(["BTC/USDT"]);
    const [close] = await simulated.fetchRecentCloses!(["BTC/USDT"]);
    expect(Math.abs(Number(close!.close) / Number(quote!.last) - 1)).toBeLessThan(0.01);
    const real = await directory.open({ ...paper, venueId: "q", prices: { exchangeId: "binance" } });
    expect(await real.fetchRecentCloses!(["BTC/USDT"])).toMatchObject([{ symbol: "BTC/USDT", close: "60000" }]);
  });
});

describe("a market's status", () => {
  test.each(["HALT", "BREAK", "CANCEL_ONLY"])("is read afresh when forced: %s", async (status) => {
    let ahead = 0;
    const directory = createVenueDirectory({
      exchangeUrls: { binance: exchange.url },
      now: () => Date.now() + ahead,
      monotonic: () => performance.now() + ahead,
    });
    const spec = { kind: "exchange", venueId: "s", name: "B", exchangeId: "binance", credentials: KEYS } as const;
    const watched = await directory.open(spec);
    const isActive = async (load?: { isForced: boolean }) =>
      (await watched.loadMarkets(load)).find(({ symbol }) => symbol === "BTC/USDT")!.isActive;
    expect(await isActive()).toBe(true);
    await exchange.send("status", { symbol: "BTCUSDT", status });
    ahead += 11_000;
    expect(await isActive()).toBe(true);
    expect(await isActive({ isForced: true })).toBe(false);
  });

  test("is one request for ten runs that begin at once", async () => {
    const lists = async () =>
      (await exchange.query<{ path: string }[]>("requests")).filter(({ path }) => path === "/api/v3/exchangeInfo")
        .length;
    await Promise.all(Array.from({ length: 10 }, () => venue.loadMarkets({ isForced: true })));
    expect(await lists()).toBe(1);
  });
});

describe("what earns at Binance", () => {
  test("is a row of its own, under its underlying, and never free", async () => {
    const balances = { BTC: "1", LDBTC: "0.25", LDUSDT: "500", LDO: "3" };
    await exchange.send("accounts", { ...KEYS, balances });
    const held = (await venue.fetchBalances()).map(({ asset, total, free, venueCode }) => [
      asset,
      total,
      free,
      venueCode,
    ]);
    expect(held).toEqual([
      ["BTC", "1", "1", undefined],
      ["LDO", "3", "3", undefined],
      ["BTC", "0.25", "0", "LDBTC"],
      ["USDT", "500", "0", "LDUSDT"],
    ]);
  });
});

describe("transfers", () => {
  const move = (kind: string, asset: string, quantity: string, over: object = {}) =>
    exchange.send("transfer", { apiKey: KEYS.apiKey, kind, asset, quantity, ...over });

  test("come with exact figures, in order of time, since the requested instant", async () => {
    const since = Date.now() - 5_000;
    await move("deposit", "USDT", "500.12345678");
    await move("withdrawal", "BTC", "0.25");
    await move("deposit", "ETH", "3", { isRecorded: false });
    const transfers = await venue.fetchTransfers!(since);
    expect(transfers).toHaveLength(2);
    expect(transfers).toEqual(
      expect.arrayContaining([
        { kind: "deposit", asset: "USDT", quantity: "500.12345678", at: expect.any(Number), id: expect.any(String) },
        { kind: "withdrawal", asset: "BTC", quantity: "0.25", at: expect.any(Number), id: expect.any(String) },
      ]),
    );
    expect(await venue.fetchTransfers!(Date.now() + 60_000)).toEqual([]);
  });

  test("a key that may not read them is null, and stays in use", async () => {
    await venue.fetchBalances();
    for (let turn = 0; turn < 4; turn++) {
      await exchange.send("faults", { path: "/sapi/v1/capital", kind: { do: "trouble", as: "key-refused" } });
      expect(await venue.fetchTransfers!(0)).toBeNull();
    }
    expect((await venue.fetchBalances()).length).toBeGreaterThan(0);
  });

  test("an exchange that fails is no answer, and no null either", async () => {
    await exchange.send("faults", { path: "/sapi/v1/capital/withdraw", kind: { do: "drop-before" } });
    await expect(venue.fetchTransfers!(0)).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("count a deposit when it is credited, a withdrawal when it leaves, fees with it", () => {
    const record = { id: "7", currency: "BTC", amount: "0.5", timestamp: 1_000, status: "ok" };
    const own = { fee: { currency: "BTC", cost: "0.0005" } };
    expect(toTransfer({ ...record, ...own }, "withdrawal")).toMatchObject({ quantity: "0.5005", id: "7", at: 1_000 });
    expect(toTransfer({ ...record, ...own }, "deposit")).toMatchObject({ quantity: "0.4995" });
    expect(toTransfer({ ...record, fee: { currency: "BNB", cost: "1" } }, "withdrawal")!.quantity).toBe("0.5");
    expect(toTransfer({ ...record, status: "pending" }, "withdrawal")!.quantity).toBe("0.5");
    expect(toTransfer({ ...record, status: "pending" }, "deposit")).toBeNull();
    for (const status of ["canceled", "failed"]) expect(toTransfer({ ...record, status }, "withdrawal")).toBeNull();
    for (const amount of [undefined, "0", "-1", "NaN"]) expect(toTransfer({ ...record, amount }, "deposit")).toBeNull();
    expect(toTransfer({ ...record, timestamp: undefined }, "deposit")).toBeNull();
    expect(toTransfer({ ...record, id: undefined, txid: "0xabc" }, "deposit")!.id).toBe("0xabc");
  });
});

describe("the account's trades", () => {
  test("are listed whoever made them, with exact figures", async () => {
    const since = Date.now() - 5_000;
    await exchange.send("trade", { apiKey: KEYS.apiKey, symbol: "BTCUSDT", side: "SELL", quantity: "0.125" });
    const report = await venue.submitOrder({
      clientOrderId: `r-${Date.now()}`,
      symbol: "ETH/USDT",
      side: "buy",
      quantity: "0.1" as Quantity,
      limitPrice: "3030" as Price,
    });
    const trades = (await venue.fetchAccountTrades!(["BTC/USDT", "ETH/USDT", "NOPE/NADA"], since))!;
    const sold = trades.filter(({ symbol }) => symbol === "BTC/USDT");
    expect(sold.length).toBeGreaterThan(0);
    expect(sold.every(({ side }) => side === "sell")).toBe(true);
    expect(trades.filter(({ venueOrderId }) => venueOrderId === report.venueOrderId)).toHaveLength(report.fills.length);
    expect(await venue.fetchAccountTrades!(["ETH/BTC"], since)).toEqual([]);
  });

  test("a record without its figures hides a trade: it is not taken for one", () => {
    const trade = { symbol: "BTC/USDT", side: "buy", amount: "1", price: "60000", timestamp: 5, order: "9" };
    expect(toAccountTrade(trade)).toMatchObject({ quantity: "1", price: "60000", venueOrderId: "9", at: 5 });
    for (const field of ["symbol", "side", "amount", "price", "timestamp"])
      expect(toAccountTrade({ ...trade, [field]: undefined }), field).toBeNull();
  });
});

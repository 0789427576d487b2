/**
 * What goes wrong between us and an exchange, over real HTTP: each trap of ccxt and each lost answer, and what the
 * adapter makes of it. An order call has three ends (accepted, surely refused, unknown), and is one request.
 */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OrderRequest } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { createVenueDirectory } from "../../directory";
import type { Venue, VenueError, VenueErrorKind } from "../../venue";
import { KEYS, type RunningExchange, runTestExchange } from "./test-exchange";

let exchange: RunningExchange;
let venue: Venue;
let directory: ReturnType<typeof createVenueDirectory>;
let clock = 0;
/** How far the wall clock alone was set. */
let wallStep = 0;
const now = () => Date.now() + clock + wallStep;
const monotonic = () => performance.now() + clock;
let counter = 0;

const open = (keys = KEYS, venueId = "b") =>
  directory.open({ kind: "exchange", venueId, name: "Binance", exchangeId: "binance", credentials: keys });

async function fresh() {
  clock = 0;
  wallStep = 0;
  await exchange.send("reset");
  await exchange.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "50000" } });
  directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url }, now, monotonic });
  venue = await open();
  await venue.loadMarkets();
}

beforeAll(async () => {
  exchange = await runTestExchange();
  await fresh();
});
afterEach(fresh);
afterAll(() => exchange.close());

const order = (over: Partial<OrderRequest> = {}): OrderRequest => ({
  clientOrderId: `t-${process.pid}-${counter++}`,
  symbol: "BTC/USDT",
  side: "buy",
  quantity: "0.002" as Quantity,
  limitPrice: "60600" as Price,
  ...over,
});

interface Seen {
  method: string;
  path: string;
  params: Record<string, string>;
}
const posts = async () =>
  (await exchange.query<Seen[]>("requests")).filter((seen) => seen.method === "POST" && seen.path === "/api/v3/order");
const paths = async () => (await exchange.query<Seen[]>("requests")).map((seen) => seen.path);

const failure = (call: Promise<unknown>): Promise<VenueError> =>
  call.then(
    () => {
      throw new Error("It should have failed.");
    },
    (error) => error,
  );

const fault = (kind: unknown, over: object = {}) =>
  exchange.send("faults", { method: "POST", path: "/api/v3/order", kind, ...over });
const refuse = (status: number, code: number, msg: string, headers = {}) =>
  fault({ do: "answer", status, body: JSON.stringify({ code, msg }), headers });

describe("an order whose answer is lost is unknown, and was sent once", () => {
  const lost: readonly (readonly [string, unknown, boolean])[] = [
    ["socket closed after it was placed", { do: "drop-after" }, true],
    ["socket closed before it was placed", { do: "drop-before" }, false],
    ["body cut short", { do: "cut-body" }, true],
    ["HTML with 502", { do: "answer", status: 502, body: "<html>Bad gateway</html>", execute: true }, true],
    ["HTML with 200", { do: "answer", status: 200, body: "<html>hello</html>", execute: true }, true],
    ["nothing with 200", { do: "answer", status: 200, body: "", execute: true }, true],
    [
      "-1007 with 504",
      { do: "answer", status: 504, body: '{"code":-1007,"msg":"Timeout waiting for response."}' },
      false,
    ],
    ["-1008 with 503", { do: "answer", status: 503, body: '{"code":-1008,"msg":"Server is busy."}' }, false],
    ["-1001 with 500", { do: "answer", status: 500, body: '{"code":-1001,"msg":"Internal error."}' }, false],
    ["-1006 with 500", { do: "answer", status: 500, body: '{"code":-1006,"msg":"Unexpected response."}' }, false],
    ["maintenance", { do: "answer", status: 503, body: '{"code":1,"msg":"system maintenance"}' }, false],
    ["a firewall's 403", { do: "answer", status: 403, body: "<html>Forbidden</html>" }, false],
    ["451", { do: "answer", status: 451, body: "{}" }, false],
    ["an unknown code", { do: "answer", status: 400, body: '{"code":-9999,"msg":"New in town."}' }, false],
  ];
  test.each(lost)("%s", async (_name, kind, isPlaced) => {
    await fault(kind);
    const request = order();
    const error = await failure(venue.submitOrder(request));
    expect(error).toMatchObject({ name: "VenueError", kind: "unknown-outcome", isSurelyNotPlaced: false });
    expect(await posts()).toHaveLength(1);
    const found = await venue.findOrder(request.clientOrderId, request.symbol);
    expect(found?.state ?? null).toBe(isPlaced ? "filled" : null);
    if (isPlaced) expect(found!.fills.length).toBeGreaterThan(0);
  });

  test("a refused connection", async () => {
    const gone = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    const lonely = await gone.open({
      kind: "exchange",
      venueId: "x",
      name: "B",
      exchangeId: "binance",
      credentials: KEYS,
    });
    await lonely.loadMarkets();
    const other = await runTestExchange();
    await other.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "50000" } });
    const moved = createVenueDirectory({ exchangeUrls: { binance: other.url } });
    const stranded = await moved.open({
      kind: "exchange",
      venueId: "y",
      name: "B",
      exchangeId: "binance",
      credentials: KEYS,
    });
    await stranded.loadMarkets();
    // Queried before it went: what the key may do is known well enough for an order.
    await stranded.testConnection();
    other.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await failure(stranded.submitOrder(order()))).kind).toBe("unknown-outcome");
    expect((await failure(stranded.fetchBalances())).kind).toBe("unavailable");
  });
});

describe("a sure refusal is distinguished from the unknown by its code", () => {
  const refused: readonly (readonly [string, number, number, string, VenueErrorKind])[] = [
    ["a filter", 400, -1013, "Filter failure: LOT_SIZE", "rejected"],
    ["the minimum", 400, -1013, "Filter failure: NOTIONAL", "rejected"],
    ["too precise", 400, -1111, "Precision is over the maximum defined for this asset.", "rejected"],
    ["a closed market", 400, -1013, "Market is closed.", "market-closed"],
    ["an unknown symbol", 400, -1121, "Invalid symbol.", "market-closed"],
    ["no funds", 400, -2010, "Account has insufficient balance for requested action.", "insufficient-funds"],
    ["post-only", 400, -2010, "Order would immediately match and take.", "rejected"],
    ["the clock", 400, -1021, "Timestamp for this request is outside of the recvWindow.", "clock-skew"],
    ["the signature", 400, -1022, "Signature for this request is not valid.", "authentication"],
    ["the key's form", 401, -2014, "API-key format invalid.", "authentication"],
    ["the key", 401, -2015, "Invalid API-key, IP, or permissions for action.", "authentication"],
    ["too many orders", 429, -1015, "Too many new orders.", "rate-limited"],
  ];
  test.each(refused)("%s", async (_name, status, code, msg, kind) => {
    await refuse(status, code, msg);
    const error = await failure(venue.submitOrder(order()));
    expect(error).toMatchObject({ kind, code: String(code), isSurelyNotPlaced: true });
    expect(await posts()).toHaveLength(1);
  });

  test("-2015 stays a refused key the second time, when ccxt calls it an overload", async () => {
    for (let turn = 0; turn < 3; turn++) {
      await refuse(401, -2015, "Invalid API-key, IP, or permissions for action.");
      expect((await failure(venue.submitOrder(order()))).kind).toBe("authentication");
    }
  });

  test("a duplicate id means an open order is there: query, do not take it for a refusal", async () => {
    await refuse(400, -2010, "Duplicate order sent.");
    const error = await failure(venue.submitOrder(order()));
    expect(error).toMatchObject({ kind: "unknown-outcome", code: "duplicate", isSurelyNotPlaced: false });
  });
});

describe("the clock", () => {
  test("is set before the first signed request, and a skewed exchange still answers", async () => {
    await exchange.send("clock", { skewMs: -120_000 });
    directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    venue = await open();
    expect((await venue.fetchBalances()).length).toBe(2);
    const requested = await paths();
    expect(requested.lastIndexOf("/api/v3/time")).toBeLessThan(requested.lastIndexOf("/api/v3/account"));
    expect((await venue.testConnection()).clockOffsetMs).toBeGreaterThan(100_000);
  });

  test("is queried again as soon as this computer's clock was set, not an hour later", async () => {
    await venue.fetchBalances();
    const requested = async () => (await paths()).filter((path) => path === "/api/v3/time").length;
    expect(await requested()).toBe(1);
    await venue.fetchBalances();
    expect(await requested()).toBe(1);
    for (const stepMs of [-3_600_000, 3_600_000]) {
      wallStep += stepMs;
      const before = await requested();
      await venue.fetchBalances();
      expect(await requested()).toBe(before + 1);
    }
  });

  test("is set anew after -1021: a read is tried again, an order is left to its next intent", async () => {
    await venue.submitOrder(order());
    await exchange.send("clock", { skewMs: -120_000 });
    const error = await failure(venue.submitOrder(order()));
    expect(error.kind).toBe("clock-skew");
    expect(await posts()).toHaveLength(2);
    expect((await venue.submitOrder(order())).state).toBe("filled");
    await exchange.send("clock", { skewMs: 300_000 });
    expect((await venue.fetchBalances()).length).toBeGreaterThan(0);
  });
});

describe("rate limits", () => {
  test("a ban stops every account of the host until Retry-After, without a request", async () => {
    await exchange.send("accounts", { apiKey: "second-key-0001", secret: "second-secret", balances: { USDT: "5" } });
    const second = await open({ apiKey: "second-key-0001", secret: "second-secret" }, "other");
    await second.fetchBalances();
    await refuse(429, -1003, "Too much request weight used.", { "retry-after": "30" });
    expect((await failure(venue.submitOrder(order()))).retryAfterMs).toBeGreaterThan(29_000);
    const before = (await paths()).length;
    const error = await failure(second.fetchBalances());
    expect(error.kind).toBe("rate-limited");
    expect(error.retryAfterMs).toBeGreaterThan(25_000);
    expect((await failure(second.submitOrder(order()))).isSurelyNotPlaced).toBe(true);
    expect((await paths()).length).toBe(before);
    clock += 31_000;
    // The signed time follows the real clock, so only the ban is over.
    expect((await second.fetchBalances()).length).toBe(1);
  });

  test("418 counts the same", async () => {
    await refuse(418, -1003, "Way too much request weight used; IP banned.", { "retry-after": "120" });
    const error = await failure(venue.submitOrder(order()));
    expect(error.kind).toBe("rate-limited");
    expect(error.retryAfterMs).toBeGreaterThan(110_000);
  });
});

describe("market lists", () => {
  test("are read without a signed request, spot only", async () => {
    const requested = await paths();
    expect(requested.filter((path) => /exchangeInfo/.test(path))).toEqual(["/api/v3/exchangeInfo"]);
    expect(requested.some((path) => /capital|margin|fapi|dapi/.test(path))).toBe(false);
  });

  test("keep their last good copy when the exchange answers with an empty one or fails", async () => {
    const good = await venue.loadMarkets();
    for (const kind of [
      { do: "answer", status: 200, body: '{"symbols":[]}' },
      { do: "drop-before" },
      { do: "answer", status: 503, body: "<html></html>" },
    ]) {
      clock += 16 * 60_000;
      await exchange.send("faults", { path: "/api/v3/exchangeInfo", kind });
      expect(await venue.loadMarkets()).toHaveLength(good.length);
      expect((await venue.submitOrder(order())).state).toBe("filled");
    }
  });

  test("are read anew after 15 minutes, and a halt is then refused here without a request", async () => {
    await exchange.send("status", { symbol: "BTCUSDT", status: "HALT" });
    expect((await failure(venue.submitOrder(order()))).kind).toBe("market-closed");
    expect(await posts()).toHaveLength(1);
    clock += 16 * 60_000;
    expect((await venue.loadMarkets()).find((market) => market.symbol === "BTC/USDT")!.isActive).toBe(false);
    expect((await failure(venue.submitOrder(order()))).kind).toBe("market-closed");
    expect(await posts()).toHaveLength(1);
  });

  test("recover after a first load that failed: the failure does not stick", async () => {
    directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    venue = await open();
    await exchange.send("faults", { path: "/api/v3/exchangeInfo", kind: { do: "drop-before" } });
    expect((await failure(venue.loadMarkets())).kind).toBe("unavailable");
    expect((await venue.loadMarkets()).length).toBeGreaterThan(10);
  });
});

describe("quotes", () => {
  test("leave out a symbol whose price is gone, and one that was delisted", async () => {
    await exchange.send("remove-price", { symbol: "ETHUSDT" });
    expect((await venue.fetchQuotes(["BTC/USDT", "ETH/USDT"])).map((quote) => quote.symbol)).toEqual(["BTC/USDT"]);
    await exchange.send("remove-symbol", { symbol: "ADAUSDT" });
    clock += 11_000;
    expect((await venue.fetchQuotes(["BTC/USDT", "ADA/USDT"])).map((quote) => quote.symbol)).toEqual(["BTC/USDT"]);
  });

  test("are the exchange's own digits", async () => {
    await exchange.send("prices", { symbols: { DOGEUSDT: "0.12345", BTCUSDT: "61234.56" }, spreadBps: 0 });
    const quotes = await venue.fetchQuotes(["DOGE/USDT", "BTC/USDT"]);
    expect(Object.fromEntries(quotes.map((quote) => [quote.symbol, quote.bid]))).toEqual({
      "DOGE/USDT": "0.12345",
      "BTC/USDT": "61234.56",
    });
  });
});

describe("balances", () => {
  test("that vanish are a bad answer, not a drained account", async () => {
    await exchange.send("hide-balances", { apiKey: KEYS.apiKey, on: true });
    expect((await failure(venue.fetchBalances())).kind).toBe("bad-answer");
  });

  test("without a figure are a bad answer, not zero", async () => {
    const body = JSON.stringify({ balances: [{ asset: "BTC", free: null, locked: "0" }] });
    await exchange.send("faults", { path: "/api/v3/account", kind: { do: "answer", status: 200, body } });
    expect((await failure(venue.fetchBalances())).kind).toBe("bad-answer");
  });
});

describe("orders", () => {
  test("go out as limit, immediate or cancel, with our own id and the figures as given", async () => {
    const request = order({ clientOrderId: "ek03l9e2gk4q9p8f0s7d6a5z4x3-1-0" });
    await venue.submitOrder(request);
    const [{ params }] = (await posts()) as [Seen];
    expect(params).toMatchObject({
      type: "LIMIT",
      timeInForce: "IOC",
      side: "BUY",
      symbol: "BTCUSDT",
      quantity: "0.002",
      price: "60600",
      newClientOrderId: "ek03l9e2gk4q9p8f0s7d6a5z4x3-1-0",
    });
    expect(params.quoteOrderQty).toBeUndefined();
  });

  test("that would be rounded, are not a number, or are not positive never leave", async () => {
    for (const quantity of ["0.0000199", "NaN", "-0.01", "0"])
      expect(await failure(venue.submitOrder(order({ quantity: quantity as Quantity })))).toMatchObject({
        kind: "rejected",
      });
    expect(await posts()).toHaveLength(0);
  });

  test("that expire part-filled say so, with their fills", async () => {
    await exchange.send("book", { symbol: "BTCUSDT", bids: [["59000", "1"]], asks: [["60000", "0.0015"]] });
    const request = order();
    const report = await venue.submitOrder(request);
    expect(report).toMatchObject({ state: "expired", filled: "0.0015" });
    expect(report.fills).toMatchObject([{ quantity: "0.0015", price: "60000", fee: "0.0000015", feeAsset: "BTC" }]);
    expect(await venue.findOrder(request.clientOrderId, request.symbol)).toMatchObject({
      state: "expired",
      filled: "0.0015",
    });
  });

  test("hidden from look-ups for a while are found later", async () => {
    await exchange.send("hide-orders", { ms: 600 });
    await fault({ do: "drop-after" });
    const request = order();
    await failure(venue.submitOrder(request));
    expect(await venue.findOrder(request.clientOrderId, request.symbol)).toBeNull();
    await expect
      .poll(() => venue.findOrder(request.clientOrderId, request.symbol), { timeout: 5_000 })
      .toMatchObject({ state: "filled" });
  });
});

test("no error shows the key, the secret or a signed address", async () => {
  const leaky = `{"code":-1022,"msg":"bad https://api.binance.com/api/v3/order?signature=abc ${KEYS.apiKey}"}`;
  await fault({ do: "answer", status: 400, body: leaky });
  const texts = [(await failure(venue.submitOrder(order()))).message];
  await fault({ do: "answer", status: 502, body: leaky });
  texts.push((await failure(venue.submitOrder(order()))).message);
  await exchange.send("faults", { path: "/api/v3/account", kind: { do: "drop-before" } });
  texts.push((await failure(venue.fetchBalances())).message);
  for (const text of texts) expect(text).not.toMatch(/https?:|signature|127\.0\.0\.1|test-key|test-secret/);
});

test("a key that may withdraw is shown as such, and trades no more", async () => {
  await exchange.send("accounts", {
    ...KEYS,
    restrictions: { enableWithdrawals: true, permitsUniversalTransfer: true },
  });
  expect((await venue.testConnection()).permissions).toEqual({
    canRead: true,
    canTrade: true,
    canWithdraw: true,
    canTransfer: true,
    canMargin: false,
    canFutures: false,
    tradingEndsAt: null,
  });
  expect(await failure(venue.submitOrder(order()))).toMatchObject({ kind: "permission", isSurelyNotPlaced: true });
  expect((await failure(venue.fetchBalances())).kind).toBe("permission");
  expect(await posts()).toHaveLength(0);
});

test("a testnet that cannot say what a key may do is trusted where the operator chose it", async () => {
  await exchange.send("faults", {
    path: "/sapi",
    times: 9,
    kind: { do: "answer", status: 404, body: "<html>Not found</html>" },
  });
  const { permissions } = await venue.testConnection();
  expect(permissions).toMatchObject({ canRead: null, canWithdraw: null });
});

/**
 * A key over its life, over real HTTP: it dies, it is given more rights than it should have, its right to trade lapses,
 * or the exchange does not say. What is counted are requests, at the exchange.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OrderRequest } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { createVenueDirectory } from "../../directory";
import { urgently } from "../../urgent";
import type { Venue, VenueError } from "../../venue";
import { KEYS, type RunningExchange, runTestExchange } from "./test-exchange";

let exchange: RunningExchange;
let directory: ReturnType<typeof createVenueDirectory>;
let venue: Venue;
/** What the adapter takes for the process's own clock. */
let monotonic = 0;
let counter = 0;

const open = () =>
  directory.open({ kind: "exchange", venueId: "b", name: "Binance", exchangeId: "binance", credentials: KEYS });

beforeAll(async () => {
  exchange = await runTestExchange();
});
afterAll(() => exchange.close());
beforeEach(async () => {
  monotonic = 1_000_000;
  await exchange.send("reset");
  await exchange.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "50000" } });
  directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url }, monotonic: () => monotonic });
  venue = await open();
});

const order = (): OrderRequest => ({
  clientOrderId: `k-${process.pid}-${counter++}`,
  symbol: "BTC/USDT",
  side: "buy",
  quantity: "0.002" as Quantity,
  limitPrice: "60600" as Price,
});
const failure = (call: Promise<unknown>): Promise<VenueError> =>
  call.then(
    () => {
      throw new Error("It should have failed.");
    },
    (error) => error,
  );
interface Seen {
  method: string;
  path: string;
  apiKey: string | null;
  params: Record<string, string>;
}
const signed = async () =>
  (await exchange.query<Seen[]>("requests")).filter((seen) => seen.params.timestamp !== undefined);
const count = async (path: string) => (await signed()).filter((seen) => seen.path === path).length;
const RIGHTS = "/sapi/v1/account/apiRestrictions";
const ORDER = "/api/v3/order";
const allow = (restrictions: object) => exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions });

describe("a revoked key", () => {
  const everything: readonly (() => Promise<unknown>)[] = [
    () => venue.fetchBalances(),
    () => venue.submitOrder(order()),
    () => venue.fetchOpenOrders(["BTC/USDT", "ETH/USDT"]),
    () => venue.findOrder("nobody", "BTC/USDT"),
    () => venue.testConnection(),
    () => venue.fetchTransfers!(0),
    () => venue.fetchAccountTrades!(["BTC/USDT"], 0),
  ];

  test("is tried twice however often and whatever is wanted, and shown as refused", async () => {
    await venue.submitOrder(order());
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    const before = (await signed()).length;
    for (let turn = 0; turn < 4; turn++)
      for (const want of everything) expect(await failure(want())).toMatchObject({ reason: "key-refused" });
    expect((await signed()).length - before).toBe(2);
    expect(await failure(venue.submitOrder(order()))).toMatchObject({
      kind: "authentication",
      isSurelyNotPlaced: true,
    });
  });

  test("that never worked is tried twice when all is wanted at once", async () => {
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    await Promise.allSettled([...everything, ...everything].map((want) => want()));
    expect((await signed()).length).toBe(2);
  });

  test("still reads markets and prices: they need no key", async () => {
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    for (let turn = 0; turn < 3; turn++) await failure(venue.fetchBalances());
    expect(await venue.fetchQuotes(["BTC/USDT"])).toHaveLength(1);
    expect((await venue.loadMarkets()).length).toBeGreaterThan(0);
  });

  test("is tried again when a person tests it, and works when it is in force again", async () => {
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    for (let turn = 0; turn < 3; turn++) await failure(venue.fetchBalances());
    const before = (await signed()).length;
    expect((await failure(venue.testConnection({ isForced: true }))).kind).toBe("authentication");
    for (let turn = 0; turn < 3; turn++) await failure(venue.fetchBalances());
    expect((await signed()).length).toBe(before + 1);
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey, on: false });
    await failure(venue.fetchBalances());
    await venue.testConnection({ isForced: true });
    expect((await venue.fetchBalances()).length).toBeGreaterThan(0);
  });

  test("is forgotten with its venue: new keys begin anew", async () => {
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    for (let turn = 0; turn < 3; turn++) await failure(venue.fetchBalances());
    await exchange.send("revoke-key", { apiKey: KEYS.apiKey, on: false });
    await directory.forget("b");
    venue = await open();
    expect((await venue.fetchBalances()).length).toBeGreaterThan(0);
  });
});

describe("a key that is given the right to move money out", () => {
  test.each([
    ["withdrawals", { enableWithdrawals: true }],
    ["internal transfers", { enableInternalTransfer: true }],
    ["universal transfers", { permitsUniversalTransfer: true }],
  ])("is caught before the next order: %s", async (_name, rights) => {
    await venue.submitOrder(order());
    await allow(rights);
    monotonic += 61_000;
    expect(await failure(venue.submitOrder(order()))).toMatchObject({
      kind: "permission",
      reason: "too-powerful",
      isSurelyNotPlaced: true,
    });
    expect(await count(ORDER)).toBe(1);
    expect(await failure(venue.fetchBalances())).toMatchObject({ reason: "too-powerful" });
  });

  test("trades again once the right is taken away, without a person", async () => {
    await allow({ enableWithdrawals: true });
    await failure(venue.submitOrder(order()));
    await allow({ enableWithdrawals: false });
    monotonic += 61_000;
    expect((await venue.fetchBalances()).length).toBeGreaterThan(0);
    expect((await venue.submitOrder(order())).state).toBe("filled");
  });

  test("is queried when a run reads its balances, before the first order is due", async () => {
    await urgently(() => venue.fetchBalances());
    await expect.poll(() => count(RIGHTS)).toBe(1);
    await venue.submitOrder(order());
    expect(await count(RIGHTS)).toBe(1);
  });

  test("is queried once for a run of five orders, and again a minute later", async () => {
    for (let turn = 0; turn < 5; turn++) await venue.submitOrder(order());
    expect(await count(RIGHTS)).toBe(1);
    monotonic += 61_000;
    await Promise.all([venue.submitOrder(order()), venue.submitOrder(order())]);
    expect(await count(RIGHTS)).toBe(2);
  });
});

describe("a key that may not trade", () => {
  test("is refused before the order leaves", async () => {
    await allow({ enableSpotAndMarginTrading: false });
    expect(await failure(venue.submitOrder(order()))).toMatchObject({ kind: "permission", isSurelyNotPlaced: true });
    expect(await count(ORDER)).toBe(0);
  });

  test("because its time ran out is shown as that", async () => {
    await allow({ tradingAuthorityExpirationTime: Date.now() - 1_000 });
    expect((await failure(venue.submitOrder(order()))).message).toContain("its time ran out");
    expect(await count(ORDER)).toBe(0);
    const { permissions } = await venue.testConnection();
    expect(permissions.canTrade).toBe(false);
  });
});

describe("an exchange that does not say what the key may do", () => {
  const outage = { path: "/sapi", times: 50, kind: { do: "answer", status: 500, body: '{"code":-1000,"msg":"x"}' } };

  test("is trusted by its last answer for a quarter of an hour, and then no order is sent", async () => {
    await venue.submitOrder(order());
    await exchange.send("faults", outage);
    monotonic += 14 * 60_000;
    expect((await venue.submitOrder(order())).state).toBe("filled");
    monotonic += 2 * 60_000;
    expect(await failure(venue.submitOrder(order()))).toMatchObject({ kind: "rejected", code: "not-sent" });
    expect(await count(ORDER)).toBe(2);
  });

  test("is sent no order when it never said", async () => {
    await exchange.send("faults", outage);
    expect(await failure(venue.submitOrder(order()))).toMatchObject({ code: "not-sent", isSurelyNotPlaced: true });
    expect(await count(ORDER)).toBe(0);
  });

  test("that asks to wait is not queried before its time", async () => {
    await exchange.send("faults", { path: "/sapi", kind: { do: "trouble", as: "rate-limited" } });
    expect(await failure(venue.submitOrder(order()))).toMatchObject({ kind: "rate-limited", reason: "rate-limited" });
    expect(await count(ORDER)).toBe(0);
  });
});

describe("refusals of everybody are shown as what they are", () => {
  test.each([
    ["forbidden", "unavailable"],
    ["blocked-region", "unavailable"],
    ["maintenance", "unavailable"],
    ["malformed", "bad-answer"],
    ["key-refused", "authentication"],
    ["rate-limited", "rate-limited"],
    ["banned", "rate-limited"],
  ] as const)("%s", async (trouble, kind) => {
    await venue.fetchBalances();
    await exchange.send("faults", { path: "/api/v3/account", kind: { do: "trouble", as: trouble } });
    expect(await failure(venue.fetchBalances())).toMatchObject({ kind, reason: trouble });
  });

  test("a page with status 200 is no account", async () => {
    await exchange.send("faults", {
      path: "/api/v3/account",
      kind: { do: "answer", status: 200, body: "<html>hello</html>" },
    });
    expect(await failure(venue.fetchBalances())).toMatchObject({ kind: "bad-answer", reason: "malformed" });
  });

  test("silence is silence", async () => {
    await exchange.send("faults", { path: "/api/v3/account", kind: { do: "drop-before" } });
    expect(await failure(venue.fetchBalances())).toMatchObject({ kind: "unavailable", reason: "silent" });
  });
});

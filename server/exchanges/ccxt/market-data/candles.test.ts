import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CandleSource } from "@/server/market-data/candles";
import { createVenueDirectory } from "../../directory";
import { type RunningExchange, runTestExchange } from "../client/test-exchange";
import { toCandlePage } from "./normalize-candles";

const HOUR = 3_600_000;

describe("rows become columns", () => {
  const span = { from: 10, until: 60, stepMs: 10, now: 55 };
  const page = (rows: unknown) => toCandlePage(rows, span);

  test("in order, once each, only finished bars inside the span", () => {
    const { bars } = page([
      [30, "1", "4", "0.5", "3", "9"],
      [20, 1, 1, 1, "2", 9],
      [30, 1, 1, 1, 3.5, 9],
      [0, 1, 1, 1, 1, 9],
      [50, 1, 1, 1, 5, 9],
      [60, 1, 1, 1, 6, 9],
    ]);
    expect([...bars.times]).toEqual([20, 30]);
    expect([...bars.close]).toEqual([2, 3.5]);
  });

  test("without what is no bar; what is not given stays unknown", () => {
    const { bars, dropped } = page([
      null,
      [20, null, null, null, 2, null],
      [30, 1, 1, 1, null, 9],
      [40, 1, 1, 1, 0, 9],
    ]);
    expect([...bars.times]).toEqual([20]);
    expect(bars.volume).toBeNull();
    expect(bars.open).toBeNull();
    expect(dropped).toBe(3);
  });

  test("an answer that is no list is no bars", () => {
    expect(page({ error: 1 }).bars.times).toHaveLength(0);
  });
});

describe("candles over HTTP", () => {
  let server: RunningExchange;
  let source: CandleSource;
  beforeAll(async () => {
    server = await runTestExchange();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await server.send("reset");
    source = await createVenueDirectory({ exchangeUrls: { binance: server.url } }).candles("binance");
  });
  const fetchPage = (from: number, until: number) =>
    source.fetchPage({ symbol: "BTC/USDT", timeframe: "1h", from, until });

  test("come at most a page at a time, from the time requested, without the running bar", async () => {
    const now = Math.floor(Date.now() / HOUR) * HOUR;
    expect(source.pageBars).toBe(1_000);
    const first = await fetchPage(now - 1_500 * HOUR, now + HOUR);
    expect(first.bars.times).toHaveLength(1_000);
    expect(first.bars.times[0]).toBe(now - 1_500 * HOUR);
    const second = await fetchPage(first.bars.times.at(-1)! + HOUR, now + HOUR);
    expect(second.bars.times.at(-1)).toBe(now - HOUR);
    expect(second.bars.times).toHaveLength(500);
    const [request] = (await server.query<{ path: string; params: { limit: string } }[]>("requests")).filter(
      ({ path }) => path.endsWith("/klines"),
    );
    expect(request!.params.limit).toBe("1000");
  });

  test("name the market, or none; refuse a timeframe the exchange has not", async () => {
    expect(await source.findSymbol("ETH", "USDT")).toBe("ETH/USDT");
    expect(await source.findSymbol("ETH", "JPY")).toBeNull();
    expect(source.has("1h")).toBe(true);
  });

  test("errors are classified like any other: a ban, a halted exchange, an unknown market", async () => {
    await server.send("faults", { path: "/api/v3/klines", kind: { do: "answer", status: 503, body: "<html>" } });
    await expect(fetchPage(0, Date.now())).rejects.toMatchObject({ kind: "unavailable" });
    await expect(
      source.fetchPage({ symbol: "NOPE/USDT", timeframe: "1h", from: 0, until: Date.now() }),
    ).rejects.toMatchObject({ kind: "market-closed" });
    await server.send("faults", {
      path: "/api/v3/klines",
      kind: { do: "answer", status: 429, body: '{"code":-1003,"msg":"Too many"}', headers: { "retry-after": "7" } },
    });
    await expect(fetchPage(0, Date.now())).rejects.toMatchObject({ kind: "rate-limited" });
  });
});

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { candleChunks, candleSeries } from "@/drizzle/schema";
import { parsePriceFile } from "@/lib/schemas/prices";
import { withTransaction } from "@/server/db/transaction";
import { type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import type { BarColumns } from "@/server/market-data/candles";
import { simulatedPrice } from "@/server/market-data/simulated";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { exchangeContext } from "@/server/testing/exchange-context";
import {
  closesOf,
  encodePrices,
  gapsOfSeries,
  importPrices,
  listSeries,
  removeImport,
  requestFill,
  runFill,
  runFills,
} from "./";
import { appendBars } from "./append";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEVER = new AbortController().signal;
const WHOLE = { quote: "USDT", timeframe: "1d", assets: ["BTC", "ETH"], from: null, to: null };

const closesOnly = (times: readonly number[], close: readonly number[]): BarColumns => ({
  times: Float64Array.from(times),
  open: null,
  high: null,
  low: null,
  close: Float64Array.from(close),
  volume: null,
});

const wide = (rows: readonly string[], assets = "BTC,ETH") => [`date,${assets}`, ...rows].join("\n");

describeOnEachDatabase("stored prices", (database) => {
  let ctx: TestContext;
  beforeAll(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory() });
  });

  async function importOf(rows: readonly string[], assets?: string) {
    return importPrices(ctx, { name: "closes.csv", text: wide(rows, assets) });
  }
  const seriesOf = async (source: string, asset: string) =>
    (await listSeries(ctx)).series.find((each) => each.source === source && each.asset === asset)!;
  const append = (seriesId: string, bars: BarColumns) => withTransaction(ctx, (tx) => appendBars(tx, seriesId, bars));

  test("a file comes back as the table it was, to the last bit", async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, bar) => `${1_600_000_000 + bar * 3_600},${0.1 + bar / 3},${Math.PI * (bar + 1)}`,
    );
    const imported = await importOf(rows);
    expect(imported).toMatchObject({ assets: ["BTC", "ETH"], timeframe: "1h", bars: 3_000, gaps: 0 });
    const { table, gaps, sources } = await closesOf(ctx, {
      ...WHOLE,
      source: imported.source,
      timeframe: "1h",
      assets: ["ETH", "BTC"],
    });
    const parsed = parsePriceFile(wide(rows));
    if (!parsed.ok) throw new Error("unreadable");
    expect(table.assets).toEqual(["ETH", "BTC"]);
    expect(table.times).toEqual(parsed.table.times);
    expect(table.closes.subarray(3_000)).toEqual(parsed.table.closes.subarray(0, 3_000));
    expect(gaps).toEqual([]);
    expect(sources[0]).toMatchObject({ asset: "ETH", name: "closes.csv" });
  });

  test("what a file leaves open is asked with its choices, and read by the answer", async () => {
    const text = "1706572800,43300,42946,43838,42683,9\n1706659200,42946,42580,43745,42276,9";
    const input = { name: "bitfinex\u001b[2J.csv", text, asset: "BTC", quote: "USDT" };
    const columns = "time,open,close,high,low,volume";
    await expect(importPrices(ctx, input)).rejects.toMatchObject({
      detail: { question: { about: "columns", choices: [{ value: columns }, {}] } },
    });
    const { source } = await importPrices(ctx, { ...input, columns });
    const series = await seriesOf(source, "BTC");
    expect(series).toMatchObject({ bars: 2, sourceName: "bitfinex\ufffd[2J.csv" });
    const question = { source, quote: "USDT", timeframe: "1d", assets: ["BTC"], from: null, to: null };
    expect([...(await closesOf(ctx, question)).table.closes]).toEqual([42946, 42580]);
  });

  test("regular chunks keep no times; a part of the span is cut out exactly", async () => {
    const rows = Array.from({ length: 2_500 }, (_, bar) => `${1_600_000_000 + bar * 3_600},${bar + 1},1`);
    const { source } = await importOf(rows);
    const series = await seriesOf(source, "BTC");
    const chunks = await ctx.db.select().from(candleChunks).where(eq(candleChunks.seriesId, series.id));
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.every((chunk) => chunk.times === null)).toBe(true);
    const from = 1_600_000_000_000 + 1_000 * HOUR;
    const part = await closesOf(ctx, {
      source,
      quote: "USDT",
      timeframe: "1h",
      assets: ["BTC"],
      from,
      to: from + 9 * HOUR,
    });
    expect([...part.table.closes]).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
  });

  test("storing a bar twice keeps the later one; older, newer and overlapping bars all find their place", async () => {
    const { source } = await importOf(["2024-01-05,5,1", "2024-01-06,6,1"]);
    const { id } = await seriesOf(source, "BTC");
    const at = (day: number) => Date.UTC(2024, 0, day);
    await append(id, closesOnly([at(6), at(7)], [60, 7]));
    await append(id, closesOnly([at(2), at(3)], [2, 3]));
    await append(id, { ...closesOnly([at(3)], [30]), volume: Float64Array.of(9) });
    const { table } = await closesOf(ctx, { ...WHOLE, source, assets: ["BTC"] });
    expect([...table.times]).toEqual([at(2), at(3), at(5), at(6), at(7)]);
    expect([...table.closes]).toEqual([2, 30, 5, 60, 7]);
    expect(await seriesOf(source, "BTC")).toMatchObject({ bars: 5, missing: 1, firstAt: at(2), lastAt: at(7) });
    expect(await gapsOfSeries(ctx, id)).toEqual([{ asset: "BTC", from: at(3), to: at(5), bars: 1 }]);
  });

  test("what one asset lacks is left out for all and reported as its gap", async () => {
    const { source } = await importOf(["2024-01-01,1,10", "2024-01-02,2,20", "2024-01-03,3,30", "2024-01-04,4,40"]);
    const { id } = await seriesOf(source, "ETH");
    await importPrices(ctx, {
      name: "more.csv",
      text: wide(["2024-01-06,6"], "BTC").concat("\n2024-01-05,5"),
      importId: source.slice("import:".length),
      repairs: { order: "sort" },
    });
    await append(id, closesOnly([Date.UTC(2024, 0, 6)], [60]));
    const { table, gaps } = await closesOf(ctx, { ...WHOLE, source });
    expect([...table.closes]).toEqual([1, 2, 3, 4, 6, 10, 20, 30, 40, 60]);
    expect(gaps).toEqual([{ asset: "ETH", from: Date.UTC(2024, 0, 4), to: Date.UTC(2024, 0, 6), bars: 1 }]);
  });

  test("a file with problems stores nothing and names them all", async () => {
    const before = (await listSeries(ctx)).imports.length;
    const text = wide(["2024-01-01,1,x", "2024-01-02,0,2"]);
    await expect(importPrices(ctx, { name: "bad.csv", text })).rejects.toMatchObject({
      path: "text",
      message: 'Line 2, column ETH: "x" is not a number. (and 1 more problem)',
      detail: {
        problemCount: 2,
        problems: [
          { row: 2, column: "ETH" },
          { row: 3, column: "BTC" },
        ],
      },
    });
    expect((await listSeries(ctx)).imports).toHaveLength(before);
  });

  test("an import goes with all its prices, and is only its owner's", async () => {
    const { source, importId } = await importOf(["2024-01-01,1,2", "2024-01-02,1,2"]);
    const stranger = await testContext(database, { venues: ctx.venues });
    expect((await listSeries(stranger)).series.filter((each) => each.source === source)).toEqual([]);
    await expect(removeImport(stranger, importId)).rejects.toThrow("not here");
    const question = { ...WHOLE, source, assets: ["BTC"] };
    await expect(closesOf(stranger, question)).rejects.toMatchObject({ detail: { reason: "not-stored" } });
    await removeImport(ctx, importId);
    await expect(closesOf(ctx, question)).rejects.toMatchObject({ detail: { reason: "not-stored", assets: ["BTC"] } });
  });

  test("simulated prices need no storing; stored they are the same", async () => {
    ctx = await testContext(database, { venues: ctx.venues });
    const to = ctx.now() - DAY;
    const from = to - 400 * DAY;
    const question = { source: "simulated", quote: "USDT", timeframe: "1d", assets: ["BTC", "ETH"], from, to };
    const drawn = await closesOf(ctx, question);
    expect(drawn.table.closes[0]).toBe(simulatedPrice(2026, "BTC", "USDT", drawn.table.times[0]! + DAY));
    const { seriesIds } = await requestFill(ctx, { ...question, timeframe: "1d", from: from - DAY });
    expect(ctx.sentJobs.map(({ name }) => name)).toEqual(["fill-candles", "fill-candles"]);
    for (const id of seriesIds) await runFill(ctx, id, NEVER);
    expect(await seriesOf("simulated", "BTC")).toMatchObject({ state: "complete", doneShare: 1, missing: 0 });
    const stored = await closesOf(ctx, question);
    expect(stored.table.times).toEqual(drawn.table.times);
    expect(stored.table.closes).toEqual(drawn.table.closes);
    expect(stored.sources[0]!.firstAt).toBeLessThan(from);
    const unknown = { ...question, assets: ["NOPE"] };
    await expect(closesOf(ctx, unknown)).rejects.toThrow("does not know NOPE");
  });

  test("a period without bars, and assets without a bar in common, are distinguished from what is not stored", async () => {
    const { source, importId } = await importOf(["2024-01-01,1", "2024-01-02,2"], "BTC");
    await importPrices(ctx, { name: "eth.csv", text: wide(["2024-03-01,1", "2024-03-02,2"], "ETH"), importId });
    const question = { ...WHOLE, source, assets: ["BTC"] };
    await expect(closesOf(ctx, { ...question, from: Date.UTC(2025, 0, 1) })).rejects.toMatchObject({
      detail: { reason: "period-empty", assets: ["BTC"] },
    });
    await expect(closesOf(ctx, { ...question, assets: ["BTC", "ETH"] })).rejects.toMatchObject({
      detail: { reason: "no-common-bars" },
    });
    await expect(closesOf(ctx, { ...question, assets: ["USDT"] })).rejects.toThrow("Name another asset.");
    const drawn = { ...question, source: "simulated", timeframe: "5m", assets: ["BTC", "ETH", "SOL", "ADA", "DOT"] };
    await expect(closesOf(ctx, { ...drawn, from: Date.UTC(2015, 0, 1) })).rejects.toThrow("more prices than");
  });

  test("the wire form is views on one buffer", async () => {
    const { source } = await importOf(["2024-01-01,1.5,2", "2024-01-02,3,4"]);
    const answer = await closesOf(ctx, { ...WHOLE, source });
    const { buffer } = encodePrices(answer, "1d");
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    expect(header).toMatchObject({ assets: ["BTC", "ETH"], quote: "USDT", bars: 2, timeframe: "1d" });
    const start = Math.ceil((4 + length) / 8) * 8;
    expect([...new Float64Array(buffer, start + 16, 4)]).toEqual([1.5, 3, 2, 4]);
  });
});

describeOnEachDatabase("filling from an exchange", (database) => {
  let exchange: RunningExchange;
  let ctx: TestContext;
  const now = Math.floor(Date.now() / HOUR) * HOUR + HOUR / 2;
  const source = "exchange:binance";

  beforeAll(async () => {
    exchange = await runTestExchange();
  });
  afterAll(() => exchange.close());
  beforeEach(async () => {
    ctx = await exchangeContext(exchange, database, now);
  });

  const request = (from: number, assets = ["BTC"]) =>
    requestFill(ctx, { source, assets, quote: "USDT", timeframe: "1h", from });
  const series = async () => (await listSeries(ctx)).series[0]!;
  const pagesQueried = async () =>
    (await exchange.query<{ path: string; params: Record<string, string> }[]>("requests")).filter(({ path }) =>
      path.endsWith("/klines"),
    );
  const hoursBack = (hours: number) => Math.floor(now / HOUR) * HOUR - hours * HOUR;

  test("a killed fill goes on with the page it was at, and queries none twice", async () => {
    const { seriesIds } = await request(hoursBack(2_500));
    const controller = new AbortController();
    const venues = {
      ...ctx.venues,
      candles: async (id: string) => {
        const adapter = await ctx.venues.candles(id);
        // The process dies while the second page is on its way.
        return {
          ...adapter,
          fetchPage: async (request: Parameters<typeof adapter.fetchPage>[0]) => {
            if (request.from > hoursBack(2_000)) {
              controller.abort();
              throw new Error("killed");
            }
            return adapter.fetchPage(request);
          },
        };
      },
    };
    await expect(runFill({ ...ctx, venues }, seriesIds[0]!, controller.signal)).rejects.toThrow("killed");
    expect(await series()).toMatchObject({ state: "filling", bars: 1_000, doneShare: 0.4 });

    await runFill(ctx, seriesIds[0]!, NEVER);
    expect(await series()).toMatchObject({ state: "complete", bars: 2_500, missing: 0, problem: null });
    const starts = (await pagesQueried()).map(({ params }) => Number(params.startTime));
    expect(starts).toEqual([hoursBack(2_500), hoursBack(1_500), hoursBack(500)]);
    const { table } = await closesOf(ctx, {
      source,
      quote: "USDT",
      timeframe: "1h",
      assets: ["BTC"],
      from: null,
      to: null,
    });
    expect(table.times.at(-1)).toBe(hoursBack(1));
  });

  test("short pages, an outage and a late listing are no reason to stop; gaps are reported", async () => {
    const gap = [hoursBack(700), hoursBack(650)];
    await exchange.send("candles", { symbol: "BTCUSDT", listedAt: hoursBack(1_200), gaps: [gap], pageMax: 300 });
    const { seriesIds } = await request(hoursBack(3_000));
    await runFill(ctx, seriesIds[0]!, NEVER);
    const view = await series();
    expect(view).toMatchObject({
      state: "complete",
      firstAt: hoursBack(1_200),
      emptyBefore: hoursBack(1_200),
      bars: 1_150,
      missing: 50,
    });
    expect(await gapsOfSeries(ctx, view.id)).toEqual([
      { asset: "BTC", from: hoursBack(701), to: hoursBack(650), bars: 50 },
    ]);
    // Requesting more past than the exchange has queries nothing new.
    const before = (await pagesQueried()).length;
    await request(hoursBack(4_000));
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect((await pagesQueried()).length - before).toBeLessThanOrEqual(1);
  });

  test("one job fills all that was requested together; the others then query nothing", async () => {
    const { seriesIds } = await request(hoursBack(50), ["BTC", "ETH", "SOL"]);
    await runFills(ctx, seriesIds[1]!, NEVER);
    const { series: all } = await listSeries(ctx);
    expect(all.map(({ state, bars }) => [state, bars])).toEqual([
      ["complete", 50],
      ["complete", 50],
      ["complete", 50],
    ]);
    for (const id of seriesIds) await runFills(ctx, id, NEVER);
    expect(await pagesQueried()).toHaveLength(3);
  });

  test("later only what is new is queried, further back all of it", async () => {
    const { seriesIds } = await request(hoursBack(100));
    await runFill(ctx, seriesIds[0]!, NEVER);
    await request(hoursBack(100));
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect((await pagesQueried()).at(-1)!.params).toMatchObject({ startTime: String(hoursBack(1)), limit: "1" });
    await request(hoursBack(200));
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect(await series()).toMatchObject({ bars: 200, firstAt: hoursBack(200) });
  });

  test("trouble that passes is waited out by a later job, trouble that stays is reported", async () => {
    const { seriesIds } = await request(hoursBack(50));
    await exchange.send("faults", { path: "/api/v3/klines", kind: { do: "answer", status: 503, body: "busy" } });
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect(await series()).toMatchObject({ state: "waiting", bars: 0 });
    expect(ctx.sentJobs.at(-1)).toMatchObject({ name: "fill-candles", notBefore: now + 15_000 });
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect(await series()).toMatchObject({ state: "complete", problem: null });

    await exchange.send("remove-symbol", { symbol: "ETHUSDT" });
    await ctx.db.update(candleSeries).set({ symbol: "ETH/USDT" });
    await runFill(ctx, seriesIds[0]!, NEVER);
    expect(await series()).toMatchObject({ state: "failed" });
    expect((await series()).problem).toContain("Binance");
  });

  test("what the exchange does not have is refused before anything is stored", async () => {
    await expect(request(hoursBack(10), ["BTC", "NOPE"])).rejects.toThrow("Binance has no market of NOPE in USDT.");
    expect((await listSeries(ctx)).series).toEqual([]);
    await expect(
      requestFill(ctx, { source: "import:x", assets: ["BTC"], quote: "USDT", timeframe: "1h", from: hoursBack(5) }),
    ).rejects.toThrow("from an exchange or the simulated market");
  });
});

/**
 * A fill whose process is killed, for real, while a page is on its way: over HTTP, on the embedded database on disk.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openDatabase } from "@/server/db/open";
import { type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createLogger } from "@/server/runtime/log";
import { testContext } from "@/server/testing/context";
import { closesOf, listSeries, runFill } from "./";

const HOUR = 3_600_000;
const BARS = 3_500;

let exchange: RunningExchange | null = null;
let child: ChildProcess | null = null;
const directory = mkdtempSync(join(tmpdir(), "evenkeel-fill-"));
afterEach(() => {
  child?.kill("SIGKILL");
  exchange?.close();
  rmSync(directory, { recursive: true, force: true });
});

const pagesQueried = async () =>
  (await exchange!.query<{ path: string; params: Record<string, string> }[]>("requests"))
    .filter(({ path }) => path.endsWith("/klines"))
    .map(({ params }) => Number(params.startTime));

test("a killed process loses at most the page that was on its way", { timeout: 240_000 }, async () => {
  exchange = await runTestExchange();
  const from = Math.floor(Date.now() / HOUR) * HOUR - BARS * HOUR;
  const page = (number: number) => from + number * 1_000 * HOUR;
  // The third page does not come.
  await exchange.send("faults", { path: "/api/v3/klines", skip: 2, kind: { do: "delay", ms: 600_000 } });
  child = spawn(
    process.execPath,
    ["--import", "./scripts/resolve.mjs", "server/testing/candle-filler.ts", directory, exchange.url, String(from)],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  await vi.waitFor(async () => expect(await pagesQueried()).toEqual([page(0), page(1), page(2)]), {
    timeout: 100_000,
    interval: 100,
  });
  const gone = new Promise((resolve) => child?.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;

  const database = await openDatabase({ url: null, dataDirectory: directory, log: createLogger("silent") });
  try {
    const venues = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    const ctx = await testContext(database, { venues, startAt: Date.now() });
    const [series] = (await listSeries(ctx)).series;
    expect(series).toMatchObject({ state: "filling", bars: 2_000, lastAt: page(2) - HOUR });
    await runFill(ctx, series!.id, new AbortController().signal);
    // The page that was lost is queried again, those that were stored are not.
    expect(await pagesQueried()).toEqual([page(0), page(1), page(2), page(2), page(3)]);
    const question = {
      source: "exchange:binance",
      assets: ["BTC"],
      quote: "USDT",
      timeframe: "1h",
      from: null,
      to: null,
    };
    const { table, gaps } = await closesOf(ctx, question);
    expect(table.times.length).toBeGreaterThanOrEqual(BARS);
    expect(gaps).toEqual([]);
  } finally {
    await database.close();
  }
});

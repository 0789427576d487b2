/**
 * Past prices, ten assets of five years hourly (43,800 bars): read from a file, drawn from the simulated market, stored
 * in the embedded database on disk with all their columns, loaded back as one table of closes. Target of the load: 100 ms.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { candleSeries } from "@/drizzle/schema";
import { parsePriceFile } from "@/lib/schemas/prices";
import { openEmbedded } from "@/server/db/embedded";
import { migrate } from "@/server/db/migrate";
import { withTransaction } from "@/server/db/transaction";
import { simulatedCloses } from "@/server/market-data/simulated";
import { newId } from "@/server/services/id";
import { closesOf, encodePrices } from "@/server/services/price-data";
import { appendBars } from "@/server/services/price-data/append";
import { sliceBars } from "@/server/services/price-data/bars";
import { testContext } from "@/server/testing/context";
import { figure, percentile } from "./figure";

const ASSETS = ["BTC", "ETH", "SOL", "BNB", "XRP", "ADA", "DOGE", "LINK", "AVAX", "DOT"];
const HOUR = 3_600_000;
const BARS = 43_800;
const FROM = Date.UTC(2021, 0, 1);
const PAGE = 1_000;

const times = Float64Array.from({ length: BARS }, (_, bar) => FROM + bar * HOUR);

/** Processor time, not the clock on the wall: what one core spends, however busy the machine is. */
async function median(runs: number, work: () => unknown): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const started = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(started);
    took.push((user + system) / 1_000);
  }
  return percentile(took, 0.5);
}

const draw = () => simulatedCloses(2026, ASSETS, "USDT", times, HOUR);
const closes = draw();
if (closes === null) throw new Error("The simulated market does not know these assets.");
figure("simulated market: 10 assets x 43,800 closes drawn", await median(3, draw), "ms", 1_000);

const rows = Array.from({ length: BARS }, (_, bar) => {
  const prices = ASSETS.map((_, index) => closes[index * BARS + bar]!.toPrecision(8));
  return `${new Date(times[bar]!).toISOString()},${prices.join(",")}`;
});
const text = `time,${ASSETS.join(",")}\n${rows.join("\n")}\n`;
const parse = await median(5, () => {
  if (!parsePriceFile(text).ok) throw new Error("The file was refused.");
});
figure("CSV: 10 assets x 43,800 closes parsed, median of 5", parse, "ms", 300, `${(text.length / 1e6).toFixed(1)} MB`);

const directory = mkdtempSync(join(tmpdir(), "evenkeel-bench-"));
const database = await openEmbedded(join(directory, "database"));
try {
  await migrate(database);
  const ctx = await testContext(database);
  const started = performance.now();
  for (const [index, asset] of ASSETS.entries()) {
    const id = newId();
    const [source, quote, timeframe] = ["exchange:binance", "USDT", "1h"];
    const row = { id, source, symbol: `${asset}/${quote}`, base: asset, quote, timeframe, stepMs: HOUR };
    await database.db.insert(candleSeries).values({ ...row, state: "complete" });
    const close = closes.slice(index * BARS, (index + 1) * BARS);
    const bars = { times, open: close, high: close, low: close, close, volume: close };
    for (let from = 0; from < BARS; from += PAGE) {
      const page = sliceBars(bars, from, Math.min(from + PAGE, BARS));
      await withTransaction(database, (tx) => appendBars(tx, id, page));
    }
  }
  const pages = ASSETS.length * Math.ceil(BARS / PAGE);
  figure("store: a page of 1,000 bars, durable", (performance.now() - started) / pages, "ms", null);

  const question = { source: "exchange:binance", quote: "USDT", timeframe: "1h", assets: ASSETS, from: null, to: null };
  const first = await median(1, () => closesOf(ctx, question));
  figure("load: 10 assets x 43,800 closes, the first time", first, "ms", null);
  figure("load: the same, median of 15", await median(15, () => closesOf(ctx, question)), "ms", 100);
  const answer = await closesOf(ctx, question);
  figure("wire: that table encoded, median of 15", await median(15, () => encodePrices(answer, "1h")), "ms", null);
  if (answer.table.closes.some((close, at) => close !== closes[at]))
    throw new Error("The table is not what was stored.");
} finally {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
}

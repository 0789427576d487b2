/**
 * A process that can be killed: opens the embedded database in the directory it is given, requests a series from the
 * exchange at the address it is given, and fills it until it is done or dead.
 * Run with: node --import ./scripts/resolve.mjs server/testing/candle-filler.ts <data directory> <exchange> <from>
 */
import { writeSync } from "node:fs";
import { openDatabase } from "@/server/db/open";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createLogger } from "@/server/runtime/log";
import { requestFill, runFill } from "@/server/services/price-data";
import { testContext } from "./context";

const [dataDirectory, url, from] = process.argv.slice(2);
if (!dataDirectory || !url || !from) throw new Error("Which data directory, which exchange, from when?");

const database = await openDatabase({ url: null, dataDirectory, log: createLogger("silent") });
const venues = createVenueDirectory({ exchangeUrls: { binance: url } });
const ctx = await testContext(database, { venues, startAt: Date.now() });
const series = { source: "exchange:binance", assets: ["BTC"], quote: "USDT", timeframe: "1h" as const };
const { seriesIds } = await requestFill(ctx, { ...series, from: Number(from) });
writeSync(1, "filling\n");
for (const id of seriesIds) await runFill(ctx, id, new AbortController().signal);
writeSync(1, "done\n");
await database.close();

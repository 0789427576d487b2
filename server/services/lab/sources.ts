/** Where prices can be had from: the simulated market, every exchange whose candles are stored, the owner's own files. */

import { timeframeMs } from "@/lib/engine/model";
import { rate } from "@/lib/money";
import { simulatedMarkets } from "@/server/market-data/simulated";
import type { ServiceContext } from "../context";
import { listSeries } from "../price-data";
import type { LabSource } from "./types";

export const SIMULATED_SOURCE = "simulated";
/** The simulated market has no beginning; the lab's does, so that "all" is the same run for everybody. */
const SIMULATED_FROM = Date.UTC(2021, 0, 1);
const DAY = 86_400_000;
const SIMULATED_TIMEFRAMES = ["1d", "4h", "1h"];
const NO_FEE = rate("0");

/** Real prices come before made-up ones. */
export async function listSources(ctx: ServiceContext): Promise<readonly LabSource[]> {
  const { series } = await listSeries(ctx);
  const stored = new Map<string, LabSource>();
  for (const { source, sourceName, asset, quote, timeframe, firstAt, lastAt, bars } of series) {
    if (firstAt === null || lastAt === null || bars < 2 || source.startsWith(SIMULATED_SOURCE)) continue;
    const before = stored.get(source);
    stored.set(source, {
      source,
      name: sourceName,
      isSimulated: false,
      quotes: distinct([...(before?.quotes ?? []), quote]),
      timeframes: longestFirst([...(before?.timeframes ?? []), timeframe]),
      assets: widest([...(before?.assets ?? []), { asset, firstAt, lastAt }]),
    });
  }
  return [...stored.values(), simulatedSource(ctx.now())];
}

function simulatedSource(now: number): LabSource {
  const markets = simulatedMarkets(SIMULATED_SOURCE, NO_FEE);
  const bases = distinct(markets.map(({ base }) => base));
  // The last whole day: today's bar is not closed yet.
  const lastAt = Math.floor(now / DAY) * DAY - DAY;
  return {
    source: SIMULATED_SOURCE,
    name: "Simulated market",
    isSimulated: true,
    quotes: distinct(markets.map(({ quote }) => quote)),
    timeframes: SIMULATED_TIMEFRAMES,
    assets: bases.map((asset) => ({ asset, firstAt: SIMULATED_FROM, lastAt })),
  };
}

const longestFirst = (timeframes: readonly string[]) =>
  distinct(timeframes).toSorted((left, right) => (timeframeMs(right) ?? 0) - (timeframeMs(left) ?? 0));

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** One span an asset: the widest of its timeframes. */
function widest(spans: LabSource["assets"]): LabSource["assets"] {
  const found = new Map<string, LabSource["assets"][number]>();
  for (const span of spans) {
    const before = found.get(span.asset);
    if (!before || span.lastAt - span.firstAt > before.lastAt - before.firstAt) found.set(span.asset, span);
  }
  return [...found.values()];
}

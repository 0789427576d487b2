/**
 * Last closes of one-minute candles, read afresh from the public, keyless client: another source of a price than ticker
 * and book have. A market without trades has old bars or none; `at` says how old.
 */
import type { MarketSymbol, RecentClose } from "@/lib/engine/model";
import { isPositive, type Price } from "@/lib/money";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import { inGroups } from "../client/in-groups";
import { figure } from "../orders/normalize";

const MINUTE_MS = 60_000;
/** The running bar, and some before it where it has no trade yet. */
const BARS = 5;

/** The newest priced bar of ccxt's rows [time, open, high, low, close, volume], in whatever order they come (pure). */
export function toRecentClose(symbol: MarketSymbol, rows: unknown, now: number): RecentClose | null {
  let newest: RecentClose | null = null;
  for (const row of Array.isArray(rows) ? rows : []) {
    const [time, , , , last] = Array.isArray(row) ? row : [];
    const close = figure<Price>(last);
    const from = Number(time);
    if (close === null || !isPositive(close) || !Number.isFinite(from) || from > now) continue;
    const at = Math.min(from + MINUTE_MS, now);
    if (newest === null || at > newest.at) newest = { symbol, close, at };
  }
  return newest;
}

/** One market's failure leaves the others; only when nothing could be had is it thrown. */
export async function readRecentCloses(
  client: Client,
  symbols: readonly MarketSymbol[],
  now: () => number,
): Promise<readonly RecentClose[]> {
  const { has, timeframes } = client.exchange;
  if (has.fetchOHLCV !== true || !Object.hasOwn(timeframes ?? {}, "1m")) return [];
  let failure: VenueError | null = null;
  const closes = await inGroups(symbols, async (symbol) => {
    try {
      const rows = await client.read((exchange) => exchange.fetchOHLCV(symbol, "1m", undefined, BARS));
      return toRecentClose(symbol, rows, now());
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      if (error.kind !== "market-closed") failure = error;
      return null;
    }
  });
  const found = closes.filter((close) => close !== null);
  if (found.length === 0 && failure !== null) throw failure;
  return found;
}

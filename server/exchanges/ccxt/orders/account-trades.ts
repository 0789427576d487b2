/** Recent trades of this account, ours and others; null where the exchange cannot list all of them. */
import type { AccountTrade, MarketSymbol } from "@/lib/engine/model";
import { isPositive, type Price, type Quantity } from "@/lib/money";
import type { Client } from "../client/client";
import { inGroups } from "../client/in-groups";
import { figure } from "./normalize";

/** The exchanges that list the trades of all markets in one answer, with the most of an answer. */
const OF_ALL_MARKETS: Readonly<Record<string, number>> = {
  kraken: 50,
  okx: 100,
  myokx: 100,
  okxus: 100,
  bybit: 100,
  bybiteu: 100,
  bybitid: 100,
};
const OF_ONE_MARKET_MAX = 500;

type OptionalRead = <T>(call: (exchange: Client["exchange"]) => Promise<unknown>) => Promise<T | null>;

/** One trade of ccxt's (pure); null for what lacks its figures. */
export function toAccountTrade(source: unknown): AccountTrade | null {
  const { symbol, side, amount, price, timestamp, order } = (source ?? {}) as Readonly<Record<string, unknown>>;
  const [quantity, paid] = [figure<Quantity>(amount), figure<Price>(price)];
  if (typeof symbol !== "string" || (side !== "buy" && side !== "sell") || typeof timestamp !== "number") return null;
  if (quantity === null || paid === null || !isPositive(quantity)) return null;
  const venueOrderId = typeof order === "string" || typeof order === "number" ? String(order) : "";
  return { symbol, side, quantity, price: paid, at: timestamp, venueOrderId };
}

export async function fetchAccountTrades(
  { exchangeId, client, read }: { exchangeId: string; client: Client; read: OptionalRead },
  symbols: readonly MarketSymbol[],
  since: number,
): Promise<readonly AccountTrade[] | null> {
  if (client.exchange.has.fetchMyTrades !== true) return null;
  const most = OF_ALL_MARKETS[exchangeId];
  const lists =
    most === undefined
      ? await inGroups([...new Set(symbols)], (symbol) => queryTrades(read, symbol, since, OF_ONE_MARKET_MAX))
      : [await queryTrades(read, undefined, since, most)];
  const trades: AccountTrade[] = [];
  for (const list of lists) {
    if (list === null) return null;
    trades.push(...list);
  }
  const wanted = new Set(symbols);
  return trades.filter(({ symbol, at }) => wanted.has(symbol) && at >= since).sort((one, other) => one.at - other.at);
}

/** A full page may be a cut one, and a record that cannot be read hides a trade: neither is an answer. */
async function queryTrades(
  read: OptionalRead,
  symbol: MarketSymbol | undefined,
  since: number,
  most: number,
): Promise<readonly AccountTrade[] | null> {
  const records = await read<readonly unknown[]>((exchange) => exchange.fetchMyTrades(symbol, since, most));
  if (!Array.isArray(records) || records.length >= most) return null;
  const trades = records.map(toAccountTrade);
  return trades.every((trade) => trade !== null) ? trades : null;
}

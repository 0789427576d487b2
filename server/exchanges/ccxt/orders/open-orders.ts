/**
 * The account's open orders in the named markets. All in one request where the exchange allows it: one request a market
 * takes Kraken's slow counter past every patience with four coins already. Where the answer is cut at the exchange's
 * limit, or each market must be named, the markets are queried a few at a time.
 */
import type { MarketSymbol, OrderReport } from "@/lib/engine/model";
import { VenueError } from "../../venue";
import { inGroups } from "../client/in-groups";
import type { Read } from "../client/read";
import type { TradingRule } from "../market-data/trading-rules";
import { toOrderReport } from "./normalize";

interface RawOrder {
  clientOrderId?: unknown;
  symbol?: unknown;
}

interface OrdersReader {
  read: Read;
  rule: TradingRule | null;
  now: () => number;
}

export async function fetchOpenOrders(
  reader: OrdersReader,
  symbols: readonly MarketSymbol[],
): Promise<readonly OrderReport[]> {
  if (symbols.length === 0) return [];
  const orders = (await fetchAll(reader, symbols)) ?? (await fetchEach(reader, symbols));
  return orders.map(({ symbol, order }) => {
    const clientOrderId = typeof order.clientOrderId === "string" ? order.clientOrderId : "";
    return toOrderReport(order, { clientOrderId, symbol }, reader.now());
  });
}

interface Found {
  symbol: MarketSymbol;
  order: RawOrder;
}

/** Null where the exchange does not answer for all markets at once, or answers with only a part of them. */
async function fetchAll(
  { read, rule }: OrdersReader,
  symbols: readonly MarketSymbol[],
): Promise<readonly Found[] | null> {
  const most = rule === null ? Number.POSITIVE_INFINITY : rule.openOrdersMax;
  if (most === null || symbols.length === 1) return null;
  const limit = Number.isFinite(most) ? most : undefined;
  try {
    const orders = await read<readonly RawOrder[]>((exchange) => exchange.fetchOpenOrders(undefined, undefined, limit));
    if (orders.length >= most) return null;
    const wanted = new Set<unknown>(symbols);
    return orders.flatMap((order) => (wanted.has(order.symbol) ? [{ symbol: String(order.symbol), order }] : []));
  } catch (error) {
    // Of exchanges that are only watched it is not known beforehand.
    const wantsEach = error instanceof VenueError && (error.kind === "rejected" || error.kind === "unsupported");
    if (rule === null && wantsEach) return null;
    throw error;
  }
}

async function fetchEach({ read }: OrdersReader, symbols: readonly MarketSymbol[]): Promise<readonly Found[]> {
  const lists = await inGroups(symbols, async (symbol) => {
    const orders = await read<readonly RawOrder[]>((exchange) => exchange.fetchOpenOrders(symbol));
    return orders.map((order) => ({ symbol, order }));
  });
  return lists.flat();
}

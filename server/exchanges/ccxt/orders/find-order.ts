/**
 * Queries the exchange for an order by our own id, and for its fills. Null is what the exchange says, not yet proof.
 */
import type { MarketSymbol, OrderReport, VenueFill } from "@/lib/engine/model";
import { isPositive } from "@/lib/money";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import type { Read } from "../client/read";
import { type TradingRule, toWireId } from "../market-data/trading-rules";
import { toFill, toOrderReport } from "./normalize";

/** Queried by our id, Binance's own is left empty; elsewhere ccxt wants some text in its place. */
export const orderIdFor = (exchangeId: string, wireId: string) => (exchangeId.startsWith("binance") ? "" : wireId);

interface OrderReader {
  exchangeId: string;
  client: Client;
  rule: TradingRule;
  read: Read;
  now: () => number;
}

export async function findOrder(
  reader: OrderReader,
  clientOrderId: string,
  symbol: MarketSymbol,
): Promise<OrderReport | null> {
  try {
    const found = await lookUp(reader, clientOrderId, symbol);
    return found && (await withFills(reader, found));
  } catch (error) {
    if (error instanceof VenueError && error.code === "not-found") return null;
    throw error;
  }
}

async function lookUp(reader: OrderReader, clientOrderId: string, symbol: MarketSymbol): Promise<OrderReport | null> {
  const { exchangeId, rule, read, now } = reader;
  const wireId = toWireId(rule, clientOrderId);
  const params = { [rule.lookupParam]: wireId };
  if (rule.lookup === "fetch-order") {
    const order = await read<unknown>((exchange) =>
      exchange.fetchOrder(orderIdFor(exchangeId, wireId), symbol, params),
    );
    return toOrderReport(order, { clientOrderId, symbol }, now());
  }
  for (const call of ["fetchOpenOrders", rule.endedCall] as const) {
    const orders = await read<readonly { clientOrderId?: unknown }[]>((exchange) =>
      exchange[call](symbol, undefined, undefined, params),
    );
    const found = orders.find((order) => order.clientOrderId === wireId);
    if (found) return toOrderReport(found, { clientOrderId, symbol }, now());
  }
  return null;
}

/** Fills that cannot be had now are queried again by the caller: `filled` says they are missing. */
async function withFills(reader: OrderReader, report: OrderReport): Promise<OrderReport> {
  if (!isPositive(report.filled) || report.fills.length > 0) return report;
  try {
    return { ...report, fills: await readFills(reader, report) };
  } catch {
    return report;
  }
}

async function readFills({ client, read }: OrderReader, report: OrderReport): Promise<readonly VenueFill[]> {
  const { venueOrderId: orderId, symbol, at } = report;
  const trades = await read<readonly { order?: unknown }[]>((exchange) =>
    client.exchange.has.fetchOrderTrades === true
      ? exchange.fetchOrderTrades(orderId, symbol)
      : exchange.fetchMyTrades(symbol, undefined, undefined, { orderId }),
  );
  return trades
    .filter(({ order }) => order === undefined || order === null || String(order) === orderId)
    .flatMap((trade, index) => toFill(trade, index, { orderId, at }) ?? []);
}

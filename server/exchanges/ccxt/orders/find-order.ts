/** Asks the exchange for an order by our own id, and for its fills. Null is what the exchange says, not yet proof. */
import type { MarketSymbol, OrderReport, VenueFill } from "@/lib/engine/model";
import { isPositive } from "@/lib/money";
import { VenueError } from "../../venue";
import type { Client } from "../client/client";
import type { Read } from "../client/read";
import { type TradingRule, toWireId } from "../market-data/trading-rules";
import { toFill, toOrderReport } from "./normalize";

/** Asked by our id, Binance's own is left empty; elsewhere ccxt wants some text in its place. */
export const orderIdFor = (exchangeId: string, wireId: string) => (exchangeId.startsWith("binance") ? "" : wireId);

interface Asked {
  exchangeId: string;
  client: Client;
  rule: TradingRule;
  read: Read;
  now: () => number;
}

export async function findOrder(
  asked: Asked,
  clientOrderId: string,
  symbol: MarketSymbol,
): Promise<OrderReport | null> {
  try {
    const found = await lookUp(asked, clientOrderId, symbol);
    return found && (await withFills(asked, found));
  } catch (error) {
    if (error instanceof VenueError && error.code === "not-found") return null;
    throw error;
  }
}

async function lookUp(asked: Asked, clientOrderId: string, symbol: MarketSymbol): Promise<OrderReport | null> {
  const { exchangeId, rule, read, now } = asked;
  const wireId = toWireId(rule, clientOrderId);
  const params = { [rule.lookupParam]: wireId };
  if (rule.lookup === "fetch-order") {
    const order = await read<unknown>((exchange) =>
      exchange.fetchOrder(orderIdFor(exchangeId, wireId), symbol, params),
    );
    return toOrderReport(order, { clientOrderId, symbol }, now());
  }
  for (const ask of ["fetchOpenOrders", rule.endedCall] as const) {
    const orders = await read<readonly { clientOrderId?: unknown }[]>((exchange) =>
      exchange[ask](symbol, undefined, undefined, params),
    );
    const found = orders.find((order) => order.clientOrderId === wireId);
    if (found) return toOrderReport(found, { clientOrderId, symbol }, now());
  }
  return null;
}

/** Fills that cannot be had now are asked for again by the caller: `filled` says they are missing. */
async function withFills(asked: Asked, report: OrderReport): Promise<OrderReport> {
  if (!isPositive(report.filled) || report.fills.length > 0) return report;
  try {
    return { ...report, fills: await readFills(asked, report) };
  } catch {
    return report;
  }
}

async function readFills({ client, read }: Asked, report: OrderReport): Promise<readonly VenueFill[]> {
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

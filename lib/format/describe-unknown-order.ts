/**
 * An order whose fate is not known: what is being done about it and whether its owner must do anything. It is never
 * "not made": it may be filled.
 */
import { assetName } from "@/lib/engine/model";
import { formatTime, type Reader } from "./time";

export interface UnknownOrderToDescribe {
  side: "buy" | "sell";
  base: string;
  venueName: string;
  queriedSince: number;
  /** Queries have not settled it within their bound: its owner must act. */
  needsOwner: boolean;
}

/** "Sale of Bitcoin: checking with Binance since 16:20 what became of it. Nothing is sent meanwhile; nothing is needed from you." */
export function describeUnknownOrder(order: UnknownOrderToDescribe, reader: Reader): string {
  const what = `${order.side === "sell" ? "Sale" : "Purchase"} of ${assetName(order.base)}`;
  const query = `checking with ${order.venueName} since ${formatTime(order.queriedSince, reader)} what became of it.`;
  return order.needsOwner
    ? `${what}: ${query} It could not say, and is still queried now and then. Nothing is sent meanwhile: look the order up at ${order.venueName}, then resume the portfolio.`
    : `${what}: ${query} Nothing is sent meanwhile; nothing is needed from you.`;
}

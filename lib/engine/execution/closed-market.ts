/**
 * Whether funds would be raised for a market that does not trade. A plan belongs together: before its first order any
 * closed market ends the run, and before a sale one that a purchase still waits for does. A fresh plan then leaves
 * that trade out. What is sold by then stays sold; a purchase alone is dropped by itself.
 */
import type { MarketSymbol } from "../model";
import type { Run, RunOrder } from "./run";
import { marketOf } from "./size-order";

export function findClosedMarket(run: Run, next: RunOrder, waiting: readonly RunOrder[]): MarketSymbol | null {
  const isClosed = (order: RunOrder) => marketOf(run, order)?.isActive !== true;
  const hasBegun = run.orders.some((order) => order.intentAt !== null);
  if (!hasBegun) return waiting.find(isClosed)?.symbol ?? null;
  if (next.side === "buy") return null;
  return waiting.find((order) => order.side === "buy" && isClosed(order))?.symbol ?? null;
}

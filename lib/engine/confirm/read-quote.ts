/**
 * What a quote says a unit is worth: the middle of bid and ask; the last trade where one side of the book is missing,
 * where bid lies over ask, or where the two lie too far apart to mean anything. null: nothing usable in it.
 */
import type { Quote } from "@/lib/engine/model";
import { add, divideDown, isMore, isPositive, type Price, toFloat } from "@/lib/money";
import { HALF_SPREAD_MAX } from "./terms";

export interface QuoteReading {
  price: Price;
  basis: "book" | "last";
  /** Half of bid to ask as a share of their middle; null without a two-sided book. */
  halfSpread: number | null;
}

export function readQuote({ bid, ask, last }: Pick<Quote, "bid" | "ask" | "last">): QuoteReading | null {
  const hasLast = isPositive(last);
  if (isPositive(bid) && isPositive(ask) && !isMore(bid, ask)) {
    const halfSpread = (toFloat(ask) - toFloat(bid)) / (toFloat(ask) + toFloat(bid));
    if (halfSpread > HALF_SPREAD_MAX && hasLast) return { price: last, basis: "last", halfSpread };
    return { price: divideDown<Price>(add(bid, ask), "2"), basis: "book", halfSpread };
  }
  return hasLast ? { price: last, basis: "last", halfSpread: null } : null;
}

/** The book an order meets: what a test laid down, or forty deep levels around the middle, made afresh each time. */
import { type Fixed, fixed, over, roundDown, roundUp, times } from "./decimal.ts";
import type { Level, SymbolState } from "./world.ts";

const LEVELS = 40;
/** Each level offers this much in quote units of dollars' size; BTC-quoted books scale by price. */
const LEVEL_NOTIONAL = fixed("25000");

export function bookOf(state: SymbolState): { bids: Level[]; asks: Level[] } {
  if (state.book) return state.book;
  // A market that only lets cancel still shows its book: nothing but its status says that it takes no order.
  const isShown = state.status === "TRADING" || state.status === "CANCEL_ONLY";
  if (state.mid === null || !isShown) return { bids: [], asks: [] };
  const half = (state.mid * BigInt(state.spreadBps)) / 20_000n;
  const bestBid = roundDown(state.mid - half, state.tickSize);
  const bestAsk = roundUp(state.mid + half, state.tickSize);
  // One basis point from level to level, at least a tick.
  const gap = roundUp(state.mid / 10_000n, state.tickSize);
  const notional = state.quote === "BTC" ? fixed("0.4") : LEVEL_NOTIONAL;
  const level = (price: Fixed): Level => ({ price, quantity: roundDown(over(notional, price), state.stepSize) });
  const steps = Array.from({ length: LEVELS }, (_, index) => BigInt(index));
  return {
    bids: steps.map((index) => level(bestBid - gap * index)).filter(({ price }) => price > 0n),
    asks: steps.map((index) => level(bestAsk + gap * index)),
  };
}

export interface Match {
  price: Fixed;
  quantity: Fixed;
}

/** Walks the opposite side up to the limit (null: any price), for a quantity or for a sum of quote. */
export function walkBook(
  state: SymbolState,
  side: "BUY" | "SELL",
  wanted: { quantity: Fixed } | { notional: Fixed },
  limit: Fixed | null,
): Match[] {
  const book = bookOf(state);
  const matches: Match[] = [];
  let quantityLeft = "quantity" in wanted ? wanted.quantity : null;
  let notionalLeft = "notional" in wanted ? wanted.notional : null;
  for (const level of side === "BUY" ? book.asks : book.bids) {
    if (limit !== null && (side === "BUY" ? level.price > limit : level.price < limit)) break;
    const affordable =
      notionalLeft === null ? (quantityLeft ?? 0n) : roundDown(over(notionalLeft, level.price), state.stepSize);
    const quantity = affordable < level.quantity ? affordable : level.quantity;
    if (quantity <= 0n) break;
    matches.push({ price: level.price, quantity });
    if (state.book) level.quantity -= quantity;
    if (quantityLeft !== null) quantityLeft -= quantity;
    if (notionalLeft !== null) notionalLeft -= times(quantity, level.price);
    if (quantityLeft === 0n) break;
  }
  if (state.book) {
    state.book.asks = state.book.asks.filter((level) => level.quantity > 0n);
    state.book.bids = state.book.bids.filter((level) => level.quantity > 0n);
  }
  return matches;
}

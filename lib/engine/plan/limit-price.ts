/**
 * The worst price an order may get, sent as the limit of an immediate-or-cancel order: within the slippage the owner
 * allowed of the middle of the book, and of the best opposite price, which is the one the plan is made at. A buy's limit
 * is rounded down to the price step, a sell's up: inward, never past either bound.
 *
 * null where no such price is marketable, because the best opposite price itself lies beyond: a thin book (bid 18,000,
 * ask 50,025) is not bought at 50,525 for being only 1 % past its own ask.
 */
import type { Quote, Side } from "@/lib/engine/model";
import {
  add,
  isLess,
  isMore,
  maximum,
  minimum,
  multiply,
  type Price,
  roundDownToStep,
  roundUpToStep,
} from "@/lib/money";

/** Prices are quote per base; `slippageBpsMax` in basis points. */
export function limitPrice(
  side: Side,
  { bid, ask }: Pick<Quote, "bid" | "ask">,
  slippageBpsMax: number,
  priceStep: string,
): Price | null {
  const middle = multiply<Price>(add(bid, ask), "0.5");
  if (side === "buy") {
    const limit = slippageBound(side, minimum(middle, ask), slippageBpsMax, priceStep);
    return isLess(limit, ask) ? null : limit;
  }
  const limit = slippageBound(side, maximum(middle, bid), slippageBpsMax, priceStep);
  return isMore(limit, bid) ? null : limit;
}

/** The worst price within the slippage of `from`, rounded inward to the price step; a sell's is never below zero. */
export function slippageBound(side: Side, from: Price, slippageBpsMax: number, priceStep: string): Price {
  return side === "buy"
    ? roundDownToStep(multiply<Price>(from, shareOf(10_000 + slippageBpsMax)), priceStep)
    : roundUpToStep(multiply<Price>(from, shareOf(Math.max(10_000 - slippageBpsMax, 0))), priceStep);
}

/** Basis points as a share, to a millionth of a basis point. */
const shareOf = (bps: number) => (bps / 10_000).toFixed(10);

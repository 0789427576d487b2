/**
 * The worst price an order may get, sent as the limit of an immediate-or-cancel order.
 * A buy's limit is rounded down to the price step, a sell's up: inward, never beyond the slippage the owner allowed.
 * Where the step is coarser than the slippage, the best opposite price itself is the limit: still marketable.
 */
import type { Side } from "@/lib/engine/model";
import {
  divideDown,
  divideUp,
  maximum,
  minimum,
  multiply,
  type Price,
  roundDownToStep,
  roundUpToStep,
} from "@/lib/money";

/** `expected` is the best opposite price, quote per base; `slippageBpsMax` in basis points of it. */
export function limitPrice(side: Side, expected: Price, slippageBpsMax: number, priceStep: string): Price {
  const bps = slippageBpsMax.toFixed(6);
  if (side === "buy") {
    const worst = divideDown<Price>(multiply(expected, (10_000 + Number(bps)).toFixed(6)), "10000");
    return maximum(roundDownToStep(worst, priceStep), roundUpToStep(expected, priceStep));
  }
  const worst = divideUp<Price>(multiply(expected, Math.max(10_000 - Number(bps), 0).toFixed(6)), "10000");
  return minimum(roundUpToStep(worst, priceStep), roundDownToStep(expected, priceStep));
}

/** How much worse a limit price is than an expected one, in basis points of the latter; negative when it is better. */
import type { Side } from "@/lib/engine/model";
import { type Price, toFloat } from "@/lib/money";

export function slippageBps(side: Side, expected: Price, limit: Price): number {
  const ratio = toFloat(limit) / toFloat(expected) - 1;
  return (side === "buy" ? ratio : -ratio) * 10_000;
}

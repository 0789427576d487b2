/** What is ours among a venue's open orders, and what an approver left out of a plan (pure). */
import type { AssetId, Side } from "@/lib/engine/model";

const OUR_ORDER = /^ek[a-z0-9_-]+-\d+-\d+$/i;

/** By the form of the ids we give (see client-order-id). */
export const isOurs = (clientOrderId: string | null): boolean =>
  clientOrderId !== null && OUR_ORDER.test(clientOrderId);

/** Written by leaving out legs, where the side is one of the two. */
export const legsOf = (
  leftOut: readonly { asset: string; side: string }[],
): readonly { asset: AssetId; side: Side }[] =>
  leftOut.map(({ asset, side }) => ({ asset, side: side === "buy" ? "buy" : "sell" }));

import { fills, postings } from "@/drizzle/schema";
import type { RunOrder } from "@/lib/engine/execution/run";
import { imbalanceOf } from "@/lib/engine/ledger/balances";
import { postFill } from "@/lib/engine/ledger/post-fill";
import type { VenueFill } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { newId } from "../id";

/** Something that must not be: stops the portfolio, not the process. */
export class ContradictionError extends Error {
  override name = "ContradictionError";
}

/**
 * Books fills of one order: the fill and its ledger lines together, once. The unique index on the venue's fill id
 * has the last word, however often the venue tells.
 */
export async function bookFills(
  tx: Transaction,
  portfolioId: string,
  order: RunOrder,
  newFills: readonly VenueFill[],
  now: number,
): Promise<void> {
  for (const fill of newFills) {
    const fillId = newId(now);
    const at = new Date(fill.at);
    const [booked] = await tx
      .insert(fills)
      .values({
        id: fillId,
        orderId: order.id,
        venueId: order.venueId,
        symbol: order.symbol,
        venueFillId: fill.fillId,
        quantity: fill.quantity,
        price: fill.price,
        fee: fill.fee,
        feeAsset: fill.feeAsset,
        otherFees: fill.otherFees ?? [],
        at,
        createdAt: new Date(now),
      })
      .onConflictDoNothing()
      .returning({ id: fills.id });
    if (!booked) throw new ContradictionError(`Fill ${fill.fillId} of ${order.symbol} is booked for another order.`);
    const lines = postFill(fill, order);
    const [crooked] = imbalanceOf(lines).keys();
    if (crooked !== undefined) throw new ContradictionError(`The ledger lines of fill ${fill.fillId} miss ${crooked}.`);
    const entryId = newId(now);
    await tx
      .insert(postings)
      .values(
        lines.map((line) => ({ id: newId(now), portfolioId, entryId, ...line, fillId, at, createdAt: new Date(now) })),
      );
  }
}

import { fills, postings } from "@/drizzle/schema";
import type { RunOrder } from "@/lib/engine/execution/run";
import { imbalanceOf } from "@/lib/engine/ledger/balances";
import { postFill } from "@/lib/engine/ledger/post-fill";
import type { LedgerFault, VenueFill } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { newId } from "../../id";

/** Something that must not be: stops the portfolio, not the process. */
export class ContradictionError extends Error {
  override name = "ContradictionError";
  readonly fault: LedgerFault;

  constructor(fault: LedgerFault) {
    super(JSON.stringify(fault));
    this.fault = fault;
  }
}

/**
 * Books fills of one order: the fill and its ledger lines together, once. The unique index on the venue's fill id
 * has the last word, however often the venue reports it.
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
    if (!booked)
      throw new ContradictionError({ kind: "fill-of-another-order", symbol: order.symbol, fillId: fill.fillId });
    const lines = postFill(fill, order);
    const [crooked] = imbalanceOf(lines).keys();
    if (crooked !== undefined)
      throw new ContradictionError({ kind: "unbalanced-fill", asset: crooked, fillId: fill.fillId });
    const entryId = newId(now);
    await tx
      .insert(postings)
      .values(
        lines.map((line) => ({ id: newId(now), portfolioId, entryId, ...line, fillId, at, createdAt: new Date(now) })),
      );
  }
}

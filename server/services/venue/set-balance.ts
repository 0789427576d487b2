import { and, eq } from "drizzle-orm";
import { venueBalances } from "@/drizzle/schema";
import { decimal, isZero, type Quantity } from "@/lib/money";
import { SetBalanceInput } from "@/lib/schemas/venue";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { getVenueRow } from "./get";

/** Writes down what a paper or manual venue holds. Zero takes the asset off the list. */
export async function setBalance(ctx: ServiceContext, raw: SetBalanceInput) {
  const input = SetBalanceInput.parse(raw);
  const row = await getVenueRow(ctx, input.venueId);
  if (row.kind === "exchange")
    throw new PreconditionError(`${row.name} shows its own balances; they cannot be written by hand.`);
  const place = and(eq(venueBalances.venueId, row.id), eq(venueBalances.asset, input.asset));
  const quantity = decimal<Quantity>(input.quantity);
  await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select({ quantity: venueBalances.quantity }).from(venueBalances).where(place);
    const at = new Date(ctx.now());
    const note = input.note === undefined ? {} : { note: input.note };
    if (isZero(quantity)) await tx.delete(venueBalances).where(place);
    else
      await tx
        .insert(venueBalances)
        .values({ venueId: row.id, asset: input.asset, quantity, ...note, updatedAt: at })
        .onConflictDoUpdate({
          target: [venueBalances.venueId, venueBalances.asset],
          set: { quantity, ...note, updatedAt: at },
        });
    await recordAudit(
      tx,
      ctx,
      {
        action: "venue.set-balance",
        venue: row.name,
        asset: input.asset,
        before: decimal(before?.quantity ?? "0"),
        after: quantity,
      },
      { subjectKind: "venue", subjectId: row.id },
    );
  });
  return { venueId: row.id };
}

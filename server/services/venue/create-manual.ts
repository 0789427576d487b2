import { venueBalances, venues } from "@/drizzle/schema";
import { isZero, quantity } from "@/lib/money";
import { CreateManualInput } from "@/lib/schemas/venue";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { newId } from "../id";

/** A list of holdings kept by hand, such as cold storage: counted, locked. */
export async function createManual(ctx: ServiceContext, raw: CreateManualInput) {
  const input = CreateManualInput.parse(raw);
  const venueId = newId(ctx.now());
  await ctx.db.transaction(async (tx) => {
    const at = new Date(ctx.now());
    await tx
      .insert(venues)
      .values({ id: venueId, ownerId: ownerIdOf(ctx), kind: "manual", name: input.name, lastOkAt: at });
    const rows = input.balances.filter((balance) => !isZero(balance.quantity));
    if (rows.length > 0)
      await tx
        .insert(venueBalances)
        .values(
          rows.map((row) => ({ venueId, asset: row.asset, quantity: quantity(row.quantity), note: row.note ?? null })),
        );
    await recordAudit(
      tx,
      ctx,
      { action: "venue.create-manual", name: input.name, count: rows.length },
      { subjectKind: "venue", subjectId: venueId },
    );
  });
  return { venueId };
}

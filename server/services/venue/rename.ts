import { eq } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { RenameVenueInput } from "@/lib/schemas/venue";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { getVenueRow } from "./get";

export async function renameVenue(ctx: ServiceContext, raw: RenameVenueInput) {
  const input = RenameVenueInput.parse(raw);
  const row = await getVenueRow(ctx, input.venueId);
  await ctx.db.transaction(async (tx) => {
    await tx.update(venues).set({ name: input.name }).where(eq(venues.id, row.id));
    await recordAudit(
      tx,
      ctx,
      { action: "venue.rename", before: row.name, name: input.name },
      { subjectKind: "venue", subjectId: row.id },
    );
  });
  return { venueId: row.id };
}

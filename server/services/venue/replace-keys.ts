import { eq } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { describeKeyRights } from "@/lib/format/describe-key-rights";
import { ReplaceKeysInput } from "@/lib/schemas/venue";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { checkKeys, readCredentials } from "./check-keys";
import { getVenueRow } from "./get";
import { NO_PROBLEM } from "./refresh-health";
import { rememberedRights } from "./remembered-rights";
import { sealKeys } from "./seal-keys";

/** New keys for the same account. The old ones stay in force unless the new ones work. */
export async function replaceKeys(ctx: ServiceContext, raw: ReplaceKeysInput) {
  const input = ReplaceKeysInput.parse(raw);
  const row = await getVenueRow(ctx, input.venueId);
  const exchange = (await ctx.venues.describeExchanges()).find((known) => known.id === row.exchangeId);
  if (row.kind !== "exchange" || !exchange) throw new PreconditionError(`"${row.name}" has no keys to replace.`);
  const credentials = readCredentials(exchange, input.credentials);
  const { permissions, latencyMs } = await checkKeys(ctx, exchange, credentials);
  await ctx.db.transaction(async (tx) => {
    await sealKeys(tx, ctx, row.id, credentials);
    const config = { ...row.config, permissions: rememberedRights(permissions) };
    await tx
      .update(venues)
      .set({ config, latencyMs, lastOkAt: new Date(ctx.now()), ...NO_PROBLEM })
      .where(eq(venues.id, row.id));
    await recordAudit(
      tx,
      ctx,
      { action: "venue.replace-keys", name: row.name },
      { subjectKind: "venue", subjectId: row.id },
    );
  });
  await ctx.venues.forget(row.id);
  return { venueId: row.id, notes: describeKeyRights(permissions, ctx.now()) };
}

import { eq } from "drizzle-orm";
import { venueSecrets } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import type { Credentials } from "@/server/exchanges/venue";
import { ownerIdOf, type ServiceContext } from "../context";

/** Replaces all sealed fields of a venue: one row per field, nothing of the old keys is left. */
export async function sealKeys(tx: Transaction, ctx: ServiceContext, venueId: string, credentials: Credentials) {
  await tx.delete(venueSecrets).where(eq(venueSecrets.venueId, venueId));
  const rows = Object.entries(credentials).map(([field, plain]) => ({
    venueId,
    field,
    sealed: ctx.secrets.seal({ ownerId: ownerIdOf(ctx), venueId, field }, plain),
  }));
  if (rows.length > 0) await tx.insert(venueSecrets).values(rows);
}

import { eq } from "drizzle-orm";
import { venueSecrets } from "@/drizzle/schema";
import type { VenueSpec } from "@/server/exchanges/registry";
import { type Credentials, type Venue, VenueError } from "@/server/exchanges/venue";
import { SIMULATED_SEED } from "@/server/market-data/simulated";
import type { SecretPlace } from "@/server/secrets/vault";
import type { ServiceContext } from "../context";
import { getVenueRow, type VenueRow } from "./get";
import { createPaperStore } from "./paper-store";

export type VenueAccess = Pick<ServiceContext, "db" | "actor" | "venues" | "secrets">;

/** Opens the owner's venue: stored row, keys unsealed for as long as the adapter lives, adapter from the directory. */
export async function openVenue(ctx: VenueAccess, venueId: string): Promise<Venue> {
  return openVenueRow(ctx, await getVenueRow(ctx, venueId));
}

/** The same for a row that was already loaded and checked. */
export async function openVenueRow(ctx: VenueAccess, row: VenueRow): Promise<Venue> {
  return ctx.venues.open(await specOf(ctx, row));
}

async function specOf(ctx: VenueAccess, row: VenueRow): Promise<VenueSpec> {
  const { id: venueId, name } = row;
  if (row.kind === "manual") return { kind: "manual", venueId, name, store: createPaperStore(ctx.db, venueId) };
  if (row.kind === "exchange") {
    const credentials = await openCredentials(ctx, row);
    return { kind: "exchange", venueId, name, exchangeId: row.exchangeId ?? "", credentials };
  }
  const config = row.config;
  return {
    kind: "paper",
    venueId,
    name,
    feeRate: config.feeRate ?? "0.001",
    prices: config.prices ?? "simulated",
    seed: config.seed ?? SIMULATED_SEED,
    store: createPaperStore(ctx.db, venueId),
  };
}

export async function openCredentials(
  ctx: Pick<ServiceContext, "db" | "secrets">,
  row: VenueRow,
): Promise<Credentials> {
  const sealed = await ctx.db.select().from(venueSecrets).where(eq(venueSecrets.venueId, row.id));
  return Object.fromEntries(
    sealed.map(({ field, sealed: text }) => [
      field,
      unseal(ctx, { ownerId: row.ownerId, venueId: row.id, field }, text),
    ]),
  );
}

/**
 * A lost master key is this venue's trouble, shown like any other: an approval is refused with a reason, not by
 * accident.
 */
function unseal({ secrets }: Pick<ServiceContext, "secrets">, place: SecretPlace, sealed: string): string {
  try {
    return secrets.open(place, sealed);
  } catch (error) {
    throw new VenueError(
      "authentication",
      error instanceof Error ? error.message : "The stored keys cannot be opened.",
    );
  }
}

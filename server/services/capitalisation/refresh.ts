import { and, desc, inArray, isNull } from "drizzle-orm";
import { capitalisations } from "@/drizzle/schema";
import type { AssetId, Capitalisation } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";

/** A figure this young is not queried again: capitalisations move with prices, rules read them monthly. */
const FRESH_MS = 6 * 3_600_000;

export type CapitalisationDependencies = Pick<ServiceContext, "db" | "now" | "log" | "capitalisations">;

/**
 * Queries the public source for what is older than six hours or not known, and stores it. What it does not know is
 * returned, so that its owner can be notified; a source that does not answer throws and leaves the last figures in use.
 */
export async function refreshCapitalisations(
  deps: CapitalisationDependencies,
  assets: readonly AssetId[],
): Promise<{ stored: number; unknown: readonly AssetId[] }> {
  if (assets.length === 0) return { stored: 0, unknown: [] };
  const source = deps.capitalisations;
  if (!source) throw new PreconditionError("No source of capitalisations is set up. Upload your own.");
  const rows = await deps.db
    .selectDistinctOn([capitalisations.asset], { asset: capitalisations.asset, at: capitalisations.at })
    .from(capitalisations)
    .where(and(inArray(capitalisations.asset, [...assets]), isNull(capitalisations.ownerId)))
    .orderBy(capitalisations.asset, desc(capitalisations.at));
  const fresh = new Set(rows.flatMap((row) => (deps.now() - row.at.getTime() < FRESH_MS ? [row.asset] : [])));
  const wanted = assets.filter((asset) => !fresh.has(asset));
  if (wanted.length === 0) return { stored: 0, unknown: [] };
  const found = await source.fetch(wanted);
  const known = new Set(found.map(({ asset }) => asset));
  await storeCapitalisations(deps, null, found);
  return { stored: found.length, unknown: wanted.filter((asset) => !known.has(asset)) };
}

export async function storeCapitalisations(
  { db }: Pick<ServiceContext, "db">,
  ownerId: string | null,
  rows: readonly Capitalisation[],
): Promise<void> {
  const BATCH = 1_000;
  for (let from = 0; from < rows.length; from += BATCH)
    await db
      .insert(capitalisations)
      .values(rows.slice(from, from + BATCH).map(({ at, ...row }) => ({ ...row, ownerId, at: new Date(at) })))
      .onConflictDoNothing();
}

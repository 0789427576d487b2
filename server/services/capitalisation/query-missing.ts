import type { AssetId } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { latestCapitalisations } from "./latest";
import { refreshCapitalisations } from "./refresh";

/** A source that was queried in vain is not queried again for this long. */
const RECHECK_MS = 10 * 60_000;
const queriedAt = new Map<AssetId, number>();

/**
 * Queries the public source for what is not known at all, so that a new policy need not wait for the hourly round.
 * Never throws.
 */
export async function queryMissing(ctx: ServiceContext, assets: readonly AssetId[]): Promise<void> {
  if (assets.length === 0 || !ctx.capitalisations) return;
  const known = new Set((await latestCapitalisations(ctx, assets)).map((row) => row.asset));
  const wanted = assets.filter((asset) => !known.has(asset) && ctx.now() - (queriedAt.get(asset) ?? 0) > RECHECK_MS);
  if (wanted.length === 0) return;
  for (const asset of wanted) queriedAt.set(asset, ctx.now());
  await refreshCapitalisations(ctx, wanted).catch((error) =>
    ctx.log.warn({ err: error }, "Capitalisations could not be queried"),
  );
}

import type { AssetId } from "@/lib/engine/model";
import { CapitalisationError } from "@/server/market-data/capitalisations";
import { ownerIdOf, type ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { latestCapitalisations } from "./latest";
import { assetsInUse } from "./needed";
import { ownCapitalisations } from "./own";
import { refreshCapitalisations } from "./refresh";
import type { CapitalisationsView } from "./types";

/** What the owner's rules read, and what the owner brought in, each with value, age and source. */
export async function listCapitalisations(ctx: ServiceContext): Promise<CapitalisationsView> {
  const used = await assetsInUse(ctx.db, ownerIdOf(ctx));
  const own = await ownCapitalisations(ctx);
  const assets = [...new Set([...used, ...own.assets])].sort();
  const known = new Map((await latestCapitalisations(ctx, assets)).map((row) => [row.asset, row]));
  return {
    rows: assets.map((asset) => {
      const row = known.get(asset);
      return {
        asset,
        value: row?.value ?? null,
        at: row?.at ?? null,
        source: row?.source ?? null,
        isUsed: used.includes(asset),
      };
    }),
    publicSource: ctx.capitalisations?.label ?? null,
    ownFile: own.file,
  };
}

/** Queries the public source now. `assets` may be of a draft that is not saved yet. */
export async function requestCapitalisations(
  ctx: ServiceContext,
  assets: readonly AssetId[],
): Promise<{ unknown: readonly AssetId[] }> {
  try {
    const wanted = assets.length > 0 ? assets : await assetsInUse(ctx.db, ownerIdOf(ctx));
    const { unknown } = await refreshCapitalisations(ctx, wanted);
    return { unknown };
  } catch (error) {
    if (!(error instanceof CapitalisationError)) throw error;
    ctx.log.warn({ err: error }, "The capitalisations could not be refreshed");
    throw new PreconditionError(error.message);
  }
}

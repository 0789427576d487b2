import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { capitalisations } from "@/drizzle/schema";
import type { AssetId, Capitalisation, CapitalisationTable } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";

/** The newest figure of each asset: the owner's own where there is one, else the public one. Unknown assets are absent. */
export async function latestCapitalisations(
  ctx: Pick<ServiceContext, "db" | "actor">,
  assets: readonly AssetId[],
): Promise<readonly Capitalisation[]> {
  if (assets.length === 0) return [];
  const columns = { ownerId: capitalisations.ownerId, asset: capitalisations.asset, at: capitalisations.at };
  const rows = await ctx.db
    .selectDistinctOn([capitalisations.asset, capitalisations.ownerId], {
      ...columns,
      value: capitalisations.value,
      source: capitalisations.source,
    })
    .from(capitalisations)
    .where(and(inArray(capitalisations.asset, [...assets]), isVisible(ctx)))
    .orderBy(capitalisations.asset, capitalisations.ownerId, desc(capitalisations.at));
  return assets.flatMap((asset) => {
    const known = rows.filter((row) => row.asset === asset);
    const row = known.find(({ ownerId }) => ownerId !== null) ?? known[0];
    return row ? [{ asset, value: row.value, at: row.at.getTime(), source: row.source }] : [];
  });
}

/** All figures by day, oldest first, for a backtest: each day knows what was last known then. null: none of any asset. */
export async function capitalisationTable(
  ctx: Pick<ServiceContext, "db" | "actor">,
  assets: readonly AssetId[],
): Promise<CapitalisationTable | null> {
  if (assets.length === 0) return null;
  const rows = await ctx.db
    .select()
    .from(capitalisations)
    .where(and(inArray(capitalisations.asset, [...assets]), isVisible(ctx)))
    .orderBy(capitalisations.at);
  if (rows.length === 0) return null;
  const hasOwn = new Set(rows.flatMap((row) => (row.ownerId === null ? [] : [row.asset])));
  const counted = rows.filter((row) => row.ownerId !== null || !hasOwn.has(row.asset));
  const times = [...new Set(counted.map((row) => row.at.getTime()))];
  const values = new Float64Array(assets.length * times.length);
  const placeOf = new Map(times.map((at, index) => [at, index]));
  for (const row of counted)
    values[assets.indexOf(row.asset) * times.length + placeOf.get(row.at.getTime())!] = row.value;
  for (let column = 0; column < assets.length; column += 1)
    for (let bar = 1; bar < times.length; bar += 1) {
      const cell = column * times.length + bar;
      if (values[cell] === 0) values[cell] = values[cell - 1]!;
    }
  return { assets: [...assets], times: Float64Array.from(times), values };
}

const isVisible = (ctx: Pick<ServiceContext, "actor">) =>
  or(isNull(capitalisations.ownerId), eq(capitalisations.ownerId, ownerIdOf(ctx)));

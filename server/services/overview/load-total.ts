/** The index of an owner's portfolios with the total made of it: what the overview, its list and its chart stand on. */
import { eq } from "drizzle-orm";
import { ownerSettings } from "@/drizzle/schema";
import type { AssetId } from "@/lib/engine/model";
import { ownerIdOf, type ServiceContext } from "../context";
import { oncePerRender } from "../once-per-render";
import { loadIndex, type PortfolioIndex } from "./load-index";
import { assetsOutside, loadOutside } from "./load-outside";
import { loadPriceBook, type PriceBook } from "./price-book";
import { type Total, totalOf } from "./total";

export interface LoadedTotal {
  index: PortfolioIndex;
  prices: PriceBook;
  total: Total;
}

export const loadTotal = oncePerRender(async (ctx: ServiceContext): Promise<LoadedTotal> => {
  const [index, chosen] = await Promise.all([loadIndex(ctx), baseCurrencyOf(ctx)]);
  const outside = await loadOutside(ctx, index);
  const wanted = [...index.rows.map((row) => row.baseCurrency), ...assetsOutside(outside)];
  const prices = await loadPriceBook(ctx, index, wanted, chosen);
  const only = onlyCurrency(index);
  if (only === null || prices.has(only)) return { index, prices, total: totalOf(index.rows, outside, prices, chosen) };
  // No market leads to the chosen currency from the one they all think in: a total in that is worth more than none.
  const own = await loadPriceBook(ctx, index, wanted, only);
  return { index, prices: own, total: totalOf(index.rows, outside, own, only) };
});

/** What the owner wants sums in. */
async function baseCurrencyOf(ctx: Pick<ServiceContext, "db" | "actor">): Promise<AssetId> {
  const [settings] = await ctx.db
    .select({ baseCurrency: ownerSettings.baseCurrency })
    .from(ownerSettings)
    .where(eq(ownerSettings.ownerId, ownerIdOf(ctx)));
  return settings?.baseCurrency ?? "USDT";
}

function onlyCurrency({ rows }: PortfolioIndex): AssetId | null {
  const [first, ...others] = new Set(rows.map((row) => row.baseCurrency));
  return first === undefined || others.length > 0 ? null : first;
}

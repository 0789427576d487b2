import type { AssetId } from "@/lib/engine/model";
import { multiply } from "@/lib/money";
import type { ServiceContext } from "../context";
import { loadIndex } from "./load-index";
import { loadPriceBook } from "./price-book";

/**
 * What a portfolio is worth in its owner's base currency, by the rate that the overview's total takes. Everything else on
 * its pages stays in its own currency: its policy, limits and orders are written in that. null: there is nothing to convert.
 */
export async function convertForOwner(
  ctx: ServiceContext,
  { baseCurrency, value }: { baseCurrency: AssetId; value: string | null },
  currency: AssetId,
): Promise<{ currency: AssetId; value: string | null } | null> {
  if (currency === baseCurrency || value === null) return null;
  const prices = await loadPriceBook(ctx, await loadIndex(ctx), [baseCurrency], currency);
  const rate = prices.get(baseCurrency);
  return rate === undefined ? null : { currency, value: multiply(value, rate) };
}

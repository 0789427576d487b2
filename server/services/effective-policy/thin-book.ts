import type { AssetId, Snapshot } from "@/lib/engine/model";
import { toFloat } from "@/lib/money";

/**
 * Whether every book that quotes an asset against what the policy trades in is too thin to price it: one side missing, or
 * half the spread past the bound. An asset nobody quotes is not judged here.
 */
export function isThinlyQuoted(
  asset: AssetId,
  { venues }: Pick<Snapshot, "venues">,
  quoteAsset: AssetId,
  halfSpreadBpsMax: number,
): boolean {
  let isQuoted = false;
  for (const venue of venues) {
    const symbols = new Set(
      venue.markets
        .filter(
          ({ base, quote }) => (base === asset && quote === quoteAsset) || (base === quoteAsset && quote === asset),
        )
        .map(({ symbol }) => symbol),
    );
    for (const { symbol, bid, ask } of venue.quotes) {
      if (!symbols.has(symbol)) continue;
      isQuoted = true;
      const [low, high] = [toFloat(bid), toFloat(ask)];
      if (low > 0 && high > 0 && ((high - low) / (high + low)) * 10_000 <= halfSpreadBpsMax) return false;
    }
  }
  return isQuoted;
}

/**
 * Fees as screens see them.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { Side } from "@/lib/engine/model";
import type { AssetQuantity, FeeTotal } from "./value-fee";

/** One fee of one fill. */
export interface FeeRow {
  id: string;
  at: number;
  rebalanceId: string;
  side: Side;
  symbol: string;
  venueName: string;
  asset: string;
  quantity: string;
  /** In the base currency, at the price of the fill; null: not known. */
  value: string | null;
}

export interface FeeMonth extends FeeTotal {
  /** "2026-10", in the owner's time zone. */
  month: string;
  unvalued: readonly AssetQuantity[];
  fillCount: number;
  /** What the fills traded, in the base currency, as far as it is known. */
  traded: string;
}

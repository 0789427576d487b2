/**
 * Deposits and withdrawals as screens see them.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { FlowKind } from "@/lib/schemas/history";

export interface CashFlowRow {
  id: string;
  at: number;
  kind: FlowKind;
  asset: string;
  name: string;
  /** Without a sign: `kind` says which way. */
  quantity: string;
  /** In the base currency, at the price of the check that booked it; null: not known. */
  value: string | null;
  venueName: string | null;
}

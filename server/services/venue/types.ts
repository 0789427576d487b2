/**
 * Venues as screens see them.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type { VenueKind, VenueProblemKind } from "@/lib/engine/model";
import type { DivisionView } from "../allotment/types";
import type { UnknownOrderView } from "../order/types";

export interface VenueView {
  id: string;
  kind: VenueKind;
  name: string;
  exchangeId: string | null;
  exchangeName: string | null;
  isSimulated: boolean;
  latencyMs: number | null;
  lastOkAt: number | null;
  /**
   * `kind` null: it failed in a way without a name of its own, or before 0.3. `until`: when it may be queried again.
   */
  problem: { message: string; since: number; kind?: VenueProblemKind | null; until?: number | null } | null;
  /** Queried there now. */
  unknownOrders: readonly UnknownOrderView[];
  permissions: {
    canTrade: boolean | null;
    canWithdraw: boolean | null;
    canMargin?: boolean | null;
    canFutures?: boolean | null;
    tradingEndsAt?: number | null;
  } | null;
  credentialFields: readonly string[];
  balances: readonly { asset: string; quantity: string; valueBase: string | null; note: string | null }[];
  portfolios: readonly { id: string; name: string }[];
  /** How its portfolios divide it; null: it is one's alone, or nobody's. */
  division: DivisionView | null;
}

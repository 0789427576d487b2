/**
 * A rebalance as its own screen and as a row of a list.
 * Money, prices and quantities are decimal strings; weights, drifts and returns are float64 shares (0.474 = 47.4 %);
 * instants are epoch ms. `null` always means "none" or "not known", and is shown as such.
 */
import type {
  Achieved,
  Autonomy,
  DescribedLimit,
  Plan,
  RebalanceOrigin,
  RebalanceState,
  Side,
  TriggerReason,
} from "@/lib/engine/model";
import type { AssetQuantity } from "../fee/value-fee";
import type { OrderView } from "../order/types";
import type { AllocationRow, PortfolioMode } from "../portfolio/types";

export interface RebalanceView {
  id: string;
  portfolioId: string;
  portfolioName: string;
  mode: PortfolioMode;
  /** Where the plan's orders go, by the ids they name. */
  venues: readonly { id: string; name: string }[];
  baseCurrency: string;
  state: RebalanceState;
  origin: RebalanceOrigin;
  /** "Bring Bitcoin back to target" */
  title: string;
  /** Paragraphs that say why. */
  why: readonly string[];
  ifNothing: string;
  reasons: readonly TriggerReason[];
  plan: Plan;
  allocation: readonly AllocationRow[];
  limitChecks: readonly DescribedLimit[];
  /** What it counts and was suspect when it was planned, a sentence each: whoever approves is shown them. */
  suspects: readonly string[];
  leftOut: readonly { asset: string; side: string }[];
  proposedAt: number;
  expiresAt: number;
  approvedAt: number | null;
  approvedBy: string | null;
  startedAt: number | null;
  finishedAt: number | null;
  outcome: string | null;
  differences: readonly { asset: string; ledger: string; venue: string }[] | null;
  /** The owner took the venue's word; null: nobody did, and differences hold back the next run. */
  differencesAcceptedAt: number | null;
  supersededBy: string | null;
  orders: readonly OrderView[];
  timeline: readonly { at: number; event: string; text: string; orderId: string | null }[];
  /** After fills: what it really cost, base currency. */
  realised: {
    traded: string;
    fees: string;
    /** Fees in assets that nobody priced then: not in `fees`. */
    unvaluedFees: readonly AssetQuantity[];
    againstPlan: string;
  } | null;
  /** What it came to; null while it runs, for what was never traded, and for runs before 0.3. */
  achieved: Achieved | null;
  autonomy: Autonomy;
}

export interface RebalanceRow {
  id: string;
  portfolioId: string;
  portfolioName: string;
  state: RebalanceState;
  origin: RebalanceOrigin;
  title: string;
  at: number;
  tradedBase: string;
  /** null: nothing was filled. */
  fees: string | null;
  /** Fees in assets that nobody priced then: not in `fees`. */
  unvaluedFees: readonly AssetQuantity[];
  driftBefore: number;
  driftAfter: number;
  tradeCount: number;
  outcome: string | null;
  /** What it came to, beside the plan's figures above; null as in RebalanceView. */
  achieved: Achieved | null;
}

/** The list that is approved from: what is not in it is not approved by it. */
export interface WaitingList {
  /** The kill switch is on: nothing can be approved. */
  isStopped: boolean;
  /** All that wait; `rows` are the first of them to expire. */
  count: number;
  rows: readonly WaitingRow[];
}

export interface WaitingRow {
  rebalanceId: string;
  /** What an approval names: another plan is not approved. */
  planHash: string;
  portfolioId: string;
  portfolioName: string;
  mode: PortfolioMode;
  venues: readonly { id: string; name: string }[];
  baseCurrency: string;
  title: string;
  /** One sentence. */
  why: string;
  trades: readonly { side: Side; base: string; quote: string; notionalBase: string }[];
  tradedBase: string;
  cost: string;
  costBps: number;
  driftBefore: number;
  driftAfter: number;
  expiresAt: number;
  /** Why it cannot be approved as it stands; null: it can. */
  problem: string | null;
  /** What whoever approves is to know: more than the autopilot may do, what is counted and suspect. */
  notes: readonly string[];
}

/**
 * Whether a proposal may still be approved. What the owner saw must be what is executed: same plan, not expired, and
 * no traded price further from the plan than the owner's tolerance, in either direction. Whether the plan is still what
 * would be planned now is checked beside it (see plan-change).
 *
 * A refusal is a value with its facts; the sentence is made in lib/format. Checks run from the most final to the most
 * passing: a run that was declined is not called expired.
 */
import type {
  AssetId,
  MarketSymbol,
  Plan,
  PlanChange,
  Quote,
  RebalanceState,
  SuspectFact,
  VenueId,
} from "@/lib/engine/model";
import { isPositive, toFloat } from "@/lib/money";

export interface ApprovalFacts {
  state: RebalanceState;
  planHash: string;
  expiresAt: number;
  plan: Plan;
  /** Of the policy in force when it was proposed. */
  priceToleranceBps: number;
  /** Oldest price an approval may rest on, in ms; of the same policy. */
  priceAgeMsMax: number;
  /** Kill switch or paused portfolio. */
  stopped: boolean;
}

export type ApprovalRefusal =
  | { reason: "not-proposed"; state: RebalanceState }
  | { reason: "stopped" }
  | { reason: "expired"; expiredAt: number }
  | { reason: "plan-changed" }
  | { reason: "price-missing"; symbol: MarketSymbol }
  | { reason: "prices-moved"; symbol: MarketSymbol; movedBps: number; toleranceBps: number }
  /** The plan made now is another one. */
  | { reason: "world-changed"; change: PlanChange }
  /** Whoever approves must know what is suspect, and nothing is sent on it. */
  | { reason: "unconfirmed"; suspects: readonly SuspectFact[] }
  | { reason: "unexplained-difference"; assets: readonly AssetId[] }
  | { reason: "venue-unavailable"; message: string };

export type ApprovalVerdict = { kind: "approved" } | ({ kind: "refused" } & ApprovalRefusal);

export type FreshQuote = Quote & { venueId: VenueId };

/** Float noise of a ratio: a move of exactly the tolerance is within it. */
const NOISE_BPS = 1e-6;

/** What needs no fresh price; null: nothing speaks against it. */
export function refusedAtOnce(
  facts: Omit<ApprovalFacts, "plan" | "priceToleranceBps" | "priceAgeMsMax">,
  planHash: string,
  now: number,
): ApprovalRefusal | null {
  if (facts.state !== "proposed") return { reason: "not-proposed", state: facts.state };
  if (facts.stopped) return { reason: "stopped" };
  if (facts.planHash !== planHash) return { reason: "plan-changed" };
  return now >= facts.expiresAt ? { reason: "expired", expiredAt: facts.expiresAt } : null;
}

/** `planHash` is what the approver saw; `quotes` are fresh tops of book of the traded markets. Now is epoch ms. */
export function canApprove(
  facts: ApprovalFacts,
  planHash: string,
  quotes: readonly FreshQuote[],
  now: number,
): ApprovalVerdict {
  const refusal = refusedAtOnce(facts, planHash, now);
  if (refusal !== null) return { kind: "refused", ...refusal };

  let worst: { symbol: MarketSymbol; movedBps: number } | null = null;
  for (const order of facts.plan.orders) {
    const quote = quotes.find((each) => each.venueId === order.venueId && each.symbol === order.symbol);
    const price = order.side === "buy" ? quote?.ask : quote?.bid;
    if (quote === undefined || price === undefined || !isPositive(price) || now - quote.at > facts.priceAgeMsMax) {
      return { kind: "refused", reason: "price-missing", symbol: order.symbol };
    }
    const movedBps = (toFloat(price) / toFloat(order.expectedPrice) - 1) * 10_000;
    if (worst === null || Math.abs(movedBps) > Math.abs(worst.movedBps)) worst = { symbol: order.symbol, movedBps };
  }
  if (worst !== null && Math.abs(worst.movedBps) > facts.priceToleranceBps + NOISE_BPS) {
    return { kind: "refused", reason: "prices-moved", ...worst, toleranceBps: facts.priceToleranceBps };
  }
  return { kind: "approved" };
}

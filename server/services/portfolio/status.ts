/**
 * What the banner under a portfolio's head says (pure). One thing speaks at a time, the gravest first: the kill switch,
 * a halt, a run under way, a proposal to review, something broken, a limit that holds back, then why it holds.
 */
import { DECLINE_STEP, type HoldReason, type PendingRebalance } from "@/lib/engine/model";
import {
  describeBlocked,
  describeHold,
  describeStatus,
  describeVerdict,
  describeWidestBreach,
  isEnding,
  isFirstPurchase,
  type Reader,
  titleOfFirstPurchase,
  titleOfRebalance,
} from "@/lib/format";
import { type LiveRebalance, type PortfolioFacts, RUNNING } from "./load-facts";
import type { PortfolioStatus } from "./types";

const DAY_MS = 86_400_000;

export function statusOf(facts: PortfolioFacts, now: number): PortfolioStatus {
  const reader: Reader = { now, timeZone: facts.timeZone };
  const running = facts.rebalances.find((row) => RUNNING.has(row.state));
  return (
    (running && executing(running)) ??
    stopped(facts, reader) ??
    proposed(facts, reader) ??
    broken(facts, reader) ??
    blocked(facts, now) ??
    holding(facts, reader)
  );
}

function executing(row: LiveRebalance): PortfolioStatus {
  return {
    kind: "executing",
    rebalanceId: row.id,
    headline: titleOfRebalance(row.plan, row.reasons),
    tradedBase: row.plan.tradedBase,
    done: row.doneCount,
    of: row.plan.orders.length,
  };
}

function stopped({ portfolio, stopped: stop }: PortfolioFacts, reader: Reader): PortfolioStatus | null {
  const { haltedReason, isPaused } = portfolio;
  if (haltedReason)
    return { kind: "broken", ...describeStatus({ kind: "halted", reason: haltedReason }, reader), since: null };
  if (stop) return { kind: "stopped", ...describeStatus({ kind: "stopped", ...stop }, reader) };
  return isPaused ? { kind: "stopped", ...describeStatus({ kind: "paused" }, reader) } : null;
}

function proposed({ rebalances, policy }: PortfolioFacts, reader: Reader): PortfolioStatus | null {
  const row = rebalances.find((each) => each.state === "proposed" && each.expiresAt > reader.now);
  if (!row) return null;
  return {
    kind: "proposed",
    rebalanceId: row.id,
    headline:
      titleOfFirstPurchase(row.plan, row.reasons) ??
      describeWidestBreach(row.reasons, reader) ??
      titleOfRebalance(row.plan, row.reasons),
    tradeCount: row.plan.orders.length,
    tradedBase: row.plan.tradedBase,
    cost: row.plan.cost.total,
    costBps: row.plan.cost.bpsOfPortfolio,
    driftBefore: row.plan.driftBefore,
    driftAfter: row.plan.driftAfter,
    isFirstPurchase: isFirstPurchase(row.reasons),
    expiresAt: row.expiresAt,
    // Proposed under a limit that says no: more than the autopilot may do by itself.
    waitsForYou: policy.autonomy !== "auto" || row.problems.length > 0,
  };
}

function broken(
  { lastCheck, rebalances, pending, isCheckOverdue }: PortfolioFacts,
  reader: Reader,
): PortfolioStatus | null {
  if (isCheckOverdue) {
    const lastAt = lastCheck?.at ?? null;
    return { kind: "broken", ...describeStatus({ kind: "check-overdue", lastAt }, reader), since: lastAt };
  }
  if (lastCheck?.decision.kind === "hold") {
    const { reasons } = lastCheck.decision;
    const down = reasons.find((reason) => reason.kind === "venue-down");
    if (down || reasons.some(({ kind }) => kind === "price-missing")) {
      const since = down ? Math.min(...down.venues.map((venue) => venue.since)) : lastCheck.at;
      return { kind: "broken", ...describeHold(lastCheck.decision, reader), since };
    }
  }
  return ledgerDiffers(rebalances, reader) ?? givenUp(pending, reader);
}

/** Ledger and venue apart. Runs before 0.3 were shown for a day and held nothing back. */
function ledgerDiffers(rows: readonly LiveRebalance[], reader: Reader): PortfolioStatus | null {
  const ended = rows.find((row) => row.finishedAt !== null && row.differences !== null);
  if (!ended?.differences?.length || ended.finishedAt === null || ended.differencesAcceptedAt !== null) return null;
  const { differences, finishedAt } = ended;
  const isHolding = ended.achieved !== null;
  if (!isHolding && reader.now - finishedAt >= DAY_MS) return null;
  const finding = { kind: "ledger-differs", differences, isHolding } as const;
  return { kind: "broken", ...describeStatus(finding, reader), since: finishedAt };
}

function givenUp(pending: readonly PendingRebalance[], reader: Reader): PortfolioStatus | null {
  const row = pending.find((each) => each.state === "given-up");
  if (!row) return null;
  const finding = { kind: "given-up", attempts: row.attempts, until: row.restUntil } as const;
  return { kind: "broken", ...describeStatus(finding, reader), since: row.restingSince };
}

function blocked({ lastCheck, rebalances }: PortfolioFacts, now: number): PortfolioStatus | null {
  const row = rebalances.find((each) => each.id === lastCheck?.rebalanceId && each.state === "blocked");
  if (!row || row.expiresAt <= now) return null;
  return { kind: "blocked", rebalanceId: row.id, headline: describeBlocked(row.problems), problems: row.problems };
}

function holding(
  { lastCheck, policy, portfolio, rebalances, pending }: PortfolioFacts,
  reader: Reader,
): PortfolioStatus {
  if (!lastCheck) return { kind: "unchecked", ...describeStatus({ kind: "unchecked" }, reader) };
  const [newest] = rebalances;
  const ending = newest && isEnding(newest.state) ? newest : null;
  if (ending !== null && ending.finishedAt !== null && ending.finishedAt >= lastCheck.at) {
    const { baseCurrency } = portfolio;
    const nextTryAt = nextTry(pending, reader.now);
    const finding = { kind: "ended", ending, at: ending.finishedAt, baseCurrency, nextTryAt } as const;
    return { kind: "holding", ...describeStatus(finding, reader), reasons: restOf(pending) };
  }
  const { decision } = lastCheck;
  if (decision.kind === "hold")
    return { kind: "holding", ...describeHold(decision, reader, policy.autonomy), reasons: decision.reasons };
  const { headline, sentence } = describeVerdict({ decision, autonomy: policy.autonomy, rebalance: null }, reader);
  const after = ending?.outcome ? ` ${ending.outcome}` : "";
  return { kind: "holding", headline: `${headline}.`, detail: `${sentence}${after}`, reasons: [] };
}

function nextTry(pending: readonly PendingRebalance[], now: number): number | null {
  return (
    pending.find((row) => row.state === "open" && row.restUntil !== null && row.restUntil > now)?.restUntil ?? null
  );
}

/** What the owner declined, before a check has shown it: it can be taken back at once. */
function restOf(pending: readonly PendingRebalance[]): readonly HoldReason[] {
  const row = pending.find((each) => each.state === "resting");
  if (!row) return [];
  const { since, restingSince, restUntil, driftAtDecline } = row;
  return [
    {
      kind: "declined",
      since: restingSince ?? since,
      until: restUntil,
      drift: driftAtDecline ?? 0,
      step: DECLINE_STEP,
    },
  ];
}

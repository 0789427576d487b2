/**
 * What the strip under a portfolio's head says (pure). One thing asks at a time, the gravest first: the kill switch,
 * a halt, a run under way, a proposal to review, something broken, a limit that holds back, then why it holds.
 */
import { DECLINE_STEP, type HoldReason, type PendingRebalance } from "@/lib/engine/model";
import {
  describeHalt,
  describeHold,
  describeVerdict,
  describeWidestBreach,
  formatTime,
  type Reader,
  titleOfRebalance,
} from "@/lib/format";
import { describeEnding } from "./ending";
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
  if (portfolio.haltedReason)
    return {
      kind: "broken",
      headline: "Halted. This portfolio trades no more until you resume it.",
      detail: describeHalt(portfolio.haltedReason),
      since: null,
    };
  if (stop)
    return {
      kind: "stopped",
      headline: "All trading is stopped.",
      detail: `Since ${formatTime(stop.at, reader)}${stop.reason ? `: ${stop.reason}` : ""}. Checks go on, nothing is traded until you resume trading.`,
    };
  if (portfolio.isPaused)
    return {
      kind: "stopped",
      headline: "Paused.",
      detail: "Checks go on, nothing is proposed or traded until you resume it.",
    };
  return null;
}

function proposed({ rebalances, policy }: PortfolioFacts, reader: Reader): PortfolioStatus | null {
  const row = rebalances.find((each) => each.state === "proposed" && each.expiresAt > reader.now);
  if (!row) return null;
  return {
    kind: "proposed",
    rebalanceId: row.id,
    headline: describeWidestBreach(row.reasons, reader) ?? titleOfRebalance(row.plan, row.reasons),
    tradeCount: row.plan.orders.length,
    tradedBase: row.plan.tradedBase,
    cost: row.plan.cost.total,
    costBps: row.plan.cost.bpsOfPortfolio,
    driftBefore: row.plan.driftBefore,
    driftAfter: row.plan.driftAfter,
    expiresAt: row.expiresAt,
    // Proposed under a limit that says no: more than the autopilot may do by itself.
    waitsForYou: policy.autonomy !== "auto" || row.problems.length > 0,
  };
}

function broken(
  { lastCheck, rebalances, pending, isCheckOverdue }: PortfolioFacts,
  reader: Reader,
): PortfolioStatus | null {
  if (isCheckOverdue)
    return {
      kind: "broken",
      headline: lastCheck
        ? `No check since ${formatTime(lastCheck.at, reader)}.`
        : "The first check has not been done.",
      detail:
        "A check was due and is still not done. It is tried again each minute while a worker runs; the server's log says why it fails. Until it succeeds nothing is proposed.",
      since: lastCheck?.at ?? null,
    };
  if (lastCheck?.decision.kind === "hold") {
    const { reasons } = lastCheck.decision;
    const down = reasons.find((reason) => reason.kind === "venue-down");
    if (down || reasons.some(({ kind }) => kind === "price-missing")) {
      const since = down ? Math.min(...down.venues.map((venue) => venue.since)) : lastCheck.at;
      return { kind: "broken", ...describeHold(lastCheck.decision, reader), since };
    }
  }
  return apart(rebalances, reader.now) ?? givenUp(pending, reader);
}

/** Books and venue apart. Runs before 0.3 were told of for a day and held nothing back. */
function apart(rows: readonly LiveRebalance[], now: number): PortfolioStatus | null {
  const ended = rows.find((row) => row.finishedAt !== null && row.differences !== null);
  if (!ended?.differences?.length || ended.finishedAt === null || ended.differencesAcceptedAt !== null) return null;
  const isHolding = ended.achieved !== null;
  if (!isHolding && now - ended.finishedAt >= DAY_MS) return null;
  const list = ended.differences.map((row) => `${row.asset}: ledger ${row.ledger}, venue ${row.venue}`).join("; ");
  const next = isHolding
    ? "Nothing new is planned until they agree again, or you accept the difference on the rebalance's page."
    : "The difference is booked as a flow at the next check.";
  return {
    kind: "broken",
    headline: "The ledger and the venue differ after the last rebalance.",
    detail: `${list}. ${next} Compare it with the venue's own history.`,
    since: ended.finishedAt,
  };
}

function givenUp(pending: readonly PendingRebalance[], reader: Reader): PortfolioStatus | null {
  const row = pending.find((each) => each.state === "given-up");
  if (!row) return null;
  const until = row.restUntil === null ? "" : ` before ${formatTime(row.restUntil, reader)}`;
  return {
    kind: "broken",
    headline: `Given up for now: ${row.attempts} runs fell short.`,
    detail: `It is not tried again by itself${until}. Look at what the venue said of the orders; "Check now" tries again at once.`,
    since: row.restingSince,
  };
}

function blocked({ lastCheck, rebalances }: PortfolioFacts, now: number): PortfolioStatus | null {
  const row = rebalances.find((each) => each.id === lastCheck?.rebalanceId && each.state === "blocked");
  if (!row || row.expiresAt <= now) return null;
  return {
    kind: "blocked",
    rebalanceId: row.id,
    headline: `Not traded: ${row.problems[0] ?? "a limit holds it back."}`,
    problems: row.problems,
  };
}

const ENDINGS: Partial<Record<LiveRebalance["state"], string>> = {
  settled: "Rebalanced",
  incomplete: "The last run fell short",
  stopped: "Stopped before its end",
  halted: "Halted",
  declined: "You declined the last proposal",
  expired: "The last proposal expired",
};

function holding(
  { lastCheck, policy, portfolio, rebalances, pending }: PortfolioFacts,
  reader: Reader,
): PortfolioStatus {
  if (!lastCheck)
    return {
      kind: "unchecked",
      headline: "Not checked yet.",
      detail: "The first check asks the venues for holdings and prices. Check now, or wait for the next one.",
    };
  const [newest] = rebalances;
  const ending = newest && ENDINGS[newest.state];
  if (ending && newest.finishedAt !== null && newest.finishedAt >= lastCheck.at)
    return {
      kind: "holding",
      headline: `Holding. ${ending} at ${formatTime(newest.finishedAt, reader)}.`,
      detail: `${describeEnding(newest, portfolio.baseCurrency)}${nextTry(pending, reader)}`,
      reasons: restOf(pending),
    };
  const { decision } = lastCheck;
  if (decision.kind === "hold")
    return { kind: "holding", ...describeHold(decision, reader, policy.autonomy), reasons: decision.reasons };
  const told = describeVerdict({ decision, autonomy: policy.autonomy, rebalance: null }, reader);
  const after = ending && newest.outcome ? ` ${newest.outcome}` : "";
  return { kind: "holding", headline: `${told.headline}.`, detail: `${told.sentence}${after}`, reasons: [] };
}

function nextTry(pending: readonly PendingRebalance[], reader: Reader): string {
  const next = pending.find((row) => row.state === "open" && row.restUntil !== null && row.restUntil > reader.now);
  return next?.restUntil ? ` It is tried again at ${formatTime(next.restUntil, reader)}.` : "";
}

/** What the owner declined, before a check has told of it: it can be taken back from the first moment. */
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

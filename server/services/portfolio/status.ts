/**
 * What the strip under a portfolio's head says (pure). One thing asks at a time, the gravest first: the kill switch,
 * a halt, a run under way, a proposal to review, something broken, a limit that holds back, then why it holds.
 */
import { describeHold, describeWidestBreach, formatMoment, type Reader, titleOfRebalance } from "@/lib/format";
import type { PortfolioStatus } from "@/lib/schemas/views";
import { tellVerdict } from "../evaluation/tell";
import { describeEnding } from "./ending";
import { type LiveRebalance, type PortfolioFacts, RUNNING } from "./load-facts";

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
      detail: portfolio.haltedReason,
      since: null,
    };
  if (stop)
    return {
      kind: "stopped",
      headline: "All trading is stopped.",
      detail: `Since ${formatMoment(stop.at, reader)}${stop.reason ? `: ${stop.reason}` : ""}. Checks go on, nothing is traded until you resume trading.`,
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

function broken({ lastCheck, rebalances, isCheckOverdue }: PortfolioFacts, reader: Reader): PortfolioStatus | null {
  if (isCheckOverdue)
    return {
      kind: "broken",
      headline: lastCheck
        ? `No check since ${formatMoment(lastCheck.at, reader)}.`
        : "The first check has not been done.",
      detail:
        "A check was due and is still not done. It is tried again each minute while a worker runs; the server's log says why it fails. Until it succeeds nothing is proposed.",
      since: lastCheck?.at ?? null,
    };
  if (lastCheck?.decision.kind === "hold") {
    const { reasons } = lastCheck.decision;
    const down = reasons.find((reason) => reason.kind === "venue-down");
    if (down || reasons.some((reason) => reason.kind === "price-missing")) {
      const since = down ? Math.min(...down.venues.map((venue) => venue.since)) : lastCheck.at;
      return { kind: "broken", ...describeHold(lastCheck.decision, reader), since };
    }
  }
  const [ended] = rebalances.filter((row) => row.finishedAt !== null && row.differences !== null);
  if (ended?.differences?.length && ended.finishedAt !== null && reader.now - ended.finishedAt < DAY_MS) {
    const list = ended.differences.map((row) => `${row.asset}: ledger ${row.ledger}, venue ${row.venue}`).join("; ");
    return {
      kind: "broken",
      headline: "The ledger and the venue differ after the last rebalance.",
      detail: `${list}. The difference is booked as a flow at the next check; compare it with the venue's own history.`,
      since: ended.finishedAt,
    };
  }
  return null;
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

function holding({ lastCheck, policy, portfolio, rebalances }: PortfolioFacts, reader: Reader): PortfolioStatus {
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
      headline: `Holding. ${ending} at ${formatMoment(newest.finishedAt, reader)}.`,
      detail: describeEnding(newest, portfolio.baseCurrency),
      reasons: [],
    };
  const { decision } = lastCheck;
  if (decision.kind === "hold")
    return { kind: "holding", ...describeHold(decision, reader, policy.autonomy), reasons: decision.reasons };
  const told = tellVerdict({ decision, autonomy: policy.autonomy, rebalance: null }, reader);
  const after = ending && newest.outcome ? ` ${newest.outcome}` : "";
  return { kind: "holding", headline: `${told.headline}.`, detail: `${told.sentence}${after}`, reasons: [] };
}

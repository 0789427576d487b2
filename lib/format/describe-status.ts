/** What the banner under a portfolio's head says where it is not a decision's own sentence: a headline and its detail. */
import type { Difference, HaltReason, RebalanceState } from "@/lib/engine/model";
import { describeEnding, type Ending } from "./describe-ending";
import { isOnTarget } from "./describe-hold";
import { describeHalt } from "./describe-rebalance-outcome";
import { formatTime, type Reader } from "./time";

export type StatusFinding =
  | { kind: "halted"; reason: HaltReason }
  /** The kill switch; the reason is its owner's. */
  | { kind: "stopped"; at: number; reason: string | null }
  | { kind: "paused" }
  /** `lastAt` null: none was ever done. */
  | { kind: "check-overdue"; lastAt: number | null }
  /** `isHolding`: nothing is planned until it is settled; runs before 0.3 held nothing back. */
  | { kind: "ledger-differs"; differences: readonly Difference[]; isHolding: boolean }
  | { kind: "given-up"; attempts: number; until: number | null }
  | { kind: "unchecked" }
  /** `nextTryAt`: when what fell short is tried again; null: it is not. */
  | { kind: "ended"; ending: Ending; at: number; baseCurrency: string; nextTryAt: number | null };

export function describeStatus(finding: StatusFinding, reader: Reader): { headline: string; detail: string } {
  switch (finding.kind) {
    case "halted":
      return {
        headline: "Halted. This portfolio trades no more until you resume it.",
        detail: describeHalt(finding.reason),
      };
    case "stopped": {
      const since = `Since ${formatTime(finding.at, reader)}${finding.reason ? `: ${finding.reason}` : ""}.`;
      return {
        headline: "All trading is stopped.",
        detail: `${since} Checks go on, nothing is traded until you resume trading.`,
      };
    }
    case "paused":
      return { headline: "Paused.", detail: "Checks go on, nothing is proposed or traded until you resume it." };
    case "check-overdue":
      return {
        headline:
          finding.lastAt === null
            ? "The first check has not been done."
            : `No check since ${formatTime(finding.lastAt, reader)}.`,
        detail:
          "A check was due and is still not done. It is tried again each minute while a worker runs; the server's log says why it fails. Until it succeeds nothing is proposed.",
      };
    case "ledger-differs": {
      const list = finding.differences
        .map((row) => `${row.asset}: ledger ${row.ledger}, venue ${row.venue}`)
        .join("; ");
      const next = finding.isHolding
        ? "Nothing new is planned until they agree again, or you accept the difference on the rebalance's page."
        : "The difference is booked as a flow at the next check.";
      return {
        headline: "The ledger and the venue differ after the last rebalance.",
        detail: `${list}. ${next} Compare it with the venue's own history.`,
      };
    }
    case "given-up": {
      const until = finding.until === null ? "" : ` before ${formatTime(finding.until, reader)}`;
      return {
        headline: `Given up for now: ${finding.attempts} runs fell short.`,
        detail: `It is not tried again by itself${until}. Look at what the venue said of the orders; "Check now" tries again at once.`,
      };
    }
    case "unchecked":
      return {
        headline: "Not checked yet.",
        detail: "The first check reads holdings and prices from the venues. Check now, or wait for the next one.",
      };
    case "ended": {
      const { ending, at, baseCurrency, nextTryAt } = finding;
      const next = nextTryAt === null ? "" : ` It is tried again at ${formatTime(nextTryAt, reader)}.`;
      const driftNow = ending.achieved?.driftAfter ?? ending.plan.driftAfter;
      const opening = ending.state === "settled" && isOnTarget(driftNow) ? "On target." : "Holding.";
      return {
        headline: `${opening} ${ENDINGS[ending.state] ?? "The last run ended"} at ${formatTime(at, reader)}.`,
        detail: `${describeEnding(ending, baseCurrency)}${next}`,
      };
    }
  }
}

const ENDINGS: Partial<Record<RebalanceState, string>> = {
  settled: "Rebalanced",
  incomplete: "The last run fell short",
  stopped: "Stopped before its end",
  halted: "Halted",
  declined: "You declined the last proposal",
  expired: "The last proposal expired",
};

/** Whether the end of a rebalance in this state is worth a headline. */
export const isEnding = (state: RebalanceState): boolean => state in ENDINGS;

/** "Not traded: The order in BTC/USDT is 600.00, limit 500.00." */
export const describeBlocked = (problems: readonly string[]): string =>
  `Not traded: ${problems[0] ?? "a limit holds it back."}`;

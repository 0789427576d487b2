/**
 * What a portfolio is filed under among many (pure), in the order in which its banner speaks (portfolio/status.ts): a run
 * under way, a halt, a stop, a proposal, trouble, rest. The banner needs plans and sentences, this a few narrow facts.
 */
import { DAY_MS, type PortfolioState, RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import { isEnding } from "@/lib/format";
import type { IndexRebalance, IndexRow } from "./load-index";

const RUNNING: ReadonlySet<string> = new Set(RUNNING_REBALANCE_STATES);
/** Nothing can be decided. */
const BROKEN: ReadonlySet<string> = new Set(["venue-down", "price-missing"]);
/** A hold that is no rest. */
const WORRYING: ReadonlySet<string> = new Set(["unconfirmed", "unexplained-difference"]);

export function stateOf(row: IndexRow, now: number): PortfolioState {
  if (row.rebalances.some((each) => RUNNING.has(each.state))) return "trades";
  if (row.isHalted) return "trouble";
  if (row.isStopped || row.isPaused) return "stopped";
  const proposal = proposalOf(row, now);
  if (proposal) return row.autonomy !== "auto" || proposal.hasProblem ? "waits" : "trades";
  return isTroubled(row, now) ? "trouble" : "holds";
}

const proposalOf = ({ rebalances }: IndexRow, now: number): IndexRebalance | undefined =>
  rebalances.find((each) => each.state === "proposed" && each.expiresAt > now);

function isTroubled(row: IndexRow, now: number): boolean {
  const { lastCheck, rebalances } = row;
  if (row.isCheckOverdue || row.isGivenUp || differs(rebalances, now)) return true;
  if (lastCheck === null) return false;
  const { at, reasons, rebalanceId } = lastCheck;
  if (reasons.some((kind) => BROKEN.has(kind))) return true;
  if (rebalances.some((each) => each.id === rebalanceId && each.state === "blocked" && each.expiresAt > now))
    return true;
  // What has ended since speaks, not the check before it.
  const [newest] = rebalances;
  const hasEnded = newest !== undefined && isEnding(newest.state) && (newest.finishedAt ?? 0) >= at;
  return !hasEnded && reasons.some((kind) => WORRYING.has(kind));
}

/** Ledger and venue are apart after a run. Runs before 0.3 were shown for a day. */
function differs(rebalances: readonly IndexRebalance[], now: number): boolean {
  const ended = rebalances.find((each) => each.finishedAt !== null && each.differenceCount !== null);
  if (!ended?.differenceCount || ended.finishedAt === null || ended.isAccepted) return false;
  return ended.hasAchieved || now - ended.finishedAt < DAY_MS;
}

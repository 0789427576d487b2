/**
 * Own fills outrank balances. A run that ended with books and venue apart, or whose balances could not be read, blocks
 * the next one until a check finds what the run's own ledger says (a balance that lagged), or the owner accepts the
 * difference. Meanwhile nothing is booked as a deposit or a withdrawal: it might be a fill that is still to come.
 */

import { compareLedger } from "@/lib/engine/execution/compare-ledger";
import type { OpeningBalance } from "@/lib/engine/execution/run";
import type { Difference } from "@/lib/engine/model";
import type { Database } from "@/server/db/client";
import { loadApprovedPart, loadRun } from "../rebalance/run/load-run";
import type { Taken } from "../snapshot/take";
import type { UnsettledRun } from "./facts";

export interface ComparedRun {
  rebalanceId: string;
  /** Empty: the books and the venue agree now; null: a venue of the run does not answer, so that nobody knows. */
  differences: readonly Difference[] | null;
  /** What was recorded when the run ended, or by an earlier check. */
  known: UnsettledRun["differences"];
  since: number;
}

/** null: there is no run whose end is open. */
export async function compareRun(
  db: Database,
  unsettled: UnsettledRun | null,
  { snapshot, accounts }: Taken,
): Promise<ComparedRun | null> {
  if (unsettled === null) return null;
  const venueIds = new Set(unsettled.plan.orders.map((order) => order.venueId));
  const isAnswered = snapshot.venues.every((venue) => !venueIds.has(venue.venueId) || venue.problem === null);
  const since = unsettled.finishedAt?.getTime() ?? snapshot.takenAt;
  const compared = { rebalanceId: unsettled.id, known: unsettled.differences, since };
  if (!isAnswered) return { ...compared, differences: null };
  const run = await loadRun(db, await loadApprovedPart(db, unsettled.id));
  return { ...compared, differences: run.opening.length === 0 ? [] : compareLedger(run, balancesOf(accounts)) };
}

/** What holds back the next run, for the decision; null: nothing does. */
export function unexplainedOf(compared: ComparedRun | null) {
  if (compared === null || compared.differences?.length === 0) return null;
  const rows = compared.differences ?? compared.known ?? [];
  return { rebalanceId: compared.rebalanceId, assets: rows.map((row) => row.asset), since: compared.since };
}

/**
 * The whole accounts, as a run opens its books on them: of a divided one the parts say nothing, and what earns is
 * beside.
 */
function balancesOf(accounts: Taken["accounts"]): OpeningBalance[] {
  return accounts.flatMap(({ venueId, balances }) =>
    balances
      .filter(({ venueCode }) => venueCode === undefined)
      .map(({ asset, free, total }) => ({ venueId, asset, free, total })),
  );
}

/** What a check says of the last run: the drift it reached, and whether books and venue agree by now. */

import { and, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import type { RunEventName } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { addEvents } from "../rebalance/run/events";
import type { ComparedRun } from "./compare-run";
import type { Finding } from "./finding";

export async function recordRun(tx: Transaction, portfolioId: string, finding: Finding): Promise<void> {
  if (finding.compared !== null) await recordCompared(tx, finding.compared, finding.at);
  await recordDriftReached(tx, portfolioId, finding);
}

async function recordCompared(tx: Transaction, compared: ComparedRun, at: number): Promise<void> {
  const { rebalanceId, differences, known } = compared;
  const record = (event: RunEventName) =>
    addEvents(tx, [{ rebalanceId, event, detail: { differences: differences?.length ? differences : known }, at }]);
  if (differences === null) return;
  if (differences.length === 0) {
    const achieved = sql`${rebalances.achieved} - 'isUncompared'`;
    await tx.update(rebalances).set({ differences: null, achieved }).where(eq(rebalances.id, rebalanceId));
    if (known !== null) await record("rebalance.differences-gone");
    return;
  }
  if (known !== null) return;
  await tx.update(rebalances).set({ differences }).where(eq(rebalances.id, rebalanceId));
  await record("rebalance.differences-found");
}

/** The first check that sees every venue and every price after a run says where it led. */
async function recordDriftReached(tx: Transaction, portfolioId: string, finding: Finding): Promise<void> {
  const { decision, snapshot, checkedAt } = finding;
  const isSeen = snapshot.venues.every((venue) => venue.problem === null) && decision.value > 0;
  if (!isSeen || (snapshot.suspects ?? []).length > 0) return;
  const [last] = await tx
    .select({ id: rebalances.id, achieved: rebalances.achieved })
    .from(rebalances)
    .where(
      and(
        eq(rebalances.portfolioId, portfolioId),
        isNotNull(rebalances.achieved),
        lt(rebalances.finishedAt, new Date(checkedAt + 1)),
      ),
    )
    .orderBy(desc(rebalances.finishedAt))
    .limit(1);
  if (!last?.achieved || last.achieved.driftAfter !== null) return;
  const driftAfter = JSON.stringify(decision.portfolioDrift);
  await tx
    .update(rebalances)
    .set({ achieved: sql`jsonb_set(${rebalances.achieved}, '{driftAfter}', ${driftAfter}::jsonb)` })
    .where(eq(rebalances.id, last.id));
}

/**
 * What a check does to what is pending, with its commit. A rebalance writes down what called for it, so that it stays
 * open until a run has executed it in full. A hold that says there is nothing to trade ends everything that was
 * awake, and every declined band that is in order again; any other hold ends nothing.
 */
import { and, eq, inArray, lte } from "drizzle-orm";
import { pendingRebalances } from "@/drizzle/schema";
import { callOf, isAsleep, saysNothingToTrade } from "@/lib/engine/decide/pending";
import type { PendingRebalance } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { LIVE_STATES, loadPending, openPending, settlePending } from "../pending";
import type { Finding } from "./finding";

/** Ids of what a proposal of this check is for. */
export async function recordPending(
  tx: Transaction,
  { portfolioId, policyVersion }: { portfolioId: string; policyVersion: number },
  finding: Finding,
): Promise<readonly string[]> {
  const { decision, pending, at } = finding;
  const end = { state: "not-needed" as const, by: null, at };
  await endLapsed(tx, portfolioId, at);
  await measureDeclined(tx, finding);
  if (decision.kind === "hold") {
    if (saysNothingToTrade(decision.reasons))
      await settlePending(
        tx,
        portfolioId,
        pending.filter((row) => isOver(row, finding)).map((row) => row.id),
        end,
      );
    return [];
  }
  const awake = pending.filter((row) => !isAsleep(row, decision.portfolioDrift, at));
  if (finding.isWatching) {
    await settlePending(
      tx,
      portfolioId,
      awake.map((row) => row.id),
      end,
    );
    return [];
  }
  await wake(tx, awake);
  const called = decision.reasons.map((reason) => callOf(reason, policyVersion));
  const isSame = (row: PendingRebalance, call: { kind: string; subject: string }) =>
    row.kind === call.kind && row.subject === call.subject;
  const fresh = called.filter((call) => !pending.some((row) => isSame(row, call)));
  await openPending(tx, portfolioId, at, fresh);
  const live = await loadPending(tx, portfolioId, at);
  const deferred = new Set(awake.map((row) => row.id));
  return live
    .filter((row) => row.state !== "given-up")
    .filter((row) => deferred.has(row.id) || called.some((call) => isSame(row, call)))
    .map((row) => row.id);
}

function isOver(row: PendingRebalance, { decision, at }: Finding): boolean {
  if (!isAsleep(row, decision.portfolioDrift, at)) return true;
  const target = decision.drifts.find((each) => each.key === row.subject);
  return row.kind === "band" && target !== undefined && !target.isOutside;
}

/** What rested long enough is open like any other. */
async function wake(tx: Transaction, rows: readonly PendingRebalance[]): Promise<void> {
  const rested = rows.filter((row) => row.state !== "open").map((row) => row.id);
  if (rested.length === 0) return;
  await tx
    .update(pendingRebalances)
    .set({ state: "open", restUntil: null, driftAtDecline: null, settledAt: null })
    .where(inArray(pendingRebalances.id, rested));
}

/** What a run left when its owner stopped it is measured by the first check after it. */
async function measureDeclined(tx: Transaction, { pending, decision }: Finding): Promise<void> {
  const unmeasured = pending.filter(
    (row) => row.state === "resting" && row.restUntil === null && row.driftAtDecline === null,
  );
  if (unmeasured.length === 0 || !(decision.value > 0)) return;
  await tx
    .update(pendingRebalances)
    .set({ driftAtDecline: decision.portfolioDrift })
    .where(
      inArray(
        pendingRebalances.id,
        unmeasured.map((row) => row.id),
      ),
    );
}

async function endLapsed(tx: Transaction, portfolioId: string, at: number): Promise<void> {
  await tx
    .update(pendingRebalances)
    .set({ state: "not-needed", settledAt: new Date(at) })
    .where(
      and(
        eq(pendingRebalances.portfolioId, portfolioId),
        inArray(pendingRebalances.state, [...LIVE_STATES]),
        lte(pendingRebalances.until, new Date(at)),
      ),
    );
}

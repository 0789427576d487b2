/**
 * What a check does to the proposals that stand: ends the expired, leaves, withdraws or replaces the open one, never
 * proposes beside a run or on a snapshot older than one. Runs under the lock of the portfolio's row.
 */
import { and, desc, eq, gt, inArray } from "drizzle-orm";
import { rebalances } from "@/drizzle/schema";
import { RUNNING_REBALANCE_STATES } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { newId } from "../id";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { addEvents } from "../rebalance/run/events";
import type { RebalanceRecord } from "./facts";
import type { Finding, NewProposal } from "./finding";
import { hasRunEnded } from "./has-run-ended";

export async function settleProposal(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding & { pendingIds: readonly string[] },
  ended: string[],
): Promise<string | null> {
  const now = new Date(finding.at);
  const standing = await tx
    .select()
    .from(rebalances)
    .where(
      and(
        eq(rebalances.portfolioId, loaded.portfolio.id),
        inArray(rebalances.state, ["proposed", "blocked", ...RUNNING_REBALANCE_STATES]),
      ),
    )
    .orderBy(desc(rebalances.proposedAt));
  const open = standing.filter((row) => row.state === "proposed" || row.state === "blocked");
  for (const row of open.filter((each) => each.expiresAt.getTime() <= finding.at)) {
    await expire(tx, row, now);
    ended.push(row.id);
  }
  const { known, proposal } = finding;
  if (!proposal && known?.isKept) return storeProposal(tx, known.rebalanceId, finding.pendingIds);
  if (!proposal) {
    const stale = open.filter((row) => row.expiresAt.getTime() > finding.at && row.id === known?.rebalanceId);
    for (const row of stale) await withdraw(tx, row, finding);
    ended.push(...stale.map((row) => row.id));
    return null;
  }
  // Between our check and this lock somebody approved or proposed: theirs stands, it saw the same world.
  const others = standing.find((row) => row.id !== known?.rebalanceId && row.state !== "blocked");
  if (others && others.expiresAt.getTime() > finding.at) return others.id;
  if (standing.some((row) => RUNNING.has(row.state))) return null;
  // What was seen before a run ended is no ground for another one: the check after the run reads afresh.
  const sinceCheck = gt(rebalances.finishedAt, new Date(finding.checkedAt));
  if (await hasRunEnded(tx, loaded.portfolio.id, sinceCheck)) return null;
  const live = open.filter((row) => row.expiresAt.getTime() > finding.at);
  ended.push(...live.map((row) => row.id));
  return insertProposal(tx, ctx, loaded, finding, proposal, live);
}

/** Something more may have called for the same trades meanwhile. */
async function storeProposal(tx: Transaction, id: string, pendingIds: readonly string[]): Promise<string> {
  if (pendingIds.length > 0) await tx.update(rebalances).set({ pendingIds }).where(eq(rebalances.id, id));
  return id;
}

/** Nobody approves what a check on usable facts would not propose any more. */
async function withdraw(tx: Transaction, row: RebalanceRecord, { at, decision }: Finding): Promise<void> {
  const why = decision.kind === "hold" ? "not-needed" : "only-watched";
  await tx
    .update(rebalances)
    .set({ state: "superseded", finishedAt: new Date(at), outcome: [{ kind: "withdrawn", why }] })
    .where(eq(rebalances.id, row.id));
  await addEvents(tx, [{ rebalanceId: row.id, event: "rebalance.withdrawn", detail: { why }, at }]);
}

const RUNNING: ReadonlySet<string> = new Set(RUNNING_REBALANCE_STATES);

async function expire(tx: Transaction, row: RebalanceRecord, now: Date): Promise<void> {
  await tx
    .update(rebalances)
    .set({ state: "expired", finishedAt: now, outcome: [{ kind: "expired", wasBlocked: row.state === "blocked" }] })
    .where(and(eq(rebalances.id, row.id), eq(rebalances.state, row.state)));
  await addEvents(tx, [{ rebalanceId: row.id, event: "rebalance.expired", at: now.getTime() }]);
}

async function insertProposal(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding & { pendingIds: readonly string[] },
  proposal: NewProposal,
  standing: readonly RebalanceRecord[],
): Promise<string> {
  const id = newId(finding.at);
  const now = new Date(finding.at);
  const reasons = finding.decision.kind === "rebalance" ? finding.decision.reasons : [];
  for (const row of standing) {
    await tx
      .update(rebalances)
      .set({ state: "superseded", supersededBy: id, finishedAt: now, outcome: [{ kind: "replaced" }] })
      .where(eq(rebalances.id, row.id));
    await addEvents(tx, [{ rebalanceId: row.id, event: "rebalance.superseded", detail: { by: id }, at: finding.at }]);
  }
  await tx.insert(rebalances).values({
    id,
    portfolioId: loaded.portfolio.id,
    state: proposal.isBlocked ? "blocked" : "proposed",
    origin: proposal.origin,
    policyVersion: loaded.portfolio.policyVersion,
    reasons,
    plan: proposal.plan,
    planHash: proposal.plan.planHash,
    limitChecks: proposal.limitChecks,
    snapshot: finding.snapshot,
    pendingIds: finding.pendingIds,
    proposedAt: now,
    expiresAt: new Date(finding.at + loaded.policy.proposalMinutes * 60_000),
  });
  const event = proposal.isBlocked ? "rebalance.blocked" : "rebalance.proposed";
  await addEvents(tx, [{ rebalanceId: id, event, at: finding.at }]);
  await recordAudit(
    tx,
    ctx,
    { action: proposal.isBlocked ? "rebalance.block" : "rebalance.propose", portfolio: loaded.portfolio.name },
    { subjectKind: "rebalance", subjectId: id, portfolioId: loaded.portfolio.id },
  );
  return id;
}

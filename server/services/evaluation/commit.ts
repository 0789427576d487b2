/**
 * Writes down what one check found, in one transaction under a lock of the portfolio's row: the slots it ran for,
 * the evaluation, the value series, and the proposal if there is one. Either all of it is there or nothing.
 */
import { and, desc, eq, gt, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { evaluations, portfolios, rebalances, slots } from "@/drizzle/schema";
import {
  type Decision,
  type LimitCheck,
  type Plan,
  type RebalanceOrigin,
  RUNNING_REBALANCE_STATES,
  type Snapshot,
} from "@/lib/engine/model";
import { titleOfRebalance } from "@/lib/format";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { newId } from "../id";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { addEvents } from "../rebalance/events";
import type { RebalanceRecord } from "./facts";
import { noteFlows } from "./note-flows";
import { noteValue } from "./note-value";

export interface NewProposal {
  plan: Plan;
  origin: RebalanceOrigin;
  limitChecks: readonly LimitCheck[];
  isBlocked: boolean;
}

export interface Finding {
  at: number;
  /** When the venues were asked: a run that ended later is not in the snapshot. */
  lookedAt: number;
  snapshot: Snapshot;
  decision: Decision;
  /** null: nothing new is proposed. */
  proposal: NewProposal | null;
  /** The open (or blocked) proposal the check knew of, and whether it is left standing. */
  known: { rebalanceId: string; isKept: boolean } | null;
  claimedSlots: readonly { id: string; claimedAt: number }[];
}

export interface Committed {
  evaluationId: string;
  rebalanceId: string | null;
  /** Superseded or expired by this check: whoever watches them is to be told. */
  endedRebalanceIds: readonly string[];
}

/** Snapshots are wide; this many hours of them are kept beside the evaluations. */
const SNAPSHOTS_KEPT_MS = 48 * 3_600_000;

export async function commitEvaluation(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding,
): Promise<Committed> {
  const { portfolio } = loaded;
  return ctx.db.transaction(async (tx) => {
    await tx.select({ id: portfolios.id }).from(portfolios).where(eq(portfolios.id, portfolio.id)).for("update");
    await finishSlots(tx, finding);
    await noteFlows(tx, ctx, loaded, finding.snapshot);
    await noteValue(tx, loaded, finding);
    const endedRebalanceIds: string[] = [];
    const rebalanceId = await settleProposal(tx, ctx, loaded, finding, endedRebalanceIds);
    const evaluationId = newId(finding.at);
    await tx.insert(evaluations).values({
      id: evaluationId,
      portfolioId: portfolio.id,
      at: new Date(finding.at),
      policyVersion: portfolio.policyVersion,
      outcome: finding.decision.kind,
      decision: finding.decision,
      snapshot: finding.snapshot,
      rebalanceId,
      slotAt: null,
    });
    await dropOldSnapshot(tx, portfolio.id, finding.at);
    return { evaluationId, rebalanceId, endedRebalanceIds };
  });
}

/** A slot is finished by the one who claimed it; a claim that was taken over meanwhile undoes this whole check. */
async function finishSlots(tx: Transaction, finding: Finding): Promise<void> {
  for (const slot of finding.claimedSlots) {
    const [finished] = await tx
      .update(slots)
      .set({ finishedAt: new Date(finding.at), outcome: finding.decision.kind })
      .where(and(eq(slots.id, slot.id), eq(slots.claimedAt, new Date(slot.claimedAt)), isNull(slots.finishedAt)))
      .returning({ id: slots.id });
    if (!finished) throw new PreconditionError("Another worker ran this slot meanwhile.", { reason: "slot-taken" });
  }
}

async function settleProposal(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding,
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
  if (!proposal) return known?.isKept ? known.rebalanceId : null;
  // Between our look and this lock somebody approved or proposed: theirs stands, it saw the same world.
  const others = standing.find((row) => row.id !== known?.rebalanceId && row.state !== "blocked");
  if (others && others.expiresAt.getTime() > finding.at) return others.id;
  if (standing.some((row) => RUNNING.has(row.state))) return null;
  if (await hasTradedSince(tx, loaded.portfolio.id, finding.lookedAt)) return null;
  const live = open.filter((row) => row.expiresAt.getTime() > finding.at);
  ended.push(...live.map((row) => row.id));
  return insertProposal(tx, ctx, loaded, finding, proposal, live);
}

/** What was seen before a run ended is no ground for another one: the check after the run looks afresh. */
async function hasTradedSince(tx: Transaction, portfolioId: string, lookedAt: number): Promise<boolean> {
  const [ended] = await tx
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(
      and(
        eq(rebalances.portfolioId, portfolioId),
        isNotNull(rebalances.startedAt),
        gt(rebalances.finishedAt, new Date(lookedAt)),
      ),
    )
    .limit(1);
  return ended !== undefined;
}

const RUNNING: ReadonlySet<string> = new Set(RUNNING_REBALANCE_STATES);

async function expire(tx: Transaction, row: RebalanceRecord, now: Date): Promise<void> {
  const outcome =
    row.state === "blocked" ? "A limit held it back until it expired." : "Expired before anybody approved it.";
  await tx
    .update(rebalances)
    .set({ state: "expired", finishedAt: now, outcome: `${outcome} No order was sent.` })
    .where(and(eq(rebalances.id, row.id), eq(rebalances.state, row.state)));
  await addEvents(tx, [{ rebalanceId: row.id, event: "rebalance.expired", at: now.getTime() }]);
}

async function insertProposal(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  finding: Finding,
  proposal: NewProposal,
  standing: readonly RebalanceRecord[],
): Promise<string> {
  const id = newId(finding.at);
  const now = new Date(finding.at);
  const reasons = finding.decision.kind === "rebalance" ? finding.decision.reasons : [];
  for (const row of standing) {
    await tx
      .update(rebalances)
      .set({ state: "superseded", supersededBy: id, finishedAt: now, outcome: "A newer proposal took its place." })
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
    proposedAt: now,
    expiresAt: new Date(finding.at + loaded.policy.proposalMinutes * 60_000),
  });
  const title = titleOfRebalance(proposal.plan, reasons);
  const event = proposal.isBlocked ? "rebalance.blocked" : "rebalance.proposed";
  const problems = proposal.limitChecks.flatMap((check) => check.problem ?? []);
  await addEvents(tx, [{ rebalanceId: id, event, detail: { title, problems }, at: finding.at }]);
  await recordAudit(tx, ctx, {
    action: proposal.isBlocked ? "rebalance.block" : "rebalance.propose",
    summary: `${proposal.isBlocked ? "Not traded, a limit says no" : "Proposed"}: ${title} (${loaded.portfolio.name}).`,
    subjectKind: "rebalance",
    subjectId: id,
    portfolioId: loaded.portfolio.id,
  });
  return id;
}

/** Keeps the table narrow: the snapshot that has just become too old is let go; rebalances keep their own. */
async function dropOldSnapshot(tx: Transaction, portfolioId: string, now: number): Promise<void> {
  const stale = await tx
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(and(eq(evaluations.portfolioId, portfolioId), lt(evaluations.at, new Date(now - SNAPSHOTS_KEPT_MS))))
    .orderBy(desc(evaluations.at))
    .limit(3);
  if (stale.length > 0)
    await tx
      .update(evaluations)
      .set({ snapshot: null })
      .where(
        inArray(
          evaluations.id,
          stale.map((row) => row.id),
        ),
      );
}

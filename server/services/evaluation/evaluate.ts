/**
 * One check of one portfolio: read (state, venues, what is pending), decide, plan, guard, write down. The same for a
 * schedule's occurrence, for a threshold's watch and for a person's request. It proposes; approving is another action
 * (see ./check). It commits only over the state it read: when another check was quicker, it starts again from what that
 * one wrote.
 */
import { type DecideClock, decide } from "@/lib/engine/decide/decide";
import { saysNothingToTrade } from "@/lib/engine/decide/pending";
import { stopStateOf } from "@/lib/engine/decide/resolve-policy";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import type { Decision, RebalanceOrigin, TriggerReason } from "@/lib/engine/model";
import { decideAndPlan, type Proposal } from "@/lib/engine/plan/decide-and-plan";
import type { Price } from "@/lib/money";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import type { ClaimedOccurrence } from "../occurrence/claim";
import { openPending } from "../pending";
import { lockPortfolio } from "../pending/lock-portfolio";
import { getOwnedPortfolio } from "../portfolio/get-owned";
import { announce } from "../rebalance/run/events";
import { commitEvaluation } from "./commit";
import { unexplainedOf } from "./compare-run";
import { type RebalanceRecord, turnoverOf } from "./facts";
import type { NewProposal } from "./finding";
import { HOLD_MEANINGS } from "./hold-meanings";
import { isSameProposal } from "./is-same-proposal";
import { type Ground, readGround } from "./read";
import { type NextState, StateMovedError } from "./state";

export interface EvaluateOptions {
  occurrences?: readonly ClaimedOccurrence[];
  /** Name of the person who requested this check. */
  requestedBy?: string;
  /** That person wants to go back into the market after the portfolio stop. */
  isRestartRequested?: boolean;
}

export interface Evaluated {
  evaluationId: string;
  decision: Decision;
  /** The proposal made by this check, or the open one it left standing. */
  rebalanceId: string | null;
  tradeCount: number;
  isBlocked: boolean;
  isNew: boolean;
  /**
   * Of that proposal; null with a blocked one, one that a person must see, or none, or when this check by itself would
   * not propose it.
   */
  planHash: string | null;
}

/** A jump against a price older than this proves nothing. */
const JUMP_MEMORY_MS = 24 * 3_600_000;
/** Of checks that overlap again and again the last one gives up; the next wake-up is a minute away. */
const TRIES_MAX = 3;

export async function evaluatePortfolio(
  ctx: ServiceContext,
  portfolioId: string,
  options: EvaluateOptions = {},
): Promise<Evaluated> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await evaluateOnce(ctx, portfolioId, options, tries);
    } catch (error) {
      if (!(error instanceof StateMovedError)) throw error;
      if (tries < TRIES_MAX) continue;
      throw new PreconditionError("The portfolio was checked by others again and again meanwhile. Check it again.", {
        reason: "changed-meanwhile",
      });
    }
  }
}

async function evaluateOnce(
  ctx: ServiceContext,
  portfolioId: string,
  options: EvaluateOptions,
  tries: number,
): Promise<Evaluated> {
  // A request outlives an outage: it stays until it was answered.
  if (options.requestedBy !== undefined && tries === 1) await writeRequest(ctx, portfolioId, options.requestedBy);
  const ground = await readGround(ctx, portfolioId, options);
  const { loaded, snapshot, facts, now } = ground;
  const { policy } = loaded;

  const open = facts.open && facts.open.expiresAt.getTime() > now ? facts.open : null;
  const clock = clockOf(ground);
  const found = decideAndPlan(policy, snapshot, clock);
  const isWanted = found.kind === "rebalance" && policy.autonomy !== "watch";
  const fresh = isWanted ? guard(ground, found) : null;
  const isKept = open !== null && standsStill(open, found, fresh, ground);
  const proposal = isKept ? null : fresh;
  const isBlocked = fresh?.isBlocked ?? false;
  const decision = describeDecision(ground, clock, found, isKept ? open : null, fresh);

  const committed = await commitEvaluation(ctx, loaded, {
    at: now,
    checkedAt: ground.checkedAt,
    snapshot,
    allocation: found.allocation,
    decision: found.decision,
    recorded: decision,
    proposal,
    known: open && { rebalanceId: open.id, isKept },
    stateVersion: ground.state.version,
    nextState: nextStateOf(ground),
    pending: ground.pending,
    isWatching: policy.autonomy === "watch",
    compared: ground.compared,
    claimedOccurrences: options.occurrences ?? [],
  });
  for (const id of committed.endedRebalanceIds) announce(id);
  const plan = isKept ? open.plan : found.plan;
  return {
    evaluationId: committed.evaluationId,
    rebalanceId: committed.rebalanceId,
    decision,
    tradeCount: plan?.orders.length ?? 0,
    isBlocked,
    isNew: proposal !== null,
    planHash:
      committed.rebalanceId !== null && fresh && !isBlocked && !fresh.needsPerson ? (plan?.planHash ?? null) : null,
  };
}

async function writeRequest(ctx: ServiceContext, portfolioId: string, by: string): Promise<void> {
  await getOwnedPortfolio(ctx, portfolioId);
  const reasons = [{ kind: "requested" as const, by }];
  await ctx.db.transaction(async (tx) => {
    await lockPortfolio(tx, portfolioId);
    await openPending(tx, portfolioId, ctx.now(), [{ kind: "request", subject: "requested", reasons }]);
  });
}

/**
 * Whether the open proposal (or the blocked one) still says what this check found. Where nothing could be decided it is
 * left standing; where there is nothing to trade any more it is withdrawn.
 */
function standsStill(
  open: RebalanceRecord,
  found: Proposal,
  fresh: NewProposal | null,
  { loaded, snapshot }: Ground,
): boolean {
  if (found.kind === "hold") return open.state === "proposed" && !saysNothingToTrade(found.decision.reasons);
  if (!fresh || fresh.isBlocked !== (open.state === "blocked")) return false;
  return isSameProposal(open, { plan: found.plan, reasons: found.decision.reasons, snapshot }, loaded.policy);
}

function clockOf({ loaded, facts, pending, compared, now }: Ground): DecideClock {
  const { portfolio } = loaded;
  return {
    now,
    dueOccurrences: [],
    lastRunAt: facts.lastRunAt,
    requestedBy: null,
    // Saving a policy writes a pending rebalance; versions before 0.3 left only this trace of it.
    policyChanged: facts.lastPolicyVersion !== null && facts.lastPolicyVersion !== portfolio.policyVersion,
    stopped: facts.isStopped,
    paused: portfolio.isPaused || portfolio.haltedReason !== null,
    running: facts.running ? { kind: "in-progress", rebalanceId: facts.running.id } : null,
    pending,
    unexplained: unexplainedOf(compared),
  };
}

function nextStateOf({ loaded, state, taken, snapshot, now }: Ground): NextState {
  const { policyVersion } = loaded.portfolio;
  const isSamePolicy = state.policyVersion === policyVersion;
  const { resolved } = snapshot;
  return {
    confirmations: taken.confirmations,
    stop: stopStateOf(resolved),
    // A check whose policy could not be resolved keeps the weights of the last one.
    resolved: resolved?.ok === true ? resolved.resolved : isSamePolicy && resolved != null ? state.resolved : null,
    policyVersion,
    at: now,
  };
}

/**
 * What is written down as this check's verdict. With an open proposal that still says the same it holds and waits for
 * it, unless a graver reason (a silent venue, a missing price) is to be recorded as it is.
 */
function describeDecision(
  { loaded, snapshot }: Ground,
  clock: DecideClock,
  { decision, allocation }: Proposal,
  kept: RebalanceRecord | null,
  fresh: NewProposal | null,
): Decision {
  if (fresh?.isBlocked) return withLimitCheck(decision, fresh);
  if (!kept || (decision.kind === "hold" && decision.reasons.some((reason) => HOLD_MEANINGS[reason.kind].isGrave)))
    return decision;
  const waiting: DecideClock = { ...clock, running: { kind: "waiting-for-approval", rebalanceId: kept.id } };
  return decide(loaded.policy, snapshot, waiting, allocation);
}

function guard(
  { loaded, snapshot, facts, state, now }: Ground,
  { plan, decision, allocation }: Extract<Proposal, { kind: "rebalance" }>,
): NewProposal {
  const { policy } = loaded;
  const { reasons } = decision;
  const verdict = checkLimits(policy, plan, snapshot, {
    now,
    turnoverLastDay: turnoverOf(facts.tradedLastDay, plan.valueBase),
    lastPrices: lastPricesOf(state, now),
    stopped: facts.isStopped,
    approver: policy.autonomy === "auto" ? "autopilot" : "person",
    reasons,
    allocation,
  });
  return {
    plan,
    origin: originOf(reasons),
    limitChecks: verdict.checks,
    isBlocked: verdict.kind === "blocked",
    needsPerson: verdict.kind === "needs-person",
  };
}

/** The last confirmed price of each asset: a jump is never measured against a price that was suspect itself. */
export function lastPricesOf({ confirmations }: Ground["state"], now: number): Readonly<Record<string, Price>> {
  return Object.fromEntries(
    confirmations.prices.filter(({ at }) => now - at < JUMP_MEMORY_MS).map(({ asset, price }) => [asset, price]),
  );
}

function originOf(reasons: readonly TriggerReason[]): RebalanceOrigin {
  const called = new Set(reasons.map((reason) => ORIGIN_OF[reason.kind]));
  return BY_PRECEDENCE.find((origin) => called.has(origin)) ?? "threshold";
}

/** Of several reasons the first of these names the run. */
const BY_PRECEDENCE: readonly RebalanceOrigin[] = [
  "manual",
  "stop",
  "unfinished-run",
  "first-purchase",
  "schedule",
  "cash-flow",
  "policy-change",
];

const ORIGIN_OF: Readonly<Record<TriggerReason["kind"], RebalanceOrigin>> = {
  "first-purchase": "first-purchase",
  schedule: "schedule",
  "band-broken": "threshold",
  "portfolio-drift": "threshold",
  "policy-changed": "policy-change",
  requested: "manual",
  "cash-flow": "cash-flow",
  "portfolio-stop": "stop",
  "stop-ended": "stop",
  "unfinished-run": "unfinished-run",
};

function withLimitCheck(decision: Decision, proposal: NewProposal): Decision {
  const failed = proposal.limitChecks.filter((check) => !check.isPassed);
  const finding = { kind: "limits", failed } as const;
  return { ...decision, checks: [...decision.checks, { check: "limits", outcome: "broken", finding }] };
}

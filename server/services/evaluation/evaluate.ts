/**
 * One check of one portfolio: look (snapshot), decide, plan, guard, write down. The same for a schedule's slot, for a
 * threshold's watch and for a person who asks. It proposes; approving is another deed (see ./check).
 */
import { type DecideClock, decide } from "@/lib/engine/decide/decide";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import {
  type Decision,
  type Plan,
  type Policy,
  type RebalanceOrigin,
  type Snapshot,
  scheduleOf,
  type TriggerReason,
} from "@/lib/engine/model";
import { decideAndPlan, type Proposal } from "@/lib/engine/plan/decide-and-plan";
import type { Price } from "@/lib/money";
import { loadConfirmations } from "../confirmation/load";
import type { ServiceContext } from "../context";
import { type LoadedPortfolio, loadPortfolio } from "../portfolio/get-owned";
import { announce } from "../rebalance/events";
import { ruleSnapshot } from "../ruling/rule-snapshot";
import type { ClaimedSlot } from "../slot/claim";
import { triggerIndexOf } from "../slot/due";
import { findLastSnapshot } from "../snapshot/last-known";
import { takeSnapshot } from "../snapshot/take";
import { commitEvaluation } from "./commit";
import { type EvaluationFacts, loadFacts, type RebalanceRecord, turnoverOf } from "./facts";
import type { NewProposal } from "./finding";
import { isSameProposal } from "./is-same-proposal";

export interface EvaluateOptions {
  slots?: readonly ClaimedSlot[];
  /** Name of the person who asked for this check. */
  asked?: string;
  /** That person asks to go back into the market after the portfolio stop. */
  isRestartAsked?: boolean;
}

export interface Evaluated {
  evaluationId: string;
  decision: Decision;
  /** The proposal made by this check, or the open one it left standing. */
  rebalanceId: string | null;
  tradeCount: number;
  isBlocked: boolean;
  isNew: boolean;
  /** Of that proposal; null with a blocked one, one that a person must see, or none, or when this look by itself would not propose it. */
  planHash: string | null;
}

/** A jump against a price older than this proves nothing. */
const JUMP_MEMORY_MS = 24 * 3_600_000;

export async function evaluatePortfolio(
  ctx: ServiceContext,
  portfolioId: string,
  options: EvaluateOptions = {},
): Promise<Evaluated> {
  const loaded = await loadPortfolio(ctx, portfolioId);
  const { portfolio, policy } = loaded;
  const lastKnown = await findLastSnapshot(ctx, portfolioId);
  const lookedAt = ctx.now();
  const taken = await takeSnapshot(ctx, {
    ...loaded,
    baseCurrency: portfolio.baseCurrency,
    lastKnown,
    confirmations: await loadConfirmations(ctx, portfolioId, lastKnown),
  });
  const now = ctx.now();
  const facts = await loadFacts(ctx.db, { portfolioId, ownerId: portfolio.ownerId, now });
  const snapshot = await ruleSnapshot(ctx, taken.snapshot, {
    policy,
    ownerId: portfolio.ownerId,
    venues: loaded.venues,
    portfolio: loaded,
    lastKnown,
    isSamePolicy: facts.lastPolicyVersion === portfolio.policyVersion,
    lastRunAt: facts.lastRunAt,
    isRestartAsked: options.isRestartAsked === true,
  });

  const open = facts.open && facts.open.expiresAt.getTime() > now ? facts.open : null;
  const clock = clockOf(loaded, facts, options, open, now);
  const found = decideAndPlan(policy, snapshot, clock);
  const isWanted = found.kind === "rebalance" && policy.autonomy !== "watch";
  const fresh = isWanted ? guard(loaded, snapshot, facts, found.plan, found.decision, lastKnown, now) : null;
  const isKept = open !== null && standsStill(open, found, fresh, policy);
  const proposal = isKept ? null : fresh;
  const isBlocked = fresh?.isBlocked ?? false;
  const decision = tellDecision(policy, snapshot, clock, found.decision, isKept ? open : null, fresh);

  const committed = await commitEvaluation(ctx, loaded, {
    at: now,
    lookedAt,
    snapshot,
    confirmations: taken.confirmations,
    decision,
    proposal,
    known: open && { rebalanceId: open.id, isKept },
    claimedSlots: options.slots ?? [],
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

/** Whether the open proposal (or the blocked one) still says what this check found. */
function standsStill(open: RebalanceRecord, found: Proposal, fresh: NewProposal | null, policy: Policy): boolean {
  if (found.kind === "hold") return open.state === "proposed";
  if (!fresh || fresh.isBlocked !== (open.state === "blocked")) return false;
  return isSameProposal(open.plan, fresh.plan, policy);
}

function clockOf(
  { portfolio, policy }: LoadedPortfolio,
  facts: EvaluationFacts,
  options: EvaluateOptions,
  open: RebalanceRecord | null,
  now: number,
): DecideClock {
  const isOtherPolicy = facts.lastPolicyVersion !== null && facts.lastPolicyVersion !== portfolio.policyVersion;
  // What called for a proposal that the autopilot could not act on yet still does, until it expires: a slot whose
  // venue was busy or whose prices were in doubt does not come again.
  const pending = policy.autonomy === "auto" && open ? open.reasons : [];
  return {
    now,
    dueSlots: [
      ...(options.slots ?? []).flatMap((slot) => {
        const triggerIndex = triggerIndexOf(slot.purpose);
        return triggerIndex === null ? [] : [{ triggerIndex, slotAt: slot.slotAt }];
      }),
      ...pending.flatMap((reason) => slotOf(policy, reason)),
    ],
    lastRunAt: facts.lastRunAt,
    asked: options.asked ?? pending.find((reason) => reason.kind === "asked")?.by ?? null,
    policyChanged: isOtherPolicy || pending.some((reason) => reason.kind === "policy-changed"),
    stopped: facts.isStopped,
    paused: portfolio.isPaused || portfolio.haltedReason !== null,
    running: facts.running ? { kind: "in-progress", rebalanceId: facts.running.id } : null,
  };
}

function slotOf(policy: Policy, reason: TriggerReason): DecideClock["dueSlots"] {
  if (reason.kind !== "schedule") return [];
  const triggerIndex = policy.triggers.findIndex((trigger) => {
    const schedule = scheduleOf(trigger);
    return schedule?.cron === reason.cron && schedule.timeZone === reason.timeZone;
  });
  return triggerIndex < 0 ? [] : [{ triggerIndex, slotAt: reason.slotAt }];
}

/**
 * What is written down as this check's verdict. With an open proposal that still says the same it holds and waits for
 * it, unless a graver reason (a silent venue, a missing price) is to be told as it is.
 */
function tellDecision(
  policy: Policy,
  snapshot: Snapshot,
  clock: DecideClock,
  found: Decision,
  kept: RebalanceRecord | null,
  fresh: NewProposal | null,
): Decision {
  if (fresh?.isBlocked) return withLimitCheck(found, fresh);
  if (!kept || (found.kind === "hold" && found.reasons.some(isGrave))) return found;
  return decide(policy, snapshot, { ...clock, running: { kind: "waiting-for-approval", rebalanceId: kept.id } });
}

const GRAVE = new Set([
  "venue-down",
  "in-doubt",
  "price-missing",
  "no-ruling",
  "stopped",
  "paused",
  "in-progress",
  "no-value",
]);
const isGrave = (reason: { kind: string }) => GRAVE.has(reason.kind);

function guard(
  { policy }: LoadedPortfolio,
  snapshot: Snapshot,
  facts: EvaluationFacts,
  plan: Plan,
  decision: Decision,
  lastKnown: Snapshot | null,
  now: number,
): NewProposal {
  const isRecent = lastKnown !== null && now - lastKnown.takenAt < JUMP_MEMORY_MS;
  const lastPrices: Record<string, Price> = {};
  if (isRecent) for (const { asset, price } of lastKnown.prices) lastPrices[asset] = price;
  const reasons = decision.kind === "rebalance" ? decision.reasons : [];
  const verdict = checkLimits(policy, plan, snapshot, {
    now,
    turnoverLastDay: turnoverOf(facts.tradedLastDay, plan.valueBase),
    lastPrices,
    stopped: facts.isStopped,
    approver: policy.autonomy === "auto" ? "autopilot" : "person",
    reasons,
  });
  return {
    plan,
    origin: originOf(reasons),
    limitChecks: verdict.checks,
    isBlocked: verdict.kind === "blocked",
    needsPerson: verdict.kind === "needs-person",
  };
}

function originOf(reasons: readonly TriggerReason[]): RebalanceOrigin {
  const kinds = new Set(reasons.map((reason) => reason.kind));
  if (kinds.has("asked")) return "manual";
  if (kinds.has("schedule")) return "schedule";
  return kinds.has("policy-changed") ? "policy-change" : "threshold";
}

function withLimitCheck(decision: Decision, proposal: NewProposal): Decision {
  const problems = proposal.limitChecks.flatMap((check) => check.problem ?? []);
  return {
    ...decision,
    checks: [...decision.checks, { check: "limits", outcome: "broken", detail: problems.join(" ") }],
  };
}

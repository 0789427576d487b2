/**
 * Decides whether to rebalance now. The one decision of the house: live checks, previews and backtests call it alike.
 *
 * First come the gates, each of which holds whatever the drift is: kill switch, pause, a run under way, a venue that
 * does not answer, a price or a balance in doubt, a missing price, moving parts that nobody could rule, no value. Then the portfolio stop and the
 * triggers are asked, then the cooldown, then whether a trend guard or a one-sided flow leaves anything to move. Every
 * answer carries its `checks`: the tests in order with their figures, for holds and rebalances alike.
 *
 * Never throws for anything a snapshot may hold. Throws RangeError only for a policy whose cron or zone is unusable,
 * which the schema refuses.
 */
import type { Decision, HoldReason, Policy, Snapshot } from "@/lib/engine/model";
import { aimAllocation, standingOccasion } from "@/lib/engine/targets/aim";
import { occasionOf } from "@/lib/engine/targets/aim-mode";
import { evaluateTriggers } from "@/lib/engine/triggers/evaluate-triggers";
import { driftRows, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { toFloat } from "@/lib/money";
import { countedDoubts } from "./counted-doubts";
import { describeChecks } from "./describe-checks";
import { heldBack } from "./held-back";
import { inDoubt } from "./in-doubt";
import { needsRuling } from "./needs-ruling";

/** What the caller knows besides policy and snapshot. Instants are epoch ms. */
export interface DecideClock {
  now: number;
  /** Slots that are due and not yet run; `triggerIndex` points into policy.triggers. */
  dueSlots: readonly { triggerIndex: number; slotAt: number }[];
  /** When the last rebalance of this portfolio ended; null: never. */
  lastRunAt: number | null;
  /** Who asked for this check by hand; null: nobody. Asking skips calendar and cooldown, not the bands. */
  asked: string | null;
  policyChanged: boolean;
  /** Kill switch. */
  stopped: boolean;
  paused: boolean;
  running: { kind: "in-progress" | "waiting-for-approval"; rebalanceId: string } | null;
}

const MINUTE = 60_000;

export function decide(policy: Policy, snapshot: Snapshot, clock: DecideClock): Decision {
  const allocation = measureAllocation(policy, snapshot);
  const { columns, layout, portfolioDrift } = allocation;
  const triggers = evaluateTriggers(policy, allocation, clock);
  const occasion = triggers.kind === "fired" ? occasionOf(triggers.reasons) : standingOccasion(allocation);
  const { goals } = aimAllocation(policy, allocation, { occasion });
  const drifts = driftRows(layout, columns.weights, goals);
  const doubts = countedDoubts(snapshot);
  const measured = {
    drifts,
    portfolioDrift,
    value: toFloat(allocation.value),
    ...(doubts.length > 0 ? { doubts } : {}),
  };

  // On the way out of the market what cannot be sold now does not keep the rest in.
  const isLeaving = occasion === "stop";
  const gates = [
    ...standingOrders(clock),
    ...silentVenues(snapshot, isLeaving),
    ...inDoubt(policy, snapshot, allocation, occasion),
    ...unruled(policy, snapshot),
    ...(measured.value > 0 ? [] : [{ kind: "no-value" as const }]),
  ];
  const cooldown = coolingDown(policy, clock);
  // Leaving the market and coming back wait for nothing.
  const isUrgent = clock.asked !== null || clock.policyChanged || occasion === "stop" || occasion === "restart";
  const isResting = cooldown !== null && !isUrgent;
  const isOpen = gates.length === 0 && triggers.kind === "fired" && !isResting;
  const held = isOpen ? heldBack(policy, allocation, occasion, goals) : null;
  const checks = describeChecks({ policy, snapshot, clock, allocation, triggers, gates, cooldown, isUrgent, held });

  if (gates.length > 0) return { kind: "hold", reasons: gates, ...measured, checks };
  if (triggers.kind === "quiet") return { kind: "hold", reasons: triggers.waits, ...measured, checks };
  if (isResting) return { kind: "hold", reasons: [cooldown], ...measured, checks };
  if (held !== null) return { kind: "hold", reasons: [held], ...measured, checks };
  return { kind: "rebalance", reasons: triggers.reasons, ...measured, checks };
}

function standingOrders(clock: DecideClock): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (clock.stopped) reasons.push({ kind: "stopped" });
  if (clock.paused) reasons.push({ kind: "paused" });
  if (clock.running !== null) reasons.push({ kind: clock.running.kind, rebalanceId: clock.running.rebalanceId });
  return reasons;
}

/** One silent venue holds the whole: its last known balances may have changed since. Leaving goes on where one answers. */
function silentVenues(snapshot: Snapshot, isLeaving: boolean): HoldReason[] {
  if (isLeaving && snapshot.venues.some((venue) => venue.problem === null && venue.kind !== "manual")) return [];
  const venues = snapshot.venues.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, ...problem }]));
  venues.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  return venues.length > 0 ? [{ kind: "venue-down", venues }] : [];
}

/** A policy that moves cannot be decided before it is known where it moved. */
function unruled(policy: Policy, { ruling }: Snapshot): HoldReason[] {
  if (ruling?.ok === true || !needsRuling(policy)) return [];
  return [{ kind: "no-ruling", problems: ruling?.problems ?? [] }];
}

function coolingDown(policy: Policy, clock: DecideClock): Extract<HoldReason, { kind: "cooldown" }> | null {
  if (clock.lastRunAt === null) return null;
  const until = clock.lastRunAt + policy.cooldownMinutes * MINUTE;
  return clock.now < until ? { kind: "cooldown", until } : null;
}

/**
 * Decides whether to rebalance now. The one decision of the app: live checks, previews and backtests call it alike.
 *
 * First come the gates, each of which holds whatever the drift is: kill switch, pause, a run under way, ledger and venue
 * apart, a silent venue, a suspect asset, a missing price, moving parts that could not be resolved, no value. Then the
 * portfolio stop and the triggers are evaluated, then the cooldown, then what was declined or rests, then whether a
 * trend guard or a one-sided flow leaves anything to move. What calls for a rebalance stands in `pending`: an occurrence
 * or a request stays due until something ends it, however many checks could not decide. Every answer carries its
 * `checks`: the tests in order with their figures, for holds and rebalances alike.
 *
 * Never throws for anything a snapshot may hold. Throws RangeError only for a policy whose cron or zone is unusable,
 * which the schema refuses.
 */
import type {
  AssetId,
  Decision,
  HoldReason,
  PendingRebalance,
  Policy,
  Snapshot,
  TriggerReason,
} from "@/lib/engine/model";
import { occasionOf } from "@/lib/engine/targets/destination-mode";
import { isFirstPurchase } from "@/lib/engine/targets/first-purchase";
import { planPostTradeWeights, standingOccasion } from "@/lib/engine/targets/post-trade-weights";
import { evaluateTriggers, type TriggerVerdict } from "@/lib/engine/triggers/evaluate-triggers";
import { coolingUntil } from "@/lib/engine/triggers/precedence";
import { type Allocation, driftRows, measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { toFloat } from "@/lib/money";
import { countedSuspects } from "./counted-suspects";
import { heldBack } from "./held-back";
import { listChecks } from "./list-checks";
import { needsResolving } from "./needs-resolving";
import { awakeCalls, heldAsleep, sleepingHolds } from "./pending";
import { suspect } from "./suspect-assets";

/** What the caller knows besides policy and snapshot. Instants are epoch ms. */
export interface DecideClock {
  now: number;
  /** Occurrences that are due and not yet run; `triggerIndex` points into policy.triggers. */
  dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
  /** When the last rebalance of this portfolio ended; null: never. */
  lastRunAt: number | null;
  /** Who requested this check by hand; null: nobody. A request skips calendar and cooldown, not the bands. */
  requestedBy: string | null;
  policyChanged: boolean;
  /** Kill switch. */
  stopped: boolean;
  paused: boolean;
  running: { kind: "in-progress" | "waiting-for-approval"; rebalanceId: string } | null;
  /** What calls for a rebalance and is not ended yet, or rests; absent: the fields above say all there is. */
  pending?: readonly PendingRebalance[];
  /** The last run left ledger and venue apart; absent or null: it did not. */
  unexplained?: { rebalanceId: string; assets: readonly AssetId[]; since: number } | null;
}

/** `allocation`: the snapshot as measured against this policy, where the caller has measured it already. */
export function decide(
  policy: Policy,
  snapshot: Snapshot,
  given: DecideClock,
  allocation: Allocation = measureAllocation(policy, snapshot),
): Decision {
  const { columns, layout, portfolioDrift } = allocation;
  const { clock, unfinished } = settlePending(policy, given, portfolioDrift);
  const called = withUnfinished(allocation, evaluateTriggers(policy, allocation, clock), unfinished);
  const triggers = asFirstPurchase(allocation, called, clock.lastRunAt);
  const occasion = triggers.kind === "fired" ? occasionOf(triggers.reasons) : standingOccasion(allocation);
  const { postTradeWeights } = planPostTradeWeights(policy, allocation, { occasion });
  const drifts = driftRows(layout, columns.weights, postTradeWeights);
  const suspects = countedSuspects(snapshot);
  const measured = {
    drifts,
    portfolioDrift,
    value: toFloat(allocation.value),
    ...(suspects.length > 0 ? { suspects } : {}),
  };

  // On the way out of the market what cannot be sold now does not keep the rest in.
  const isLeaving = occasion === "stop";
  const gates = [
    ...standingHolds(clock),
    ...silentVenues(snapshot, isLeaving),
    ...suspect(policy, snapshot, allocation, occasion),
    ...unresolved(policy, snapshot),
    ...(measured.value > 0 ? [] : [{ kind: "no-value" as const }]),
  ];
  const coolsUntil = coolingUntil(policy, clock.lastRunAt, clock.now);
  const cooldown = coolsUntil === null ? null : ({ kind: "cooldown", until: coolsUntil } as const);
  // Leaving the market and coming back wait for nothing.
  const isUrgent =
    clock.requestedBy !== null ||
    clock.policyChanged ||
    occasion === "stop" ||
    occasion === "restart" ||
    // The cooldown keeps runs apart; what a run left undone has a pause of its own.
    unfinished.length > 0;
  const isResting = cooldown !== null && !isUrgent;
  const asleep = asleepOf(triggers, clock, portfolioDrift);
  const isOpen = gates.length === 0 && triggers.kind === "fired" && !isResting && asleep === null;
  const held = isOpen ? heldBack(policy, allocation, occasion, postTradeWeights) : null;
  const checks = listChecks({ policy, snapshot, clock, allocation, triggers, gates, cooldown, isUrgent, held });

  if (gates.length > 0) return { kind: "hold", reasons: gates, ...measured, checks };
  if (triggers.kind === "quiet") {
    const sleepers = sleepingHolds(clock.pending ?? [], portfolioDrift, clock.now);
    return { kind: "hold", reasons: [...sleepers, ...triggers.waits], ...measured, checks };
  }
  if (asleep !== null) return { kind: "hold", reasons: [asleep], ...measured, checks };
  if (isResting) return { kind: "hold", reasons: [cooldown], ...measured, checks };
  if (held !== null) return { kind: "hold", reasons: [held], ...measured, checks };
  return { kind: "rebalance", reasons: triggers.reasons, ...measured, checks };
}

/** The clock with everything that pending rebalances call for. */
function settlePending(
  policy: Policy,
  given: DecideClock,
  portfolioDrift: number,
): { clock: DecideClock; unfinished: readonly TriggerReason[] } {
  const calls = awakeCalls(policy, given.pending ?? [], portfolioDrift, given.now);
  const clock = {
    ...given,
    dueOccurrences: [...given.dueOccurrences, ...calls.dueOccurrences],
    requestedBy: given.requestedBy ?? calls.requestedBy,
    policyChanged: given.policyChanged || calls.policyChanged,
  };
  return { clock, unfinished: calls.unfinished };
}

/**
 * What a run left undone calls by itself: the sale may have put every band in order while its proceeds lie idle. Who is
 * out of the market is led by the stop alone.
 */
function withUnfinished(
  { resolved }: Allocation,
  triggers: TriggerVerdict,
  unfinished: readonly TriggerReason[],
): TriggerVerdict {
  if (unfinished.length === 0 || resolved?.stop?.phase === "stopped") return triggers;
  const fired = triggers.kind === "fired" ? triggers.reasons : [];
  const kinds = new Set(fired.map((reason) => reason.kind));
  return { kind: "fired", reasons: [...fired, ...unfinished.filter((reason) => !kinds.has(reason.kind))] };
}

/** From cash alone a run is the first purchase, whatever has called for it. */
function asFirstPurchase(
  { weightColumns }: Allocation,
  called: TriggerVerdict,
  lastRunAt: number | null,
): TriggerVerdict {
  if (called.kind === "quiet" || !isFirstPurchase(weightColumns, lastRunAt !== null)) return called;
  const { destination, rowWeights } = weightColumns;
  const cash = rowWeights[destination.rows[destination.cash]!]!;
  return { kind: "fired", reasons: [{ kind: "first-purchase", cash }, ...called.reasons] };
}

/** A declined band holds back itself, not an occurrence or a request that has come up since. */
function asleepOf(triggers: TriggerVerdict, clock: DecideClock, portfolioDrift: number): HoldReason | null {
  if (triggers.kind === "quiet" || clock.dueOccurrences.length > 0) return null;
  return heldAsleep(triggers.reasons, clock.pending ?? [], portfolioDrift, clock.now);
}

function standingHolds(clock: DecideClock): HoldReason[] {
  const reasons: HoldReason[] = [];
  if (clock.stopped) reasons.push({ kind: "stopped" });
  if (clock.paused) reasons.push({ kind: "paused" });
  if (clock.running !== null) reasons.push({ kind: clock.running.kind, rebalanceId: clock.running.rebalanceId });
  if (clock.unexplained != null) reasons.push({ kind: "unexplained-difference", ...clock.unexplained });
  return reasons;
}

/** One silent venue holds the whole: its last known balances may have changed since. Leaving goes on where one answers. */
function silentVenues(snapshot: Snapshot, isLeaving: boolean): HoldReason[] {
  if (isLeaving && snapshot.venues.some((venue) => venue.problem === null && venue.kind !== "manual")) return [];
  const venues = snapshot.venues.flatMap(({ name, problem }) => (problem === null ? [] : [{ name, ...problem }]));
  venues.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
  return venues.length > 0 ? [{ kind: "venue-down", venues }] : [];
}

/** A policy that moves cannot be decided before it is resolved. */
function unresolved(policy: Policy, { resolved }: Snapshot): HoldReason[] {
  if (resolved?.ok === true || !needsResolving(policy)) return [];
  return [{ kind: "policy-unresolved", problems: resolved?.problems ?? [] }];
}

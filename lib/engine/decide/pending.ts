/**
 * What pending rebalances mean for a decision (pure). Those that are awake call: an occurrence is due, a person has
 * requested a check, the policy was changed, a run fell short. Those that are asleep hold back exactly what they stand
 * for: a band that was declined is broken still and proposes nothing, while another band, or the next occurrence, calls
 * anew.
 *
 * Asleep is what was declined until the owner's own time has come or, without one, until portfolio drift has grown by
 * DECLINE_STEP; what fell short until its pause is over; and what was given up until its rest is over.
 */
import {
  DECLINE_STEP,
  type HoldReason,
  type PendingKind,
  type PendingRebalance,
  type Policy,
  scheduleOf,
  type TriggerReason,
} from "@/lib/engine/model";

/** What calls now. */
export interface Calls {
  dueOccurrences: readonly { triggerIndex: number; occurrenceAt: number }[];
  requestedBy: string | null;
  policyChanged: boolean;
  /** Of runs that fell short: that, and what had called for them; empty: there is none. */
  unfinished: readonly TriggerReason[];
}

/** Float noise of a drift measured twice. */
const NOISE = 1e-9;

export function isAsleep(row: PendingRebalance, portfolioDrift: number, now: number): boolean {
  if (row.state === "open" || row.restUntil !== null) return row.restUntil !== null && now < row.restUntil;
  return row.driftAtDecline === null || portfolioDrift < row.driftAtDecline + DECLINE_STEP - NOISE;
}

export function awakeCalls(
  policy: Pick<Policy, "triggers">,
  pending: readonly PendingRebalance[],
  portfolioDrift: number,
  now: number,
): Calls {
  const awake = pending.filter((row) => !isAsleep(row, portfolioDrift, now));
  const reasons = awake.flatMap((row) => row.reasons);
  const request = reasons.find((reason) => reason.kind === "requested");
  return {
    dueOccurrences: reasons.flatMap((reason) => positionOf(policy, reason)),
    requestedBy: request?.by ?? null,
    policyChanged: reasons.some((reason) => reason.kind === "policy-changed"),
    unfinished: awake.flatMap((row) => (row.kind === "unfinished-run" ? row.reasons : [])),
  };
}

/** A schedule that is no longer in the policy calls for nothing. */
function positionOf(policy: Pick<Policy, "triggers">, reason: TriggerReason): Calls["dueOccurrences"] {
  if (reason.kind !== "schedule") return [];
  const triggerIndex = policy.triggers.findIndex((trigger) => {
    const schedule = scheduleOf(trigger);
    return schedule?.cron === reason.cron && schedule.timeZone === reason.timeZone;
  });
  return triggerIndex < 0 ? [] : [{ triggerIndex, occurrenceAt: reason.occurrenceAt }];
}

/** Which pending rebalance a reason belongs to; `subject` tells two of a kind apart. */
export interface PendingCall {
  kind: PendingKind;
  subject: string;
  reasons: readonly TriggerReason[];
}

export function callOf(reason: TriggerReason, policyVersion: number): PendingCall {
  const reasons = [reason];
  switch (reason.kind) {
    case "schedule":
      return {
        kind: "occurrence",
        subject: `${schedulePrefix(reason)}${new Date(reason.occurrenceAt).toISOString()}`,
        reasons,
      };
    case "first-purchase":
      return { kind: "band", subject: "first-purchase", reasons };
    case "band-broken":
      return { kind: "band", subject: reason.key, reasons };
    case "portfolio-drift":
      return { kind: "band", subject: "portfolio-drift", reasons };
    case "policy-changed":
      return { kind: "policy-change", subject: String(policyVersion), reasons };
    case "requested":
      return { kind: "request", subject: "requested", reasons };
    case "cash-flow":
      return { kind: "cash-flow", subject: reason.share > 0 ? "deposit" : "withdrawal", reasons };
    case "portfolio-stop":
      return { kind: "stop", subject: "out", reasons };
    case "stop-ended":
      return { kind: "stop", subject: "back", reasons };
    case "unfinished-run":
      return { kind: "unfinished-run", subject: reason.rebalanceId, reasons };
  }
}

/** What the occurrences of one schedule have in common: the next one replaces those before it. */
export const schedulePrefix = ({ cron, timeZone }: { cron: string; timeZone: string }) => `${cron} ${timeZone} `;

/**
 * Why a run that these reasons call for waits all the same; null when any of them is awake. A reason that is not
 * recorded yet is new, and awake. A request is for a check: it wakes what pauses after a run, but takes no decline back.
 */
export function heldAsleep(
  reasons: readonly TriggerReason[],
  pending: readonly PendingRebalance[],
  portfolioDrift: number,
  now: number,
): HoldReason | null {
  const asleep = pending.filter((row) => isAsleep(row, portfolioDrift, now));
  const isRequested = reasons.some((reason) => reason.kind === "requested");
  const sleepers = isRequested ? asleep.filter((row) => row.state === "resting") : asleep;
  const others = reasons.filter((reason) => reason.kind !== "requested");
  const held = others.map((reason) => {
    const { kind, subject } = callOf(reason, 0);
    return sleepers.find((row) => row.kind === kind && row.subject === subject) ?? null;
  });
  // A calendar that counts as due because of a request was declined when its own occurrence was.
  const [first] = others.length > 0 ? held : sleepers.filter((row) => row.kind !== "band");
  return first && !held.includes(null) ? holdOf(first, portfolioDrift) : null;
}

/** What sleeps and is not to be seen in the drift: said beside a hold, so that nobody takes it for forgotten. */
export function sleepingHolds(
  pending: readonly PendingRebalance[],
  portfolioDrift: number,
  now: number,
): readonly HoldReason[] {
  const unseen = pending.find(
    (row) => row.state !== "given-up" && row.kind !== "band" && isAsleep(row, portfolioDrift, now),
  );
  return unseen ? [holdOf(unseen, portfolioDrift)] : [];
}

function holdOf(row: PendingRebalance, portfolioDrift: number): HoldReason {
  if (row.state !== "resting") return { kind: "resting", attempts: row.attempts, until: row.restUntil ?? 0 };
  const { since, restingSince, restUntil, driftAtDecline } = row;
  const drift = driftAtDecline ?? portfolioDrift;
  return { kind: "declined", since: restingSince ?? since, until: restUntil, drift, step: DECLINE_STEP };
}

/**
 * Whether a hold for this reason says that there is nothing to trade. The others say only that nothing could be decided,
 * or may not be done yet: they end no pending rebalance and withdraw no proposal.
 */
const SAYS_NOTHING_TO_TRADE: Readonly<Record<HoldReason["kind"], boolean>> = {
  "inside-bands": true,
  "not-due": true,
  "drift-below-minimum": true,
  "nothing-to-trade": true,
  "no-value": true,
  "trend-guard": true,
  "no-flow": true,
  "one-sided": true,
  "cannot-trade": false, // wanted, and hindered by what may pass: a closed market, a suspect price, missing cash
  "stopped-out": true,
  declined: true, // of what was declined; it stays, and whatever else was called for is not needed
  cooldown: false,
  "policy-unresolved": false,
  unconfirmed: false,
  "unexplained-difference": false,
  resting: false,
  "price-missing": false,
  "venue-down": false,
  "in-progress": false,
  "waiting-for-approval": false,
  stopped: false,
  paused: false,
};

export const saysNothingToTrade = (reasons: readonly HoldReason[]): boolean =>
  reasons.every((reason) => SAYS_NOTHING_TO_TRADE[reason.kind]);

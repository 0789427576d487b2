/**
 * A policy's few parameters, read from it and changed in it. The policy stays the truth: a slider reads its place from the
 * policy and writes a whole new policy, by the same rules as a cell of the heat map, so that both give the same figure.
 */
import { intervalCron } from "@/lib/engine/backtest/sweep/sweep-grid";
import type { Band, Policy, Trigger } from "@/lib/engine/model";
import { barDaysOf, type LabTimeframe } from "@/lib/schemas/lab-spec";

const DAYS = [1, 3, 7, 14, 30, 91];
/** Days between checks; 0 is every bar, where bars are shorter than a day. */
export function intervalStops(timeframe: LabTimeframe): readonly number[] {
  const bar = barDaysOf(timeframe);
  return bar >= 0.99
    ? DAYS.filter((days) => days >= bar - 0.01)
    : [0, ...[0.25, 0.5].filter((days) => days > bar * 1.01), ...DAYS];
}

const SHARES = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];
const WIDTHS = [0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.075, 0.1, 0.125, 0.15, 0.2];
const MULTIPLES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4];
const AVERSIONS = [1, 2, 3, 4, 5, 7, 10, 15, 20];

const BAND_STOPS: Record<Band["kind"], readonly number[]> = {
  absolute: WIDTHS,
  relative: SHARES,
  clamp: SHARES,
  volatility: MULTIPLES,
  "cost-optimal": AVERSIONS,
};

/** Where the slider of a band may stand: the usual stops, and the value it has. */
export function bandStops(band: Band, base: Band = band): readonly number[] {
  const own = [bandValue(band), ...(base.kind === band.kind ? [bandValue(base)] : [])];
  return [...new Set([...BAND_STOPS[band.kind], ...own])].sort((left, right) => left - right);
}

/** The one figure of a band that its slider moves. */
export function bandValue(band: Band): number {
  switch (band.kind) {
    case "absolute":
      return band.width;
    case "relative":
    case "clamp":
      return band.ratio;
    case "volatility":
      return band.multiple;
    case "cost-optimal":
      return band.riskAversion;
  }
}

export function withBandValue(policy: Policy, value: number): Policy {
  const { band } = policy;
  switch (band.kind) {
    case "absolute":
      return { ...policy, band: { ...band, width: value } };
    case "relative":
    case "clamp":
      return { ...policy, band: { ...band, ratio: value } };
    case "volatility":
      return { ...policy, band: { ...band, multiple: value } };
    case "cost-optimal":
      return { ...policy, band: { ...band, riskAversion: value } };
  }
}

/** What calls for trades: a broken band, the calendar whatever the drift, or only what flows in and out. */
export const CALLS = ["bands", "schedule", "flows"] as const;
export type Call = (typeof CALLS)[number];

type Scheduled = Extract<Trigger, { kind: "time" | "hybrid" }>;

const scheduledOf = (policy: Policy): Scheduled | undefined =>
  policy.triggers.find((trigger) => trigger.kind === "time" || trigger.kind === "hybrid");

export function callOf(policy: Policy): Call {
  if (policy.triggers.some(({ kind }) => kind === "threshold" || kind === "hybrid")) return "bands";
  return policy.triggers.some(({ kind }) => kind === "time") ? "schedule" : "flows";
}

/** Days between checks, null where no stop says it: a schedule of the owner's own. */
export function intervalOf(policy: Policy, timeframe: LabTimeframe): number | null {
  const stops = intervalStops(timeframe);
  const scheduled = scheduledOf(policy);
  if (!scheduled || policy.triggers.some(({ kind }) => kind === "threshold")) return stops[0] ?? 0;
  return stops.find((days) => days > 0 && isSameOccurrences(intervalCron(days), scheduled.cron)) ?? null;
}

/** From a day up the hour is left out: daily bars know none. */
function isSameOccurrences(left: string, right: string): boolean {
  const [, , ...days] = left.trim().split(/\s+/);
  const [minute = "", hour = "", ...others] = right.trim().split(/\s+/);
  const isWithinDay = left.split(" ")[1]?.includes("*");
  return isWithinDay ? left === right.trim() : days.join(" ") === others.join(" ") && /^\d+$/.test(minute + hour);
}

export function withInterval(policy: Policy, days: number): Policy {
  return { ...policy, triggers: [checkEvery(policy, days, callOf(policy)), ...flowsOf(policy)] };
}

export function withCall(policy: Policy, call: Call, timeframe: LabTimeframe): Policy {
  const flows = flowsOf(policy);
  if (call === "flows") {
    return { ...policy, triggers: flows.length > 0 ? flows : [{ kind: "cash-flow", shareMin: 0.01 }] };
  }
  return { ...policy, triggers: [checkEvery(policy, intervalOf(policy, timeframe) ?? 1, call), ...flows] };
}

const flowsOf = (policy: Policy) => policy.triggers.filter(({ kind }) => kind === "cash-flow");

function checkEvery(policy: Policy, days: number, call: Call): Trigger {
  const scheduled = scheduledOf(policy);
  const timeZone = scheduled?.timeZone ?? "UTC";
  if (call === "schedule") return { kind: "time", cron: intervalCron(days === 0 ? 1 / 24 : days), timeZone };
  if (days === 0) return { kind: "threshold", portfolioDrift: null };
  // No drift is above 1: only a broken band fires.
  const driftMin = scheduled?.kind === "hybrid" ? scheduled.driftMin : 1;
  return { kind: "hybrid", cron: intervalCron(days), timeZone, driftMin };
}

/**
 * Lives through a span of the simulated market hour by hour, with the real decide, plan, limits and paper fills. Most
 * hours nothing is near a band; those are only valued (in floats, for the series), and the engine decides in the hours
 * that matter: a band broken, a schedule's occurrence, or the recent past whose journal is to be written in full.
 */
import { checkLimits } from "@/lib/engine/limits/check-limits";
import type { AssetId, Decision, LimitCheck, Plan, Snapshot, TriggerReason } from "@/lib/engine/model";
import { scheduleOf, targetKey, targetMembers } from "@/lib/engine/model";
import { decideAndPlan } from "@/lib/engine/plan/decide-and-plan";
import { occurrencesBetween } from "@/lib/engine/triggers/cron";
import { measureAllocation } from "@/lib/engine/valuation/measure-allocation";
import { add, type Price, type Quantity, quantity, toFloat } from "@/lib/money";
import { newId } from "@/server/services/id";
import { HOUR_MS, type PriceTable } from "./price-table";
import { executeOnPaper, type SimulatedOrder } from "./simulate-run";
import { type Balances, snapshotWorld, type World } from "./world";

export interface SimulatedPoint {
  at: number;
  value: number;
  held: number;
  drift: number;
  weights: Record<string, readonly [number, number, number]>;
}

export interface SimulatedRebalance {
  id: string;
  proposedAt: number;
  approvedAt: number;
  snapshot: Snapshot;
  reasons: readonly TriggerReason[];
  plan: Plan;
  limitChecks: readonly LimitCheck[];
  orders: readonly SimulatedOrder[];
}

export interface SimulatedCheck {
  at: number;
  decision: Decision;
  rebalanceId: string | null;
}

export interface Deposit {
  at: number;
  asset: AssetId;
  quantity: Quantity;
}

export interface SimulatedYear {
  points: readonly SimulatedPoint[];
  rebalances: readonly SimulatedRebalance[];
  checks: readonly SimulatedCheck[];
  /** What the paper venue holds at the end. */
  balances: Balances;
  /** Quantities the benchmark holds at the end. */
  held: Balances;
}

export interface YearOptions {
  table: PriceTable;
  /** What the paper venue holds at the start. */
  opening: Balances;
  deposits: readonly Deposit[];
  /** Checks from here on are kept with their reasons. */
  journalFrom: number;
  /** Until here proposals are approved; later they expire unseen. */
  approvedUntil: number;
}

interface Row {
  key: string;
  members: readonly AssetId[];
  target: number;
  band: number;
}

export function simulateYear(world: World, options: YearOptions): SimulatedYear {
  const { table, deposits } = options;
  const balances: Balances = new Map(options.opening);
  const held: Balances = new Map(options.opening);
  for (const [asset, quantity] of world.manual?.holdings ?? []) raise(held, asset, quantity);
  const rows = rowsOf(world, balances, table.at[0] ?? 0);
  const occurrences = occurrencesOf(world, table);
  const points: SimulatedPoint[] = [];
  const rebalances: SimulatedRebalance[] = [];
  const checks: SimulatedCheck[] = [];
  let lastRunAt: number | null = null;

  for (let index = 0; index < table.at.length; index++) {
    const at = table.at[index]!;
    receive(balances, held, deposits, at - HOUR_MS, at);
    const point = valuePoint(world, rows, balances, held, table, index);
    points.push(point);
    const dueOccurrences = occurrences.get(at) ?? [];
    const isBroken = rows.some((row) => Math.abs(point.weights[row.key]![0] - row.target) > row.band);
    const mayAct = world.policy.autonomy !== "watch" && at <= options.approvedUntil && isRested(world, lastRunAt, at);
    const isOfInterest = mayAct && (isBroken || dueOccurrences.length > 0);
    if (!isOfInterest && at < options.journalFrom) continue;

    const snapshot = snapshotWorld(world, balances, at);
    const clock = {
      now: at,
      dueOccurrences,
      lastRunAt,
      requestedBy: null,
      policyChanged: false,
      stopped: false,
      paused: false,
    };
    const found = decideAndPlan(world.policy, snapshot, { ...clock, running: null });
    if (found.kind === "hold" || !mayAct) {
      if (at >= options.journalFrom) checks.push({ at, decision: found.decision, rebalanceId: null });
      continue;
    }
    const done = runOf(world, found.decision, found.plan, snapshot, balances, at);
    rebalances.push(done);
    checks.push({ at, decision: found.decision, rebalanceId: done.id });
    lastRunAt = done.approvedAt + 2_000;
  }
  // What came in since the last full hour is seen by the first check of the present.
  receive(balances, held, deposits, table.at.at(-1) ?? 0, Number.POSITIVE_INFINITY);
  return { points, rebalances, checks, balances, held };
}

function receive(balances: Balances, held: Balances, deposits: readonly Deposit[], after: number, until: number): void {
  for (const { at, asset, quantity } of deposits) {
    if (at <= after || at > until) continue;
    raise(balances, asset, quantity);
    raise(held, asset, quantity);
  }
}

const isRested = (world: World, lastRunAt: number | null, at: number) =>
  lastRunAt === null || at - lastRunAt >= world.policy.cooldownMinutes * 60_000;

function raise(balances: Balances, asset: AssetId, by: Quantity): void {
  balances.set(asset, add(balances.get(asset) ?? quantity("0"), by));
}

/** Targets and bands of this policy do not move with prices: measured once. */
function rowsOf(world: World, balances: Balances, at: number): readonly Row[] {
  const { drifts } = measureAllocation(world.policy, snapshotWorld(world, balances, at));
  const members = new Map(world.policy.targets.map((target) => [targetKey(target), targetMembers(target)]));
  return drifts.flatMap(({ key, target, band }) => {
    const own = members.get(key);
    return own ? [{ key, members: own, target, band }] : [];
  });
}

function occurrencesOf(
  world: World,
  table: PriceTable,
): ReadonlyMap<number, { triggerIndex: number; occurrenceAt: number }[]> {
  const occurrences = new Map<number, { triggerIndex: number; occurrenceAt: number }[]>();
  const [first] = table.at;
  const last = table.at.at(-1);
  if (first === undefined || last === undefined) return occurrences;
  for (const [triggerIndex, trigger] of world.policy.triggers.entries()) {
    const schedule = scheduleOf(trigger);
    if (schedule === null) continue;
    for (const occurrenceAt of occurrencesBetween(schedule.cron, schedule.timeZone, first, last)) {
      const hour = Math.ceil(occurrenceAt / HOUR_MS) * HOUR_MS;
      occurrences.set(hour, [...(occurrences.get(hour) ?? []), { triggerIndex, occurrenceAt }]);
    }
  }
  return occurrences;
}

function valuePoint(
  world: World,
  rows: readonly Row[],
  balances: Balances,
  held: Balances,
  table: PriceTable,
  index: number,
): SimulatedPoint {
  const unit = table.dollars(world.baseCurrency, index);
  const price = (asset: AssetId) => table.dollars(asset, index) / unit;
  const worth = (asset: AssetId) =>
    price(asset) * (toFloat(balances.get(asset) ?? "0") + toFloat(world.manual?.holdings.get(asset) ?? "0"));
  const values = rows.map((row) => row.members.reduce((sum, asset) => sum + worth(asset), 0));
  const value = values.reduce((sum, part) => sum + part, 0);
  let holdValue = 0;
  for (const [asset, quantity] of held) holdValue += price(asset) * toFloat(quantity);
  const weights: SimulatedPoint["weights"] = {};
  let drift = 0;
  for (const [place, row] of rows.entries()) {
    const weight = value > 0 ? values[place]! / value : 0;
    weights[row.key] = [weight, row.target, row.band];
    drift += Math.abs(weight - row.target) / 2;
  }
  return { at: table.at[index]!, value, held: holdValue, drift, weights };
}

/** A person answers after some minutes; the autopilot at once. */
function runOf(
  world: World,
  decision: Extract<Decision, { kind: "rebalance" }>,
  plan: Plan,
  snapshot: Snapshot,
  balances: Balances,
  at: number,
): SimulatedRebalance {
  const id = newId(at);
  const lastPrices: Record<AssetId, Price> = Object.fromEntries(snapshot.prices.map((row) => [row.asset, row.price]));
  const limits = checkLimits(world.policy, plan, snapshot, {
    now: at,
    turnoverLastDay: 0,
    lastPrices,
    stopped: false,
    approver: world.policy.autonomy === "auto" ? "autopilot" : "person",
    reasons: decision.reasons,
  });
  const waited = world.policy.autonomy === "auto" ? 900 : 60_000 * (3 + ((at / HOUR_MS) % 9));
  const approvedAt = at + waited;
  const orders = executeOnPaper(world, id, plan, balances, approvedAt);
  return {
    id,
    proposedAt: at,
    approvedAt,
    snapshot,
    reasons: decision.reasons,
    plan,
    limitChecks: limits.checks,
    orders,
  };
}

/**
 * A backtest against live checks of the same days: at every bar the portfolio the run held is put into a snapshot, resolved
 * from the history known then (makeRuling) and decided live (decide). Both must call for the same run for the same
 * reason, and lead to the same weights; for policies of every part: rules, moving bands, guards, stops, one-sided, flows;
 * and however short the past is.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "@/lib/engine/decide/decide";
import { resolvePolicy, stopStateOf } from "@/lib/engine/decide/resolve-policy";
import {
  type Decision,
  type Policy,
  type PriceTable,
  type ResolvedPolicy,
  type Snapshot,
  type StopState,
  type Target,
  targetKey,
} from "@/lib/engine/model";
import { notional, price, quantity } from "@/lib/money";
import { aClock, aSnapshot } from "@/lib/testing/builders";
import { policies } from "@/lib/testing/policies";
import { randomPrices } from "@/lib/testing/price-tables";
import { backtest } from "./backtest";
import { type BacktestRequest, type BacktestRun, DEFAULT_BACKTEST_OPTIONS } from "./model";
import { dueBars } from "./run/due-bars";

const ASSETS = ["BTC", "ETH", "SOL", "ADA"];
const DAY = 86_400_000;
/** Bars before the start: plenty, too few for most rules and bands, next to none. */
const BEFORES = [280, 280, 40, 2];
const BARS = 120;
/** A Monday, and the first of a month: every schedule has an occurrence there. */
const START = Date.UTC(2024, 3, 1);
const RUNS = Number(process.env.PARITY_RUNS ?? 40);

/** Occurrences on the bars, which are six hours apart; no minimum, because a decision knows none. Groups with inner weights. */
function onTheBars(policy: Policy): Policy {
  const cronOf = (cron: string) =>
    cron.endsWith("* * *") ? "0 0 * * *" : cron.endsWith("* * 1") ? "0 0 * * 1" : "0 0 1 * *";
  const targets = policy.targets.map((target): Target => {
    if (target.kind === "asset" || target.mode === "weighted") return target;
    const members = target.members.map((asset) => ({ asset, weight: 1 / target.members.length }));
    return { ...target, mode: "weighted", members };
  });
  return {
    ...policy,
    targets,
    triggers: policy.triggers.map((trigger) =>
      "cron" in trigger ? { ...trigger, cron: cronOf(trigger.cron), timeZone: "UTC" } : trigger,
    ),
    ...(policy.dynamic ? { dynamic: { ...policy.dynamic, cron: cronOf(policy.dynamic.cron), timeZone: "UTC" } } : {}),
    tradeNotionalMin: notional("0"),
  };
}

/** Stored as the few figures a failure shows; the prices follow from the seed. */
const worlds = fc.record({
  policy: policies({ assets: ASSETS }).map(onTheBars),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
  before: fc.constantFrom(...BEFORES),
  deposits: fc.array(
    fc.record({ bar: fc.integer({ min: 1, max: BARS - 1 }), amount: fc.constantFrom(50, 300, 2000) }),
    {
      maxLength: 2,
    },
  ),
});

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function requestOf({ policy, seed, before, deposits }: World): BacktestRequest {
  const walk = randomPrices({ seed, assets: 5, bars: before + BARS, daysPerBar: 0.25 });
  const table: PriceTable = {
    ...walk,
    assets: [...ASSETS, "PAXG"],
    times: walk.times.map((at) => at + START - before * 0.25 * DAY),
  };
  const flows = deposits.map(({ bar, amount }) => ({ at: table.times[before + bar]!, amount }));
  const capitalisations = ASSETS.map((asset, place) => ({ asset, value: 10 ** (place + 9), at: 0, source: "test" }));
  const options = { ...DEFAULT_BACKTEST_OPTIONS, feeRate: 0, flows, capitalisations };
  return { table, policy, options, start: START, end: null, isRecordingWeights: true };
}

const plain = (value: number) => Math.max(value, 0).toFixed(18);

/** The portfolio as the run held it when the bar came, flows booked, nothing traded yet. */
function snapshotAt({ table, policy }: BacktestRequest, run: BacktestRun, at: number, deposit: number): Snapshot {
  const { keys, columns } = run.weights!;
  const bars = table.times.length;
  const count = run.times.length;
  const bar = run.from + at;
  const holdings = keys.map((key, position) => {
    const asset = key.split("/").at(-1)!;
    const column = table.assets.indexOf(asset);
    const before = column < 0 ? 1 : table.closes[column * bars + bar - 1]!;
    const units =
      (columns[position * count + at - 1]! * run.equity[at - 1]!) / before +
      (asset === policy.quoteAsset ? deposit : 0);
    return { venueId: "v1", asset, quantity: quantity(plain(units)), free: quantity(plain(units)), isLocked: false };
  });
  const prices = table.assets.map((asset, column) => ({
    asset,
    price: price(plain(table.closes[column * bars + bar]!)),
    at: table.times[bar]!,
    source: "test",
  }));
  return aSnapshot({ takenAt: table.times[bar]!, holdings, prices });
}

const totalOf = ({ holdings, prices }: Snapshot) =>
  holdings.reduce((sum, { asset, quantity: units }) => {
    return sum + Number(units) * Number(prices.find((each) => each.asset === asset)?.price ?? 1);
  }, 0);

function kindOf(decision: Decision): string {
  if (decision.kind === "hold") return "hold";
  const kinds = decision.reasons.map((reason) => reason.kind).filter((kind) => kind !== "first-purchase");
  for (const kind of ["portfolio-stop", "stop-ended", "cash-flow"] as const) if (kinds.includes(kind)) return kind;
  if (!kinds.includes("schedule")) return "threshold";
  return kinds.length === 1 ? "time" : "hybrid";
}

function compare(request: BacktestRequest): { compared: number; runs: number } {
  const answer = backtest(request);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  // Bars gone by unseen change nothing for policies that move either.
  expect(backtest(request, { isSkippingOff: true })).toEqual(answer);
  const { run } = answer.value;
  const { table, policy, options } = request;
  const due = policy.triggers.map((trigger) =>
    "cron" in trigger ? [...dueBars(trigger.cron, trigger.timeZone, table.times, run.from, run.to)] : [],
  );
  let stop: StopState | null = policy.stop ? { phase: "armed", peak: 1, peakAt: START, index: 1, since: 0 } : null;
  let previous: ResolvedPolicy | null = null;
  let lastRunAt: number | null = null;
  let flows = 0;
  let index = 1;
  let runs = 0;
  for (let at = 1; at < run.times.length; at += 1) {
    const now = run.times[at]!;
    const deposit = options.flows.filter((flow) => flow.at === now).reduce((sum, { amount }) => sum + amount, 0);
    const snapshot = snapshotAt(request, run, at, deposit);
    const value = totalOf(snapshot);
    flows += deposit;
    index *= (value - deposit) / run.equity[at - 1]!;
    const costs = Object.fromEntries(policy.targets.map((target) => [targetKey(target), 0]));
    // A close is settled where a live check must see a fall twice: there is one a minute before as well.
    const past = { table, knownAfterMs: 0, sources: [], capitalisations: options.capitalisations, costs };
    const check = { ...past, index, flowShare: flows / value, previous };
    if (stop?.phase === "armed") stop = stopStateOf(resolvePolicy(policy, { ...check, stop }, now - 60_000));
    const verdict = resolvePolicy(policy, { ...check, stop }, now);
    stop = stopStateOf(verdict);
    if (verdict.ok) previous = verdict.resolved;
    const decision = decide(
      policy,
      { ...snapshot, resolved: verdict.ok ? verdict : { ok: false, problems: verdict.problems } },
      aClock({
        now,
        dueOccurrences: due.flatMap((bars, triggerIndex) =>
          bars.includes(run.from + at) ? [{ triggerIndex, occurrenceAt: now }] : [],
        ),
        lastRunAt,
      }),
    );
    const event = run.events.find((each) => each.bar === run.from + at);
    if (event !== undefined) {
      lastRunAt = now;
      flows = 0;
    }
    // Where nothing can be resolved a live check holds, where a backtest goes on with what was in force.
    if (!verdict.ok) return { compared: at - 1, runs };
    const isTiny = (event?.turnover ?? 0) < 0.0005;
    const where = `bar ${at}, turnover ${event?.turnover}`;
    if (isTiny && (decision.kind === "hold" || event === undefined)) {
      if (decision.kind === "hold") continue;
      // Called for, and nothing to move.
      for (const row of decision.drifts) expect(Math.abs(row.postTrade - row.weight), where).toBeLessThan(1e-9);
      continue;
    }
    expect(kindOf(decision), where).toBe(event?.trigger ?? "hold");
    runs += 1;
    for (const row of decision.drifts) {
      const positions = run.weights!.keys.flatMap((key, position) =>
        key === row.key || key.startsWith(`${row.key}/`) ? [position] : [],
      );
      const after = positions.reduce(
        (sum, position) => sum + run.weights!.columns[position * run.times.length + at]!,
        0,
      );
      expect(after, `${where}, ${row.key}`).toBeCloseTo(row.postTrade, 8);
    }
  }
  return { compared: run.times.length - 1, runs };
}

describe("a backtest and live checks of the same days", () => {
  test("call for the same runs and lead to the same weights", { timeout: 600_000 }, () => {
    let compared = 0;
    let runs = 0;
    fc.assert(
      fc.property(worlds, (world) => {
        const seen = compare(requestOf(world));
        compared += seen.compared;
        runs += seen.runs;
      }),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(RUNS * 30);
    expect(runs).toBeGreaterThan(RUNS);
  });
});

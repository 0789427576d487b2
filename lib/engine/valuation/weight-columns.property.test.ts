/** Live decisions and bare kernels are one: same columns in, same verdict and same post-trade weights out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "@/lib/engine/decide/decide";
import type { ResolvedPolicy, Snapshot } from "@/lib/engine/model";
import { destinationMode } from "@/lib/engine/targets/destination-mode";
import { findPostTradeWeights } from "@/lib/engine/targets/find-post-trade-weights";
import { firstFired } from "@/lib/engine/triggers/first-fired";
import { fallOf } from "@/lib/engine/triggers/portfolio-stop";
import { toFloat } from "@/lib/money";
import { aClock } from "@/lib/testing/builders";
import { type MovingWorld, movingWorlds } from "@/lib/testing/moving-worlds";
import { layOutTargets } from "./lay-out-targets";
import { setBands, setSafe, setWeights } from "./resolve-columns";
import { makeWeightColumns, measureWeightColumns, type WeightColumns } from "./weight-columns";

const RUNS = { numRuns: 400 };

/** Values by asset in floats, summed as people would; locked coins count as they do live. */
function valuesOf(snapshot: Snapshot): Map<string, { value: number; stuck: number }> {
  const prices = new Map(snapshot.prices.map(({ asset, price }) => [asset, toFloat(price)]));
  const values = new Map<string, { value: number; stuck: number }>();
  for (const holding of snapshot.holdings) {
    const before = values.get(holding.asset) ?? { value: 0, stuck: 0 };
    const value = toFloat(holding.quantity) * (prices.get(holding.asset) ?? 0);
    before.value += value;
    if (holding.isLocked) before.stuck += value;
    values.set(holding.asset, before);
  }
  return values;
}

/** As a backtest does it: a layout as written, moved by what was resolved. */
function kernelColumns({ policy, snapshot, resolved, dueOccurrences }: MovingWorld): WeightColumns {
  const values = valuesOf(snapshot);
  const weightColumns = makeWeightColumns(policy, layOutTargets(policy, values.keys()));
  setWeights(
    weightColumns,
    Float64Array.from(resolved.targets, (target) => target.weight),
  );
  setBands(
    weightColumns,
    Float64Array.from(resolved.targets, (target) => target.band),
  );
  if (resolved.stop?.phase === "stopped") setSafe(weightColumns, policy);
  else {
    policy.targets.forEach((_, index) => {
      weightColumns.rising[index] = isUp(resolved, resolved.targets[index]!.key) ? 1 : 0;
    });
  }
  let total = 0;
  for (const [asset, { value, stuck }] of values) {
    const position = weightColumns.layout.positionOf.get(asset);
    if (position === undefined) continue;
    weightColumns.destination.weights[position] = weightColumns.destination.weights[position]! + value;
    weightColumns.destination.immovable[position] = weightColumns.destination.immovable[position]! + stuck;
    total += value;
  }
  for (let position = 0; position < weightColumns.postTradeWeights.length; position += 1) {
    weightColumns.destination.weights[position] = weightColumns.destination.weights[position]! / total;
    weightColumns.destination.immovable[position] = weightColumns.destination.immovable[position]! / total;
  }
  for (const { triggerIndex } of dueOccurrences) weightColumns.due[triggerIndex] = 1;
  weightColumns.flowShare = resolved.flowShare;
  measureWeightColumns(weightColumns);
  return weightColumns;
}

const isUp = (resolved: ResolvedPolicy, key: string) =>
  resolved.trends.some((trend) => trend.key === key && trend.isRising);

test("live decides as the kernels do, and goes where they go", () => {
  fc.assert(
    fc.property(movingWorlds(), (world) => {
      const { policy, snapshot, resolved, dueOccurrences } = world;
      if (![...valuesOf(snapshot).values()].some(({ value }) => value > 0)) return;
      const weightColumns = kernelColumns(world);
      if (!weightColumns.destination.weights.every(Number.isFinite)) return;
      // Something was bought before: a first purchase goes by a way of its own (decide/first-purchase.test.ts).
      const clock = aClock({ dueOccurrences, lastRunAt: snapshot.takenAt - 30 * 86_400_000 });
      const decision = decide(policy, { ...snapshot, resolved: { ok: true, resolved } }, clock);
      const kinds = decision.reasons.map((reason) => reason.kind);

      const isOut = resolved.stop?.phase === "stopped";
      const fired = firstFired(weightColumns);
      const trigger = policy.triggers[fired];
      if (isOut) {
        expect(kinds).toEqual([weightColumns.brokenCount > 0 ? "portfolio-stop" : "stopped-out"]);
        expect(fallOf(resolved.stop!)).toBeGreaterThanOrEqual(0);
      } else if (trigger === undefined) {
        expect(decision.kind).toBe("hold");
        expect(kinds).not.toContain("trend-guard");
      } else if (decision.kind === "rebalance") {
        const expected = { time: "schedule", hybrid: "schedule", "cash-flow": "cash-flow" } as const;
        if (trigger.kind === "threshold") expect(["band-broken", "portfolio-drift"]).toContain(kinds[0]);
        else expect(kinds[0]).toBe(expected[trigger.kind]);
      } else {
        expect(["trend-guard", "one-sided"]).toContain(kinds[0]);
      }

      const occasion = isOut ? "stop" : trigger?.kind === "cash-flow" ? "cash-flow" : "regular";
      findPostTradeWeights(weightColumns, destinationMode(policy, occasion, weightColumns.flowShare));
      const postTradeOf = new Float64Array(weightColumns.layout.rows.length);
      weightColumns.postTradeWeights.forEach((destination, position) => {
        const row = weightColumns.destination.rows[position]!;
        postTradeOf[row] = postTradeOf[row]! + destination;
      });
      for (const row of decision.drifts) {
        const index = weightColumns.layout.rows.findIndex(({ key }) => key === row.key);
        expect(row.weight).toBeCloseTo(weightColumns.rowWeights[index]!, 9);
        expect(row.isOutside).toBe(weightColumns.outside[index] === 1);
        expect(row.postTrade).toBeCloseTo(postTradeOf[index]!, 9);
      }
    }),
    RUNS,
  );
});

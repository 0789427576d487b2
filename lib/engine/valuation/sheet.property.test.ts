/** Live decisions and bare kernels are one: same columns in, same verdict and same goals out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecideClock, decide } from "@/lib/engine/decide/decide";
import type { Ruling, Snapshot } from "@/lib/engine/model";
import { aimMode } from "@/lib/engine/targets/aim-mode";
import { aimSheet } from "@/lib/engine/targets/aim-sheet";
import { firstFired } from "@/lib/engine/triggers/first-fired";
import { fallOf } from "@/lib/engine/triggers/portfolio-stop";
import { toFloat } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { type MovingWorld, movingWorlds } from "@/lib/testing/moving-worlds";
import { layOutTargets } from "./lay-out-targets";
import { setBands, setSafe, setWeights } from "./rule-sheet";
import { makeSheet, measureSheet, type Sheet } from "./sheet";

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

/** As a backtest does it: a layout without a ruling, moved by what was ruled. */
function kernelSheet({ policy, snapshot, ruling, dueSlots }: MovingWorld): Sheet {
  const values = valuesOf(snapshot);
  const sheet = makeSheet(policy, layOutTargets(policy, values.keys()));
  setWeights(
    sheet,
    Float64Array.from(ruling.targets, (target) => target.weight),
  );
  setBands(
    sheet,
    Float64Array.from(ruling.targets, (target) => target.band),
  );
  if (ruling.stop?.phase === "stopped") setSafe(sheet, policy);
  else {
    policy.targets.forEach((_, index) => {
      sheet.rising[index] = isUp(ruling, ruling.targets[index]!.key) ? 1 : 0;
    });
  }
  let total = 0;
  for (const [asset, { value, stuck }] of values) {
    const slot = sheet.layout.slotOf.get(asset);
    if (slot === undefined) continue;
    sheet.goal.weights[slot] = sheet.goal.weights[slot]! + value;
    sheet.goal.immovable[slot] = sheet.goal.immovable[slot]! + stuck;
    total += value;
  }
  for (let slot = 0; slot < sheet.goals.length; slot += 1) {
    sheet.goal.weights[slot] = sheet.goal.weights[slot]! / total;
    sheet.goal.immovable[slot] = sheet.goal.immovable[slot]! / total;
  }
  for (const { triggerIndex } of dueSlots) sheet.due[triggerIndex] = 1;
  sheet.flowShare = ruling.flowShare;
  measureSheet(sheet);
  return sheet;
}

const isUp = (ruling: Ruling, key: string) => ruling.trends.some((trend) => trend.key === key && trend.isRising);

test("live decides as the kernels do, and aims where they aim", () => {
  fc.assert(
    fc.property(movingWorlds(), (world) => {
      const { policy, snapshot, ruling, dueSlots } = world;
      if (![...valuesOf(snapshot).values()].some(({ value }) => value > 0)) return;
      const sheet = kernelSheet(world);
      if (!sheet.goal.weights.every(Number.isFinite)) return;
      const clock: DecideClock = {
        now: NOON,
        dueSlots,
        lastRunAt: null,
        asked: null,
        policyChanged: false,
        stopped: false,
        paused: false,
        running: null,
      };
      const decision = decide(policy, { ...snapshot, ruling: { ok: true, ruling } }, clock);
      const kinds = decision.reasons.map((reason) => reason.kind);

      const isOut = ruling.stop?.phase === "stopped";
      const fired = firstFired(sheet);
      const trigger = policy.triggers[fired];
      if (isOut) {
        expect(kinds).toEqual([sheet.brokenCount > 0 ? "portfolio-stop" : "stopped-out"]);
        expect(fallOf(ruling.stop!)).toBeGreaterThanOrEqual(0);
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
      aimSheet(sheet, aimMode(policy, occasion, sheet.flowShare));
      const goalOf = new Float64Array(sheet.layout.rows.length);
      sheet.goals.forEach((goal, slot) => {
        const row = sheet.goal.rows[slot]!;
        goalOf[row] = goalOf[row]! + goal;
      });
      for (const row of decision.drifts) {
        const index = sheet.layout.rows.findIndex(({ key }) => key === row.key);
        expect(row.weight).toBeCloseTo(sheet.rowWeights[index]!, 9);
        expect(row.isOutside).toBe(sheet.outside[index] === 1);
        expect(row.goal).toBeCloseTo(goalOf[index]!, 9);
      }
    }),
    RUNS,
  );
});

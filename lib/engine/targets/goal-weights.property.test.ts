/** The destination rule on bare columns: goals add up, and each lies on the way to its own target. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { weights as shares } from "@/lib/testing/arbitraries";
import { type GoalColumns, goalWeights } from "./goal-weights";

const worlds = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    weights: shares(count),
    targets: shares(count),
    bands: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: count, maxLength: count }),
    mayWish: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    cash: fc.integer({ min: -1, max: count - 1 }),
    reach: fc.constantFrom(0, 0.5, 0.95),
  }),
);

function columnsOf(world: { weights: number[]; targets: number[]; bands: number[]; mayWish: boolean[]; cash: number }) {
  const count = world.weights.length;
  const columns: GoalColumns = {
    weights: Float64Array.from(world.weights),
    targets: Float64Array.from(world.targets),
    aims: Float64Array.from(world.targets),
    bands: Float64Array.from(world.bands, (band) => band / 100),
    immovable: new Float64Array(count),
    mayWish: Uint8Array.from(world.mayWish, Number),
    frozen: new Uint8Array(count),
    rows: Int32Array.from({ length: count }, (_, index) => index),
    rooms: new Float64Array(count),
    cash: world.cash,
    cashMin: 0,
  };
  return columns;
}

test("goals sum to one, and no slot passes its target", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const columns = columnsOf(world);
      const goals = new Float64Array(world.weights.length);
      goalWeights(columns, world.reach, goals);
      expect(goals.reduce((sum, goal) => sum + goal, 0)).toBeCloseTo(1, 9);
      goals.forEach((goal, index) => {
        const [weight, target] = [world.weights[index]!, world.targets[index]!];
        expect(goal).toBeGreaterThanOrEqual(Math.min(weight, target) - 1e-9);
        expect(goal).toBeLessThanOrEqual(Math.max(weight, target) + 1e-9);
      });
    }),
  );
});

test("who stands at the goals stays there", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const first = new Float64Array(world.weights.length);
      goalWeights(columnsOf(world), world.reach, first);
      const second = new Float64Array(world.weights.length);
      goalWeights(columnsOf({ ...world, weights: [...first] }), world.reach, second);
      second.forEach((goal, index) => {
        expect(goal).toBeCloseTo(first[index]!, 9);
      });
    }),
  );
});

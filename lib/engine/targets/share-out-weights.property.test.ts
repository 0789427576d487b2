/** The destination rule on bare columns: post-trade weights add up, and each lies on the way to its own target. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { weights as shares } from "@/lib/testing/arbitraries";
import { type DestinationColumns, shareOutWeights } from "./share-out-weights";

const worlds = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    weights: shares(count),
    targets: shares(count),
    bands: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: count, maxLength: count }),
    mayMove: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    cash: fc.integer({ min: -1, max: count - 1 }),
    reach: fc.constantFrom(0, 0.5, 0.95),
  }),
);

function columnsOf(world: { weights: number[]; targets: number[]; bands: number[]; mayMove: boolean[]; cash: number }) {
  const count = world.weights.length;
  const columns: DestinationColumns = {
    weights: Float64Array.from(world.weights),
    targets: Float64Array.from(world.targets),
    bufferedTargets: Float64Array.from(world.targets),
    bands: Float64Array.from(world.bands, (band) => band / 100),
    immovable: new Float64Array(count),
    mayMove: Uint8Array.from(world.mayMove, Number),
    frozen: new Uint8Array(count),
    rows: Int32Array.from({ length: count }, (_, index) => index),
    headrooms: new Float64Array(count),
    cash: world.cash,
    cashMin: 0,
  };
  return columns;
}

test("post-trade weights sum to one, and no position passes its target", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const columns = columnsOf(world);
      const postTradeWeights = new Float64Array(world.weights.length);
      shareOutWeights(columns, world.reach, postTradeWeights);
      expect(postTradeWeights.reduce((sum, destination) => sum + destination, 0)).toBeCloseTo(1, 9);
      postTradeWeights.forEach((destination, index) => {
        const [weight, target] = [world.weights[index]!, world.targets[index]!];
        expect(destination).toBeGreaterThanOrEqual(Math.min(weight, target) - 1e-9);
        expect(destination).toBeLessThanOrEqual(Math.max(weight, target) + 1e-9);
      });
    }),
  );
});

test("who stands at the post-trade weights stays there", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const first = new Float64Array(world.weights.length);
      shareOutWeights(columnsOf(world), world.reach, first);
      const second = new Float64Array(world.weights.length);
      shareOutWeights(columnsOf({ ...world, weights: [...first] }), world.reach, second);
      second.forEach((destination, index) => {
        expect(destination).toBeCloseTo(first[index]!, 9);
      });
    }),
  );
});

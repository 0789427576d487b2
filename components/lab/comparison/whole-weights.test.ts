import { expect, test } from "vitest";
import { wholeWeights } from "./whole-weights";

test("weights become a whole", () => {
  expect(wholeWeights([1, 1, 1])).toEqual([0.3334, 0.3333, 0.3333]);
  expect(wholeWeights([30, 10]).reduce((sum, each) => sum + each, 0)).toBe(1);
  expect(wholeWeights([0, 0])).toEqual([0, 0]);
});

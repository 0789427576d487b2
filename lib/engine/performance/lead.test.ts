import { expect, test } from "vitest";
import { downsampleIndices } from "./downsample";
import { findLead } from "./lead";

test("the widest lead is found where the value has no extreme, and thinning would lose it", () => {
  const at = Array.from({ length: 400 }, (_, index) => index);
  const value = at.map((index) => String(1000 + index));
  const held = at.map((index) => String(1000 + index - (index === 201 ? 90 : 1)));
  expect(findLead({ at, value, held }, 0)).toEqual({ now: { at: 399, ahead: "1" }, widest: { at: 201, ahead: "90" } });
  expect(downsampleIndices([at.map((index) => 1000 + index)], 50)).not.toContain(201);
});

test("a gap is wider than a smaller lead, and is below zero", () =>
  expect(findLead({ at: [1, 2, 3], value: ["10", "10", "10.5"], held: ["9", "13", "10"] }, 0)).toEqual({
    now: { at: 3, ahead: "0.5" },
    widest: { at: 2, ahead: "-3" },
  }));

test("only the range counts; without a figure there is no lead", () => {
  expect(findLead({ at: [1, 2], value: ["10", "10"], held: ["5", "9"] }, 1)?.widest).toEqual({ at: 2, ahead: "1" });
  expect(findLead({ at: [1], value: ["10"], held: [null] }, 0)).toBeNull();
});

import { expect, test } from "vitest";
import type { Notional } from "@/lib/money";
import { measureAgainstHolding } from "./against-holding";

const columns = (value: string[], held: (string | null)[]) => ({ at: value.map((_, index) => index), value, held });
const flow = (index: number, worth: string) => ({ index, worth: worth as Notional });

test("over the whole history it is the lead itself", () =>
  expect(measureAgainstHolding(columns(["100", "110", "130"], ["100", "105", "121.5"]), 0, [])).toEqual({
    from: 0,
    to: 2,
    value: "130",
    holding: "121.5",
    ahead: "8.5",
    scales: [{ index: 0, ratio: "1" }],
  }));

test("a later range starts level: 100 of each, and holding went from 80 to 100", () =>
  expect(measureAgainstHolding(columns(["90", "100", "130"], ["90", "80", "100"]), 1, [])).toMatchObject({
    holding: "125",
    ahead: "5",
  }));

test("a deposit is a gain of neither: 50 came in, then both rose by a tenth", () => {
  const same = measureAgainstHolding(columns(["100", "150", "165"], ["100", "150", "165"]), 0, [flow(1, "50")]);
  expect(same).toMatchObject({ holding: "165", ahead: "0" });
  // The holder of a later range gets the same 50, not 50 scaled by what holding had fallen behind.
  const later = measureAgainstHolding(columns(["90", "100", "150", "165"], ["90", "80", "130", "143"]), 1, [
    flow(2, "50"),
  ]);
  expect(later).toMatchObject({ holding: "165", ahead: "0" });
  // Drawn, the line begins at 100 and has the deposit: 80 x 1.25, 130 x 150 / 130.
  expect(later?.scales.map(({ index, ratio }) => [index, Number(ratio).toFixed(6)])).toEqual([
    [1, "1.250000"],
    [2, "1.153846"],
  ]);
});

test("a withdrawal is a loss of neither", () =>
  expect(measureAgainstHolding(columns(["100", "60", "66"], ["100", "60", "66"]), 0, [flow(1, "-40")])).toMatchObject({
    holding: "66",
    ahead: "0",
  }));

test("holding that won is below zero", () =>
  expect(measureAgainstHolding(columns(["100", "90"], ["100", "95"]), 0, [])?.ahead).toBe("-5"));

test("points without a figure are skipped, and a single one compares nothing", () => {
  expect(measureAgainstHolding(columns(["50", "100", "110"], [null, "100", "108"]), 0, [])).toMatchObject({ from: 1 });
  expect(measureAgainstHolding(columns(["50", "100"], [null, "100"]), 0, [])).toBeNull();
  expect(measureAgainstHolding(columns(["50", "60", "70"], ["50", null, "70"]), 0, [flow(1, "5")])).toBeNull();
});

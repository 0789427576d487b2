import { describe, expect, test } from "vitest";
import type { LabCell } from "@/components/lab/worker/protocol";
import { describePeriod } from "@/lib/format/describe-period";
import { withPlainSpaces } from "@/lib/format/number";
import { measureFacts } from "./measures";
import { readMap } from "./read-map";
import { sentencesOf } from "./sentences";

const DAY = 86_400_000;
const cell = (index: number, aheadPerYear: number, turnoverPerYear = 0.2): LabCell => ({
  index,
  totalReturn: 0.6,
  ahead: 3 * aheadPerYear,
  cagr: 0.2 + aheadPerYear,
  aheadPerYear,
  maxDrawdown: -0.3,
  turnover: 3 * turnoverPerYear,
  turnoverPerYear,
  events: 10,
  finalValue: 15_000,
});
const map = (...aheads: (number | null)[]) =>
  aheads.map((ahead, index) => (ahead === null ? null : cell(index, ahead)));
const { ahead, turnover } = measureFacts(true);

describe("reading a map", () => {
  test("the best cell is darkest, the worst lightest, and blanks stay blank", () => {
    const reading = readMap(map(-0.05, -0.03, null, -0.01), 2, ahead);
    expect(reading.best).toBe(3);
    expect(reading.steps).toEqual([0, 3, -1, 5]);
    expect(reading.known).toBe(3);
  });

  test("of turnover less is better", () => {
    const cells = [cell(0, 0, 0.9), cell(1, 0, 0.1)];
    const reading = readMap(cells, 2, turnover);
    expect([reading.best, reading.worstValue, reading.bestValue]).toEqual([1, 0.9, 0.1]);
  });

  test("near-equal cells look near-equal: colours never spread over noise", () => {
    const { steps } = readMap(map(-0.0301, -0.0302, -0.03, -0.0303), 2, ahead);
    expect(new Set(steps).size).toBeLessThanOrEqual(2);
    expect(steps).not.toContain(0);
    expect(steps).not.toContain(5);
  });

  test("neighbours are cells side by side, never over the edge of a row", () => {
    expect(readMap(map(0, 0.1, 0.5, 0.5), 2, ahead).neighbours).toEqual({ median: 0.4, most: 0.5 });
    expect(readMap(map(0.1, null, null, 0.5), 2, ahead).neighbours).toBeNull();
  });

  test("the line below says what nobody should overlook", () => {
    const described = (cells: readonly (LabCell | null)[]) =>
      withPlainSpaces(
        sentencesOf({
          reading: readMap(cells, 2, ahead),
          facts: ahead,
          span: { firstAt: Date.UTC(2023, 10, 22), lastAt: Date.UTC(2026, 10, 22) },
          yours: 0,
          current: { band: 0.2, intervalDays: 1, destination: "half" },
          destination: "half",
          kind: "clamp",
        }).join(" "),
      );
    expect(described(map(-0.036, -0.035, -0.031, -0.03))).toBe(
      "Ringed: yours. Dotted: best of 4. No two neighbours differ by more than 0.5 pp. No cell beat holding in these three years.",
    );
    expect(described(map(-0.01, 0.02, -0.01, 0.01))).toContain("2 of 4 cells beat holding");
    expect(described(map(0.01, 0.02))).toContain("Every cell beat holding");
    expect(described(map(null, null))).toBe("");
  });
});

test.each([
  [40, "these 40 days"],
  [365, "this year"],
  [366, "this year"],
  [548, "these 18 months"],
  [1096, "these three years"],
  [1826, "these five years"],
  [1280, "these 3.5 years"],
])("%d days are %s", (days, text) => expect(describePeriod(0, days * DAY)).toBe(text));

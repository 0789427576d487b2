/** Every worked case within the tolerance of its source, and siblings no file lists. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PerformanceCase } from "@/lib/schemas/performance-case";
import { runCase } from "./run-case";

type Figure = number | null | Figure[];
interface WorkedCase {
  id: string;
  title: string;
  expect: Readonly<Record<string, Figure>>;
  tolerance: number;
}

const FILE = join(import.meta.dirname, "../../../lib/engine/performance/fixtures/performance-cases.json");
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { cases: WorkedCase[] };
const answerTo = (given: unknown) => runCase(PerformanceCase.parse(given)) as Record<string, Figure>;

function expectNear(found: Figure | undefined, wanted: Figure, tolerance: number, name: string) {
  if (wanted === null || typeof found !== "number") expect(found, name).toEqual(wanted);
  else
    expect(Math.abs(found - Number(wanted)), name).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(Number(wanted))),
    );
}

describe("worked cases", () => {
  test.each(cases.map((each) => [each.id, each.title, each] as const))("%s: %s", (_id, _title, worked) => {
    const found = answerTo(worked);
    for (const [name, wanted] of Object.entries(worked.expect)) {
      const list = found[name];
      if (!Array.isArray(wanted) || !Array.isArray(list)) expectNear(list, wanted, worked.tolerance, name);
      else for (const [at, each] of wanted.entries()) expectNear(list[at], each, worked.tolerance, `${name}.${at}`);
    }
  });
});

const returnsOf = (input: object) => answerTo({ id: "own", kind: "returns", input });

test("two rates that both fit are both given, and neither is the answer", () => {
  // 100 x^2 - 230 x + 132 = 0 for x = 1 + rate: 10 % and 20 %.
  const flows = [
    ["2023-01-01", -100],
    ["2024-01-01", 230],
    ["2024-12-31", -132],
  ];
  const found = returnsOf({ flows });
  expect(found.moneyWeighted).toBeNull();
  expect((found.roots as number[]).map((root) => root.toFixed(9))).toEqual(["0.100000000", "0.200000000"]);
});

test("a fall to next to nothing and a thousandfold both have their rate", () => {
  for (const end of [0.0001, 100_000]) {
    const found = returnsOf({
      flows: [
        ["2023-01-01", -100],
        ["2024-01-01", end],
      ],
    });
    expect(found.moneyWeighted).toBeCloseTo(end / 100 - 1, 9);
  }
});

test("flows of one day have no rate", () => {
  expect(
    returnsOf({
      flows: [
        ["2023-01-01", -100],
        ["2023-01-01", 110],
      ],
    }).moneyWeighted,
  ).toBeNull();
});

const amount = fc.integer({ min: 1, max: 100_000 });
const step = fc.record({ growth: fc.integer({ min: 1, max: 300 }), flow: fc.integer({ min: 0, max: 5000 }) });

test("the time-weighted return knows nothing of flows, and not of how a flow is split", () => {
  fc.assert(
    fc.property(amount, fc.array(step, { minLength: 1, maxLength: 20 }), (start, steps) => {
      let value = start;
      const whole: { start: number; end: number; flowStart: number }[] = [];
      for (const { growth, flow } of steps) {
        whole.push({ start: value, end: ((value + flow) * growth) / 100, flowStart: flow });
        value = whole.at(-1)!.end;
      }
      const bare = steps.reduce((factor, { growth }) => (factor * growth) / 100, 1) - 1;
      const halves = whole.flatMap(({ start: from, end, flowStart }) => [
        { start: from, end: from + flowStart / 2, flowStart: flowStart / 2 },
        { start: from + flowStart / 2, end, flowStart: flowStart / 2 },
      ]);
      expectNear(returnsOf({ periods: whole }).timeWeighted, bare, 1e-9, "whole");
      expectNear(returnsOf({ periods: halves }).timeWeighted, bare, 1e-9, "halves");
    }),
  );
});

test("shares of risk sum to one, whatever the weights", () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 8 }), (assets) => {
      const total = assets.reduce((sum, [weight]) => sum + weight, 0);
      const input = {
        weights: assets.map(([weight]) => weight / total),
        volatilities: assets.map(([, volatility]) => volatility),
        correlations: assets.map((_, row) => assets.map((__, column) => (row === column ? 1 : 0.3))),
      };
      expectNear(answerTo({ id: "own", kind: "risk", input }).sum, 1, 1e-9, "sum");
    }),
  );
});

test.each([
  [{ id: "a", kind: "tail", input: { returns: [], cutoff: 0.1 } }, "input.returns"],
  [{ id: "a", kind: "tail", input: { returns: [1], cutoff: 1 } }, "input.cutoff"],
  [{ id: "a", kind: "luck", input: {} }, "kind"],
  [
    { id: "a", kind: "risk", input: { weights: [1], volatilities: [0.1, 0.2], correlations: [[1]] } },
    "input.volatilities",
  ],
  [{ id: "a", kind: "benchmark", input: { returns: [1, 2], benchmark: [1] } }, "input.benchmark"],
])("%j is refused at %s", (given, path) => {
  const read = PerformanceCase.safeParse(given);
  expect(read.success ? [] : read.error.issues.map((issue) => issue.path.join("."))).toContain(path);
});

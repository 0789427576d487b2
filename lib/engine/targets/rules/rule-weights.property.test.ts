/** What must hold of every rule on any prices and bounds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DynamicTargets, PriceTable, Target, TargetRule } from "@/lib/engine/model";
import { barDays } from "@/lib/engine/valuation/indicators/bar-days";
import { weights as shares } from "@/lib/testing/arbitraries";
import { inOtherUnits, priceTables, withOtherFuture } from "@/lib/testing/price-tables";
import { makeRuleInput } from "./rule-input";
import { ruleWeights } from "./rule-weights";

interface World {
  table: PriceTable;
  targets: Target[];
  dynamic: DynamicTargets;
  bar: number;
}

/** Windows in bars, so that they fit daily and hourly tables alike. */
const rules = (days: number): fc.Arbitrary<TargetRule> =>
  fc.constantFrom<TargetRule>(
    { kind: "equal" },
    { kind: "market-cap", exponent: 0.5 },
    { kind: "inverse-volatility", lookbackDays: 20 * days },
    { kind: "equal-risk", lookbackDays: 20 * days },
    { kind: "minimum-variance", lookbackDays: 20 * days },
    { kind: "momentum", lookbackDays: 20 * days, top: 2, returnMin: 0 },
    { kind: "volatility-target", volatility: 0.3, halfLifeDays: 10 * days, exposureMax: 0.9 },
  );

const worlds: fc.Arbitrary<World> = priceTables({ assetsMin: 3, barsMin: 40 }).chain((table) =>
  fc
    .record({
      rule: rules(barDays(table)),
      written: shares(table.assets.length + 1),
      fixed: fc.boolean(),
      weightMin: fc.constantFrom(0, 0.01, 0.05),
      weightMax: fc.constantFrom(1, 0.5, 0.3),
      bound: fc.constantFrom(null, 0.1, 0.02),
      bar: fc.integer({ min: 25, max: table.times.length - 1 }),
    })
    .map(({ rule, written, fixed, bar, ...bounds }) => {
      const names = [...table.assets, "USDT"];
      const targets = names.map((asset, index): Target => ({ kind: "asset", asset, weight: written[index]! }));
      const isLeavingSome = rule.kind === "momentum" || rule.kind === "volatility-target";
      const kept = fixed ? [names[0]!] : [];
      const dynamic: DynamicTargets = {
        rule,
        fixed: isLeavingSome ? kept : [...kept, "USDT"],
        safe: isLeavingSome ? "USDT" : null,
        cron: "0 0 * * *",
        timeZone: "UTC",
        ...bounds,
      };
      return { table, targets, dynamic, bar };
    }),
);

function weigh({ table, targets, dynamic, bar }: World): Float64Array | null {
  const input = makeRuleInput(dynamic, targets, table, "USDT");
  input.bar = bar;
  input.capitalisations.set(targets.map((target) => 100 + target.weight));
  const out = new Float64Array(targets.length);
  const problem = ruleWeights(dynamic, targets, input, out);
  if (problem === null) return out;
  // These histories are long enough and move; only bounds may stand in the way.
  expect(problem.kind).toBe("rule-impossible");
  expect(out.every((weight) => weight === 0)).toBe(true);
  return null;
}

test("weights sum to one and keep every bound; fixed targets keep theirs", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const weights = weigh(world);
      if (weights === null) return;
      const { fixed, safe, weightMin, weightMax, bound } = world.dynamic;
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      world.targets.forEach((target, index) => {
        const weight = weights[index]!;
        const key = target.kind === "asset" ? target.asset : target.name;
        if (fixed.includes(key)) {
          expect(weight).toBe(target.weight);
          return;
        }
        expect(weight).toBeGreaterThanOrEqual((key === safe ? 0 : weightMin) - 1e-9);
        expect(weight).toBeLessThanOrEqual((key === safe ? 1 : weightMax) + 1e-9);
        if (bound !== null) expect(Math.abs(weight - target.weight)).toBeLessThanOrEqual(bound + 1e-9);
      });
    }),
    { numRuns: 400 },
  );
});

test("later bars change nothing", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      expect(weigh({ ...world, table: withOtherFuture(world.table, world.bar) })).toEqual(weigh(world));
    }),
  );
});

test("the unit of a price changes nothing", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      expectAlike(weigh({ ...world, table: inOtherUnits(world.table) }), weigh(world));
    }),
  );
});

test("the order of targets changes nothing", () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const back = weigh({ ...world, targets: world.targets.toReversed() });
      expectAlike(back?.toReversed() ?? null, weigh(world));
    }),
  );
});

function expectAlike(left: Float64Array | null, right: Float64Array | null): void {
  expect(left === null).toBe(right === null);
  left?.forEach((weight, index) => {
    expect(Math.abs(weight - right![index]!)).toBeLessThan(1e-7);
  });
}

/** Rules on the targets of a policy: who keeps, who is weighed, who takes the rest, and why there may be no weights. */
import { describe, expect, test } from "vitest";
import type { DynamicTargets, PriceTable, Target, TargetRule } from "@/lib/engine/model";
import { describeRuleConflict, withPlainSpaces } from "@/lib/format";
import { aDynamic } from "@/lib/testing/builders";
import { fillCapitalisations } from "./capitalisations";
import { makeRuleInput } from "./rule-input";
import { ruleWeights } from "./rule-weights";

const DAY_MS = 86_400_000;
const DAYS = 61;

/** Sixty daily returns: BTC +/-1 % without a trend, ETH +/-2 % rising, SOL falling 1 % a day, give or take. */
const swings = { BTC: [0.01, -0.01], ETH: [0.03, -0.01], SOL: [-0.02, 0] } as const;
const table: PriceTable = {
  assets: ["BTC", "ETH", "SOL"],
  quote: "USDT",
  times: Float64Array.from({ length: DAYS }, (_, day) => day * DAY_MS),
  closes: Float64Array.from(
    Object.values(swings).flatMap((swing) => {
      let level = 100;
      return Array.from({ length: DAYS }, (_, day) => {
        if (day > 0) level *= 1 + swing[day % 2]!;
        return level;
      });
    }),
  ),
};

const asset = (name: string, weight: number): Target => ({ kind: "asset", asset: name, weight });
const targets = [asset("BTC", 0.4), asset("ETH", 0.3), asset("SOL", 0.2), asset("USDT", 0.1)];

const dynamic = (rule: TargetRule, more: Partial<DynamicTargets> = {}) => aDynamic({ rule, fixed: ["USDT"], ...more });

function weigh(dynamics: DynamicTargets, list: readonly Target[] = targets, bar = DAYS - 1) {
  const input = makeRuleInput(dynamics, list, table, "USDT");
  input.bar = bar;
  const caps = [
    { asset: "BTC", value: 900, at: 0, source: "test" },
    { asset: "ETH", value: 400, at: 0, source: "test" },
    { asset: "SOL", value: 100, at: 0, source: "test" },
  ];
  fillCapitalisations(caps, list, 0, input.capitalisations);
  const out = new Float64Array(list.length);
  const problem = ruleWeights(dynamics, list, input, out);
  return problem ?? [...out].map((weight) => Number(weight.toFixed(6)));
}

const momentum: TargetRule = { kind: "momentum", lookbackDays: 30, top: 2, returnMin: 0 };
const target20: TargetRule = { kind: "volatility-target", volatility: 0.2, halfLifeDays: 10, exposureMax: 0.8 };

describe("what the fixed targets leave is shared", () => {
  test("equally", () => expect(weigh(dynamic({ kind: "equal" }))).toEqual([0.3, 0.3, 0.3, 0.1]));
  test("by capitalisation, or its root", () => {
    expect(weigh(dynamic({ kind: "market-cap", exponent: 1 }))).toEqual([0.578571, 0.257143, 0.064286, 0.1]);
    expect(weigh(dynamic({ kind: "market-cap", exponent: 0.5 }))).toEqual([0.45, 0.3, 0.15, 0.1]);
  });
  test("by inverse volatility: ETH swings twice as far as BTC, SOL as far", () => {
    expect(weigh(dynamic({ kind: "inverse-volatility", lookbackDays: 60 }))).toEqual([0.36, 0.18, 0.36, 0.1]);
  });
  test("to the strongest, half each", () => {
    expect(weigh(dynamic({ ...momentum, returnMin: null }))).toEqual([0.45, 0.45, 0, 0.1]);
  });
});

describe("groups are weighed as one", () => {
  const both: Target = { kind: "group", name: "Large", weight: 0.7, mode: "fungible", members: ["BTC", "ETH"] };
  const list = [both, asset("SOL", 0.2), asset("USDT", 0.1)];
  test("their capitalisations add up", () => {
    expect(weigh(dynamic({ kind: "market-cap", exponent: 1 }), list)).toEqual([0.835714, 0.064286, 0.1]);
  });
  test("their members' mean return is theirs", () => {
    // Half BTC and half ETH swing by 1.5 %, SOL by 1 %.
    expect(weigh(dynamic({ kind: "inverse-volatility", lookbackDays: 60 }), list)).toEqual([0.36, 0.54, 0.1]);
  });
});

describe("what is not invested", () => {
  test("goes to the safe target", () => {
    // BTC loses a little over thirty days, so only ETH is above the bar.
    expect(weigh(dynamic(momentum, { fixed: [], safe: "USDT" }))).toEqual([0, 0.5, 0, 0.5]);
  });
  test("is shared among those that pass where there is no safe target", () => {
    expect(weigh(dynamic(momentum))).toEqual([0, 0.9, 0, 0.1]);
  });
  test("cannot be resolved where nobody passes and nothing is safe", () => {
    expect(weigh(dynamic({ ...momentum, returnMin: 9 }))).toMatchObject({ kind: "rule-impossible" });
    expect(weigh(dynamic({ ...momentum, returnMin: 9 }, { fixed: [], safe: "USDT" }))).toEqual([0, 0, 0, 1]);
  });
  test("is what a volatility target needs no exposure for", () => {
    // Only BTC at risk: it moves 1 % a day, 19.1 % a year, so 20 % would take more than all; at most 80 % is allowed.
    const list = [asset("BTC", 0.5), asset("USDT", 0.5)];
    expect(weigh(dynamic(target20, { fixed: [], safe: "USDT" }), list)).toEqual([0.8, 0.2]);
    const [btc] = weigh(dynamic({ ...target20, volatility: 0.1 }, { fixed: [], safe: "USDT" }), list) as number[];
    expect(btc).toBeCloseTo(0.1 / (0.01 * Math.sqrt(365)), 3);
  });
  test("keeps written proportions among those scaled", () => {
    const [btc, eth, sol, usdt] = weigh(dynamic(target20, { fixed: [], safe: "USDT" })) as number[];
    expect(btc! / eth!).toBeCloseTo(4 / 3, 4);
    expect(eth! / sol!).toBeCloseTo(3 / 2, 4);
    expect(btc! + eth! + sol! + usdt!).toBeCloseTo(1, 5);
  });
});

describe("bounds", () => {
  test("the most and the least of a target", () => {
    expect(weigh(dynamic({ kind: "market-cap", exponent: 1 }, { weightMax: 0.4 }))).toEqual([0.4, 0.4, 0.1, 0.1]);
    expect(weigh(dynamic({ ...momentum, returnMin: null }, { weightMin: 0.1 }))).toEqual([0.4, 0.4, 0.1, 0.1]);
  });
  test("around the written weights", () => {
    expect(weigh(dynamic({ kind: "equal" }, { bound: 0.05 }))).toEqual([0.35, 0.3, 0.25, 0.1]);
  });
  test("that cannot be met say what to change", () => {
    const problemOf = (more: Partial<DynamicTargets>) => {
      const answer = weigh(dynamic({ kind: "equal" }, more));
      return "kind" in answer && answer.kind === "rule-impossible"
        ? withPlainSpaces(describeRuleConflict(answer.why))
        : answer;
    };
    expect(problemOf({ weightMin: 0.4 })).toBe(
      "The least weights of 3 targets come to 120.0 %, more than the 90.0 % there is to share out. Lower the least weight of 40.0 %, or fix less.",
    );
    expect(problemOf({ weightMax: 0.2 })).toBe(
      "The most weights of 3 targets come to 60.0 %, less than the 90.0 % there is to share out. Raise the most weight of 20.0 %, or fix more.",
    );
    expect(problemOf({ weightMax: 0.3, bound: 0.02 })).toBe(
      "Bitcoin is to stay within 2.0 pp of its 40.0 %, but at most at 30.0 %. Raise the most to 38.0 %, widen the bound or fix Bitcoin.",
    );
  });
});

describe("no weights", () => {
  test("where history is too short, with the bars it takes", () => {
    expect(weigh(dynamic({ kind: "equal-risk", lookbackDays: 30 }), targets, 29)).toEqual({
      kind: "history-missing",
      assets: ["BTC", "ETH", "SOL"],
      barsNeeded: 31,
      daysNeeded: 31,
    });
    expect(Array.isArray(weigh(dynamic({ kind: "equal-risk", lookbackDays: 30 }), targets, 30))).toBe(true);
    expect(weigh(dynamic(target20, { fixed: [], safe: "USDT" }), targets, 9)).toMatchObject({ barsNeeded: 11 });
    expect(weigh(dynamic(momentum), targets, 29)).toMatchObject({ barsNeeded: 31 });
  });
  test("where a capitalisation is unknown", () => {
    expect(weigh(dynamic({ kind: "market-cap", exponent: 1 }, { fixed: [] }))).toEqual({
      kind: "capitalisation-missing",
      assets: ["USDT"],
    });
  });
  test("by risk where something stands still", () => {
    expect(weigh(dynamic({ kind: "inverse-volatility", lookbackDays: 30 }, { fixed: [] }))).toMatchObject({
      kind: "rule-impossible",
    });
  });
  test("for a volatility target without a safe one, or where nothing is left to weigh", () => {
    expect(weigh(dynamic(target20))).toMatchObject({ kind: "rule-impossible" });
    expect(weigh(dynamic({ kind: "equal" }, { fixed: ["BTC", "ETH", "SOL", "USDT"] }))).toMatchObject({
      kind: "rule-impossible",
    });
  });
});

test("capitalisations by day are the last known, and nothing before the first", () => {
  const byDay = { assets: ["BTC"], times: Float64Array.of(10, 20, 30), values: Float64Array.of(1, 2, 3) };
  const at = (time: number) => {
    const out = new Float64Array(2);
    fillCapitalisations(byDay, [asset("BTC", 0.5), asset("ETH", 0.5)], time, out);
    return [...out];
  };
  expect([at(9), at(10), at(29), at(99)]).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
});

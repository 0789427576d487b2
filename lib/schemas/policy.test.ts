import { describe, expect, test } from "vitest";
import { aPolicy } from "@/lib/testing/builders";
import { parsePolicy, parsePolicyText, printPolicy } from "./policy";

const problemsOf = (input: unknown) => {
  const verdict = parsePolicy(input);
  return verdict.ok ? [] : verdict.problems.map(({ path, message }) => `${path}: ${message}`);
};

const change = (fields: Record<string, unknown>) => ({ ...aPolicy(), ...fields });

describe("a good policy", () => {
  test("is taken as it is, and what is printed reads back", () => {
    const policy = aPolicy({
      targets: [
        { kind: "asset", asset: "BTC", weight: 0.5, band: { kind: "absolute", width: 0.025 } },
        { kind: "group", name: "Stablecoins", weight: 0.2, mode: "fungible", members: ["USDT", "USDC"] },
        {
          kind: "group",
          name: "Majors",
          weight: 0.3,
          mode: "weighted",
          members: [
            { asset: "ETH", weight: 0.7 },
            { asset: "SOL", weight: 0.3 },
          ],
        },
      ],
      triggers: [
        { kind: "hybrid", cron: "0 9 * * 1", timeZone: "Europe/Berlin", driftMin: 0.03 },
        { kind: "threshold", portfolioDrift: 0.05 },
      ],
    });
    expect(parsePolicy(policy)).toEqual({ ok: true, policy });
    expect(parsePolicyText(printPolicy(policy))).toEqual({ ok: true, policy });
  });

  test("what is left out gets the usual values", () => {
    const verdict = parsePolicy({
      version: 1,
      targets: [{ kind: "asset", asset: "BTC", weight: 1 }],
      triggers: [{ kind: "threshold" }],
      quoteAsset: "USDT",
      tradeNotionalMin: 12.5,
    });
    expect(verdict).toMatchObject({
      ok: true,
      policy: { destination: "half", cashBuffer: 0.0025, tradeNotionalMin: "12.5", limits: { turnoverMax: 1 } },
    });
  });

  test("thirds sum to one for all float noise", () => {
    const targets = ["BTC", "ETH", "SOL"].map((asset) => ({ kind: "asset", asset, weight: 1 / 3 }));
    expect(problemsOf(change({ targets }))).toEqual([]);
  });
});

describe("a bad one is refused with path and reason", () => {
  const two = (first: object, second: object) => ({ targets: [first, second] });
  const btc = { kind: "asset", asset: "BTC", weight: 0.5 };
  test.each([
    [
      two(btc, { ...btc, asset: "ETH", weight: 0.4 }),
      "targets: The weights sum to 90 %, not to 100 %. Give out the other 10 %.",
    ],
    [
      two(btc, btc),
      "targets.1.asset: BTC is targeted twice: in a target of its own and in a target of its own. Remove it from one.",
    ],
    [
      two(btc, { kind: "group", name: "Majors", weight: 0.5, mode: "fungible", members: ["ETH", "BTC"] }),
      "targets.1.members.1: BTC is targeted twice: in a target of its own and in the group Majors. Remove it from one.",
    ],
    [
      two(btc, { ...btc, asset: "ETH", weight: -0.5 }),
      "targets.1.weight: The weight must be from 0 to 100 %, not −50 %.",
    ],
    [
      two(btc, { ...btc, asset: "ETH", weight: Number.NaN }),
      "targets.1.weight: The weight must be a number from 0 to 100 %.",
    ],
    [two(btc, { ...btc, asset: "ETH", weight: "50%" }), 'targets.1.weight: The weight must be a number, not "50%".'],
    [
      two(btc, { kind: "group", name: "Empty", weight: 0.5, mode: "fungible", members: [] }),
      "targets.1.members: A group needs at least one member. Add an asset, or remove it.",
    ],
    [
      two(btc, { kind: "group", name: "G", weight: 0.5, mode: "weighted", members: [{ asset: "ETH", weight: 0.9 }] }),
      "targets.1.members: The inner weights of G sum to 90 %, not to 100 %. Give out the other 10 %.",
    ],
    [{ targets: [] }, "targets: A policy needs at least one target. Add an asset or a group."],
    [
      { triggers: [{ kind: "time", cron: "0 9 * *", timeZone: "UTC" }] },
      'triggers.0.cron: "0 9 * *" has 4 fields; a schedule has 5: minute hour day month weekday.',
    ],
    [
      { triggers: [{ kind: "time", cron: "0 9 * * *", timeZone: "Berlin" }] },
      'triggers.0.timeZone: "Berlin" is not a time zone; use an IANA name, for example "Europe/Berlin" or "UTC".',
    ],
    [{ destination: "middle" }, 'destination: The destination must be one of "target", "half", "edge", not "middle".'],
    [
      { turnover: 1 },
      'turnover: "turnover" is not a field of a policy. Allowed: version, targets, untargeted, triggers, band, destination, scope, flow, dynamic, trendGuard, stop, quoteAsset, cashBuffer, cooldownMinutes, tradeNotionalMin, autonomy, whenUnconfirmed, proposalMinutes, priceToleranceBps, limits.',
    ],
    [
      { limits: { slipage: 3 } },
      'limits.slipage: "slipage" is not a field of the limits. Allowed: turnoverMax, turnoverPerDayMax, orderNotionalMax, priceAgeMsMax, priceJumpMax, cashMin, slippageBpsMax.',
    ],
    [{ tradeNotionalMin: "-5" }, "tradeNotionalMin: The minimum trade must not be negative."],
    [
      { tradeNotionalMin: "ten" },
      'tradeNotionalMin: The minimum trade must be a number with digits and one point, for example "10.50".',
    ],
    [{ version: 2 }, "version: The version must be 1: this file is of a form we do not know."],
    [{ quoteAsset: "usdt" }, 'quoteAsset: "usdt" is no asset code. Write the code in upper case, for example "BTC".'],
    [
      { band: { kind: "clamp", ratio: 0.2, floor: 0.2, cap: 0.1 } },
      "band.floor: The band's floor, 20 %, is above its cap, 10 %. Lower the floor or raise the cap.",
    ],
  ])("%j", (fields, problem) => {
    expect(problemsOf(change(fields))).toContain(problem);
  });

  const schedule = { cron: "0 9 1 * *", timeZone: "UTC" };
  const moving = (fields: object) => ({ dynamic: { rule: { kind: "equal" }, ...schedule, ...fields } });
  const stop = { kind: "peak", drop: 0.25, safeAsset: "USDT", restart: { kind: "manual" } };
  test.each([
    [
      { bnad: { kind: "relative", ratio: 0.2 } },
      expect.stringMatching(
        /^bnad: "bnad" is not a field of a policy\. Allowed: version, targets, untargeted, triggers, band,/,
      ),
    ],
    [
      { stop: { ...stop, dorp: 1 } },
      expect.stringMatching(/^stop\.dorp: "dorp" is not a field of a portfolio stop\. Allowed: kind,/),
    ],
    [{ flow: "both-ways" }, 'flow: The flow must be one of "both", "buy-only", "sell-only", not "both-ways".'],
    [
      { band: { kind: "wild" } },
      'band.kind: A band is of kind "absolute", "relative", "clamp", "volatility" or "cost-optimal".',
    ],
    [
      { band: { kind: "volatility", multiple: 0, lookAheadDays: 7, halfLifeDays: 30, floor: 0.01, cap: 0.1 } },
      "band.multiple: The band's multiple must be more than 0 and at most 100 times, not 0 times.",
    ],
    [
      { band: { kind: "cost-optimal", riskAversion: 5, cost: null, floor: 0.2, cap: 0.1 } },
      "band.floor: The band's floor, 20 %, is above its cap, 10 %. Lower the floor or raise the cap.",
    ],
    [{ triggers: [{ kind: "cash-flow", shareMin: 2 }] }, expect.stringContaining("triggers.0.shareMin: ")],
    [moving({ fixed: ["DOGE"] }), 'dynamic.fixed.0: "DOGE" is no target; targets are "BTC", "ETH".'],
    [moving({ safe: "DOGE" }), 'dynamic.safe: "DOGE" is no target; targets are "BTC", "ETH".'],
    [
      moving({ fixed: ["BTC"], safe: "BTC" }),
      'dynamic.safe: "BTC" is fixed, so it cannot take what the rule does not invest.',
    ],
    [
      moving({ fixed: ["BTC", "ETH"] }),
      "dynamic.fixed: Every target is fixed or safe, so the rule has nothing to set.",
    ],
    [
      moving({ weightMin: 0.6 }),
      "dynamic.weightMin: 2 targets of at least 60 % are more than the 100 % that is to be shared out.",
    ],
    [
      moving({ weightMax: 0.4 }),
      "dynamic.weightMax: 2 targets of at most 40 % are less than the 100 % that is to be shared out.",
    ],
    [
      moving({ fixed: ["BTC"], weightMax: 0.4 }),
      "dynamic.weightMax: 1 target of at most 40 % is less than the 50 % that the fixed ones leave.",
    ],
    [moving({ weightMin: 0.5, weightMax: 0.4 }), "dynamic.weightMin: The least weight is above the largest."],
    [
      moving({ rule: { kind: "momentum", lookbackDays: 90, top: 3 } }),
      "dynamic.rule.top: The rule sets 2 targets, so it cannot hold the best 3.",
    ],
    [
      moving({ rule: { kind: "volatility-target", volatility: 0.4 } }),
      "dynamic.safe: Name the target that takes what is not invested.",
    ],
    [moving({ cron: "0 9 *" }), expect.stringContaining("dynamic.cron: ")],
    [moving({ timeZone: "Mars" }), expect.stringContaining("dynamic.timeZone: ")],
    [
      moving({ rule: { kind: "inverse-volatility", lookbackDays: 1 } }),
      "dynamic.rule.lookbackDays: The look-back must be from 2 to 3,650 days, not 1 days.",
    ],
    [
      { stop: { ...stop, peakFrom: "yesterday" } },
      expect.stringContaining("stop.peakFrom: Where the peak is measured"),
    ],
    [
      { stop: { ...stop, windowDays: 30 } },
      "stop.windowDays: Only a trailing stop has a window. Leave it out, or make the stop a trailing one.",
    ],
    [
      { stop: { ...stop, kind: "trailing" } },
      "stop.windowDays: The window is missing. Say over how many days the peak is measured.",
    ],
    [{ stop: { ...stop, drop: 0 } }, "stop.drop: The drop must be more than 0 and less than 100 %, not 0 %."],
    [{ stop: { ...stop, restart: { kind: "after-days" } } }, "stop.restart.days: The wait is missing."],
    [
      { trendGuard: { averageDays: 50, momentumDays: 30, driftMax: 0 } },
      "trendGuard.driftMax: The hard cap on drift must be more than 0 and at most 100 pp, not 0 pp.",
    ],
  ])("%j", (fields, problem) => {
    expect(problemsOf(change(fields))).toContainEqual(problem);
  });

  test("several unknown fields are named one by one", () => {
    const problems = problemsOf(change({ limits: { a: 1, b: 2 } }));
    expect(problems.map((problem) => problem.slice(0, 40))).toEqual([
      'limits.a: "a" is not a field of the limi',
      'limits.b: "b" is not a field of the limi',
    ]);
  });

  test("a bad cron says what is wrong with it", () => {
    const [problem] = problemsOf(change({ triggers: [{ kind: "time", cron: "61 9 * * *", timeZone: "UTC" }] }));
    expect(problem).toMatch(/^triggers\.0\.cron: "61 9 \* \* \*" is not a schedule: /);
  });

  test("every problem is named at once", () => {
    expect(problemsOf(change({ destination: 3, scope: 4 })).length).toBe(2);
  });

  test("not an object at all", () => {
    expect(problemsOf(null)).toEqual([": A policy is a JSON object."]);
    expect(problemsOf([])).toEqual([": A policy is a JSON object."]);
  });
});

describe("text", () => {
  test.each([
    ['{\n  "version": 1,\n  "targets": [,]\n}', 'Line 3, column 15: Expected a value, found ",".'],
    ['{"a": 1,}', 'Line 1, column 9: A comma before "}" is one too many.'],
    ['{"a" 1}', 'Line 1, column 6: Expected ":" after the field name, found "1".'],
    ["{a: 1}", 'Line 1, column 2: Expected a field name in double quotes, found "a".'],
    ['{"a": 1', 'Line 1, column 8: Expected "," or "}", found the end of the text.'],
    ["", "Line 1, column 1: Expected a value, found the end of the text."],
    ["{} x", 'Line 1, column 4: Expected the end of the text, found "x".'],
  ])("%j", (text, message) => {
    expect(parsePolicyText(text)).toEqual({ ok: false, problems: [{ path: "", message }] });
  });
});

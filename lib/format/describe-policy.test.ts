/** What a policy does, in sentences. No-break spaces are shown as spaces here. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Policy } from "@/lib/engine/model";
import { aPolicy } from "@/lib/testing/builders";
import { policies } from "@/lib/testing/policies";
import {
  describeBand,
  describeCron,
  describeDynamic,
  describePolicy,
  describePortfolioStop,
  describeTrendGuard,
} from ".";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const daily = { cron: "0 9 * * *", timeZone: "UTC" };

describe("a policy in one paragraph", () => {
  test.each<[Partial<Policy>, string]>([
    [
      {
        triggers: [{ kind: "hybrid", ...daily, driftMin: 0.03 }],
        band: { kind: "relative", ratio: 0.2 },
        destination: "half",
      },
      "Check every day at 09:00 UTC. When a target is 20 % off, or the portfolio's drift is 3 pp or more, trade all targets back to half their bands.",
    ],
    [
      { band: { kind: "clamp", ratio: 0.2, floor: 0.01, cap: 0.1 }, scope: "breaching" },
      "At every check: when a target is 20 % off (at least 1 pp, at most 10 pp), trade those outside their band back to target.",
    ],
    [
      {
        triggers: [
          { kind: "time", cron: "0 9 1 * *", timeZone: "Europe/Berlin" },
          { kind: "cash-flow", shareMin: 0.01 },
        ],
      },
      "Check on the 1st of every month at 09:00 Europe/Berlin and trade. A deposit of 1 % or more buys what is underweight, a withdrawal sells what is overweight, for no more than came or went. A run takes all targets back to target.",
    ],
    [{ triggers: [] }, "Trade only when you ask for it. A run takes all targets back to target."],
    [
      { triggers: [{ kind: "time", ...daily }], flow: "buy-only" },
      "Check every day at 09:00 UTC and trade all targets back to target. It only buys, from free cash; nothing is sold.",
    ],
  ])("%j", (change, paragraph) => expect(plain(describePolicy(aPolicy(change)))).toBe(paragraph));
});

test("bands", () => {
  const limits = { floor: 0.01, cap: 0.1 };
  expect(plain(describeBand({ kind: "absolute", width: 0.025 }))).toBe("A target may drift 2.5 pp either way.");
  expect(plain(describeBand({ kind: "volatility", multiple: 1, lookAheadDays: 7, halfLifeDays: 30, ...limits }))).toBe(
    "A target may drift as far as its price usually moves in 7 days, at least 1 pp, at most 10 pp: wide while it is wild, narrow while it is calm.",
  );
  expect(plain(describeBand({ kind: "cost-optimal", riskAversion: 5, cost: null, ...limits }))).toBe(
    "A target may drift until trading it back is worth the market's own cost, at a risk aversion of 5, at least 1 pp, at most 10 pp.",
  );
});

test("moving targets", () => {
  const policy = aPolicy();
  const base = { fixed: [], safe: null, weightMin: 0, weightMax: 0.6, bound: 0.1, ...daily };
  expect(plain(describeDynamic({ ...base, rule: { kind: "inverse-volatility", lookbackDays: 60 } }, policy))).toBe(
    "Weights follow the inverse of volatility over 60 days, anew every day at 09:00 UTC, each at most 60 %, within 10 pp of what you wrote.",
  );
  const momentum = { kind: "momentum", lookbackDays: 90, top: 1, returnMin: 0 } as const;
  expect(plain(describeDynamic({ ...base, rule: momentum, safe: "ETH", weightMax: 1, bound: null }, policy))).toBe(
    "The best target by return over 90 days holds all, if it gained more than 0 %, else Ethereum does, anew every day at 09:00 UTC.",
  );
});

test("guard and stop", () => {
  expect(plain(describeTrendGuard({ averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 }))).toBe(
    "A winner runs while its price is over its 50-day average and it has gained more than 0 % in 30 days; 15 pp over its target it is sold all the same.",
  );
  const stop = {
    kind: "trailing",
    windowDays: 90,
    drop: 0.25,
    safeAsset: "USDT",
    restart: { kind: "manual" },
  } as const;
  expect(plain(describePortfolioStop(stop))).toBe(
    "If the portfolio falls 25 % from its highest of the last 90 days, all of it goes to Tether until you restart it. The peak is measured from the day this is switched on.",
  );
});

test.each([
  ["*/15 * * * *", "every 15 minutes"],
  ["0 * * * *", "every hour"],
  ["30 14 * * 1,5", "every Monday and Friday at 14:30"],
  ["0 9 2 1,4,7,10 *", "on the 2nd of every quarter at 09:00"],
  ["0 9 24 12 *", "every year on 24 December at 09:00"],
  ["0 9 1-7 * 1", 'by the schedule "0 9 1-7 * 1"'],
])("%s is %s", (cron, text) => expect(describeCron(cron)).toBe(text));

test("every policy has a paragraph without a gap", () => {
  fc.assert(
    fc.property(policies(), (policy) => {
      const text = describePolicy(policy);
      expect(text).not.toMatch(/undefined|NaN|not known|null| {2}|\.\./);
      expect(text).toMatch(/\.$/);
    }),
  );
});

import { expect, test } from "vitest";
import { DEFAULT_LIMITS } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { describePolicyLimits, describeTrading } from "./describe-trading";
import { withPlainSpaces } from "./number";

test("how it trades", () => {
  expect(describeTrading({ destination: "half", scope: "all", cooldownMinutes: 60 })).toBe(
    "Trades stop half the band from target, for every target; then it rests 1 hour.",
  );
  expect(describeTrading({ destination: "edge", scope: "breaching", flow: "buy-only", cooldownMinutes: 2_880 })).toBe(
    "Trades stop at the edge of the band, for targets outside their bands only; then it rests 2 days. It only buys.",
  );
  expect(describeTrading({ destination: "target", scope: "all", flow: "both", cooldownMinutes: 0 })).toBe(
    "Trades go all the way to target, for every target.",
  );
});

test("what bounds it; a figure that is being typed reads as a dash", () => {
  expect(withPlainSpaces(describePolicyLimits({ limits: DEFAULT_LIMITS }))).toBe(
    "By itself the autopilot trades at most 100 % of the portfolio in one run and 200 % in a day; you may approve more. Prices no older than 60 s.",
  );
  const limits = {
    ...DEFAULT_LIMITS,
    orderNotionalMax: notional("500"),
    priceAgeMsMax: Number.NaN,
    turnoverMax: 0.125,
  };
  expect(withPlainSpaces(describePolicyLimits({ limits }))).toBe(
    "By itself the autopilot trades at most 12.5 % of the portfolio in one run and 200 % in a day; you may approve more. One order has a largest size; what is over it waits for the next run. Prices no older than \u2013 s.",
  );
});

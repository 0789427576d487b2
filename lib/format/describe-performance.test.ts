import { expect, test } from "vitest";
import { describeAgainstHolding, describeUnvalued } from "./describe-performance";
import { withPlainSpaces } from "./number";

const reader = { now: Date.UTC(2026, 10, 29), timeZone: "UTC" };
const say = (ahead: string, portfolioReturn: number, count = 3) => {
  const compared = { from: Date.UTC(2026, 8, 1), until: reader.now, ahead, value: "1000", holding: "1000" };
  const { headline, detail } = describeAgainstHolding({ ...compared, portfolioReturn }, "USDT", count, reader);
  return withPlainSpaces(`${headline} ${detail}`);
};

test("what rebalancing brought is said in money and per cent", () =>
  expect(say("24.5", 0.1)).toBe(
    "Rebalancing brought 24.50 USDT (2.5 %) more than holding. From the same start on 1 Sep and with the same deposits and withdrawals it is worth 1,000.00 USDT; never rebalanced it would be worth 1,000.00 USDT. 3 rebalances lie between, fees paid.",
  ));

test("what went wrong is said first", () => {
  expect(say("-24.5", 0.1)).toMatch(/^Holding won here, by 24\.50 USDT \(2\.5 %\)\./);
  expect(say("-24.5", -0.123)).toMatch(/^The portfolio fell 12\.3 %\. Holding won here, by/);
  expect(say("24.5", -0.123)).toMatch(/^The portfolio fell 12\.3 %\. Rebalancing brought/);
});

test("no cent of difference is none, and without a run nothing is claimed for one", () => {
  expect(say("-0.004", 0)).toMatch(/^Rebalancing and holding came to the same\./);
  expect(say("1", 0, 0)).toMatch(/^Nothing was rebalanced here: it is 1\.00 USDT \(0\.1 %\) ahead of holding\./);
  expect(say("-1", 0, 0)).toMatch(/behind holding\./);
  expect(say("0", 0, 0)).toMatch(/^Nothing was rebalanced here: it is worth what holding is\./);
});

test("a flow nobody priced is named", () =>
  expect(withPlainSpaces(describeUnvalued([{ at: reader.now, asset: "BTC", quantity: "-0.5" }], reader))).toBe(
    "Not compared: 0.5 BTC went out on 29 Nov, and what that was worth is not known.",
  ));

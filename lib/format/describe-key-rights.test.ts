import { expect, test } from "vitest";
import { withPlainSpaces } from "@/lib/format/number";
import { describeKeyRights } from "./describe-key-rights";

test("rights beyond what is needed, and the end of the right to trade, are told", () => {
  const now = Date.UTC(2026, 10, 28);
  const told = (over: object) => withPlainSpaces(describeKeyRights(over, now).join(" "));
  expect(told({})).toBe("");
  expect(told({ canMargin: null, canFutures: false, tradingEndsAt: null })).toBe("");
  expect(describeKeyRights(null, now)).toEqual([]);
  expect(told({ canFutures: true })).toContain("also trade futures.");
  expect(told({ canMargin: true, canFutures: true })).toContain("borrow on margin and trade futures");
  expect(told({ tradingEndsAt: now + 5 * 86_400_000 })).toContain("ends in 5 d");
  expect(told({ tradingEndsAt: now - 1 })).toContain("has ended");
});

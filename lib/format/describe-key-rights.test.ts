import { expect, test } from "vitest";
import { withPlainSpaces } from "@/lib/format/number";
import { describeKeyRights } from "./describe-key-rights";

test("rights beyond what is needed, and the end of the right to trade, are named", () => {
  const now = Date.UTC(2026, 10, 28);
  const rights = (over: object) => withPlainSpaces(describeKeyRights(over, now).join(" "));
  expect(rights({})).toBe("");
  expect(rights({ canMargin: null, canFutures: false, tradingEndsAt: null })).toBe("");
  expect(describeKeyRights(null, now)).toEqual([]);
  expect(rights({ canFutures: true })).toContain("also trade futures.");
  expect(rights({ canMargin: true, canFutures: true })).toContain("borrow on margin and trade futures");
  expect(rights({ tradingEndsAt: now + 5 * 86_400_000 })).toContain("ends in 5 d");
  expect(rights({ tradingEndsAt: now - 1 })).toContain("has ended");
});

import { expect, test } from "vitest";
import { describeMissing } from "./describe-total";

test("what is missing is named by its reason, many by the first of them", () => {
  expect(describeMissing([])).toBeNull();
  expect(
    describeMissing([
      { kind: "no-rate", portfolio: "Savings", from: "EUR", to: "USDT" },
      { kind: "unchecked", portfolio: "A" },
      { kind: "unchecked", portfolio: "B" },
      { kind: "unpriced", venue: "Drawer", assets: ["XYZ"] },
      { kind: "unread", venue: "Kraken" },
    ]),
  ).toBe(
    "Without Savings: no venue gives a price of EUR in USDT. Without A and B: not checked yet. Without Drawer: no usable price of XYZ. Without Kraken: no portfolio uses it, so no check reads it.",
  );
});

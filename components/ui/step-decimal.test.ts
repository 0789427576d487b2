import { expect, test } from "vitest";
import { stepDecimal } from "./step-decimal";

test("a decimal moves by its step and keeps the places of both", () => {
  expect(stepDecimal("0.30", 1, "0.05")).toBe("0.35");
  expect(stepDecimal("5", -1, "0.5")).toBe("4.5");
  expect(stepDecimal("", 10, "1")).toBe("10");
});

test("it stops at the ends, also where a jump would pass them", () => {
  expect(stepDecimal("3", -10, "0.5", 0, 100)).toBe("0.0");
  expect(stepDecimal("98", 10, "1", 0, 100)).toBe("100");
  expect(stepDecimal("-99", -10, "1", -100)).toBe("-100");
});

import { expect, test } from "vitest";
import { isAnnualised } from "./annualised";

const first = Date.UTC(2025, 0, 1);

test.each([
  ["three days", Date.UTC(2025, 0, 4), false],
  ["eleven months", Date.UTC(2025, 11, 1), false],
  ["the daily closes of a calendar year", Date.UTC(2025, 11, 31), true],
  ["a year", Date.UTC(2026, 0, 1), true],
])("%s", (_, last, is) => expect(isAnnualised(first, last)).toBe(is));

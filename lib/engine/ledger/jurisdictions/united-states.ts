/**
 * Universal or by wallet until 2024, wallet by wallet from 2025 (Treas. Reg. 1.1012-1(j)); what is left at the turn is
 * divided by one recorded allocation (Rev. Proc. 2024-28). Specific identification is recorded no later than the sale,
 * HIFO, LIFO and least tax as standing orders of it; without one, first in first out. Short and long are netted apart.
 * Wash sales do not apply to coins (s1091 names stock and securities).
 */
import { gainOfTerm } from "./gains";
import { type Jurisdiction, PLAIN_PERIOD } from "./jurisdiction";

const RULES = {
  ...PLAIN_PERIOD,
  methods: ["fifo", "specific", "hifo", "lifo", "least-tax"],
  swapCost: "received",
  term: "more-than-a-year",
} as const;

export const UNITED_STATES: Jurisdiction = {
  code: "US",
  currency: "USD",
  timeZone: "America/New_York",
  yearStart: { month: 1, date: 1 },
  yearLabel: "calendar",
  periods: [
    {
      ...RULES,
      from: "2014-01-01",
      to: "2024-12-31",
      scope: "universal",
      source: ["Notice 2014-21", "IRS FAQ A39-A41"],
    },
    {
      ...RULES,
      from: "2025-01-01",
      source: ["Treas. Reg. 1.1012-1(j)", "Rev. Proc. 2024-28", "Notice 2026-20", "Rev. Rul. 66-97"],
    },
  ],
  sumYears: (years) => years.map((year) => ({ short: gainOfTerm(year, "short"), long: gainOfTerm(year, "long") })),
};

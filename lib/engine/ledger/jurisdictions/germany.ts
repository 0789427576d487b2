/**
 * A private sale within a year of acquisition is taxed, a later one free (EStG 23 (1) Nr. 2). The limit is a limit, not
 * an allowance: once the year's gains reach it, all of them are taxed (600 until 2023, 1,000 from 2024: "less than").
 * By wallet and coin; first in first out for the period, for the value that or the average (BMF 2025-03-06). LIFO is the
 * view of one tax court (FG Nuernberg 2025-01-22, 3 K 760/22) against the ministry: offered with a warning, no default.
 */
import { readAmount } from "@/lib/engine/ledger/lots/amount";
import { gainOfTerm, notBelowZero } from "./gains";
import { type Jurisdiction, PLAIN_PERIOD } from "./jurisdiction";

const thresholdOf = (year: number) => readAmount(year < 2024 ? "600" : "1000");

export const GERMANY: Jurisdiction = {
  code: "DE",
  currency: "EUR",
  timeZone: "Europe/Berlin",
  yearStart: { month: 1, date: 1 },
  yearLabel: "calendar",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2009-01-01",
      methods: ["fifo", "average", "specific", "lifo"],
      term: "after-anniversary",
      whenLong: "exempt",
      source: ["EStG 23 (1) Nr. 2, (3)", "BGB 187, 188", "BMF 2025-03-06, IV C 1 - S 2256/00042/064/043"],
    },
  ],
  sumYears: (years) =>
    years.map((year) => {
      const taxableNet = gainOfTerm(year, "short");
      const threshold = thresholdOf(year.startYear);
      const taxable = taxableNet < threshold ? 0n : notBelowZero(taxableNet);
      return { taxableNet, exempt: gainOfTerm(year, "exempt"), threshold, taxable };
    }),
};

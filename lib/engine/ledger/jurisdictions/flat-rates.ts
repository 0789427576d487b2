/**
 * Countries with one rate whatever the owner earns: Austria, France, Italy, Portugal, India, Belgium. Tax is the rate
 * on what is taxable, exact; forms round it.
 */
import { readAmount } from "@/lib/engine/ledger/lots/amount";
import { gainOf } from "@/lib/engine/ledger/lots/result";
import { gainOfTerm, gainsOf, notBelowZero, splitBySign, sumOf, taxAt } from "./gains";
import { type Jurisdiction, PLAIN_PERIOD } from "./jurisdiction";

const CALENDAR_YEAR = { yearStart: { month: 1, date: 1 }, yearLabel: "calendar" } as const;

/** Moving average by wallet from 2023; a coin for a coin is not realised; 27.5 % however long it was held. */
export const AUSTRIA: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "AT",
  currency: "EUR",
  timeZone: "Europe/Vienna",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2022-03-01",
      methods: ["average"],
      swap: "carry-cost",
      carriedFee: "disregarded",
      separateBefore: "2021-03-01",
      source: ["EStG 27b", "KryptowaehrungsVO 2", "EStR 6178v-6178ad"],
    },
  ],
  sumYears: (years) =>
    years.map(({ disposals }) => {
      const taxable = notBelowZero(gainsOf(disposals));
      return { taxable, tax: taxAt(taxable, 2750) };
    }),
};

/** A year's sales of 305 or less are exempt. Social levies rose from 17.2 to 18.6 % for the income of 2025. */
export const FRANCE: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "FR",
  currency: "EUR",
  timeZone: "Europe/Paris",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2019-01-01",
      methods: ["portfolio-fr"],
      scope: "universal",
      source: ["CGI 150 VH bis", "BOI-RPPM-PVBMC-30-20", "LFSS 2026"],
    },
  ],
  sumYears: (years) =>
    years.map(({ startYear, disposals }) => {
      const isExempt = sumOf(disposals.map(({ proceeds }) => proceeds)) <= readAmount("305");
      const taxable = isExempt ? 0n : notBelowZero(gainsOf(disposals));
      return { exempt: isExempt, taxable, tax: taxAt(taxable, startYear < 2025 ? 3000 : 3140) };
    }),
};

/**
 * 26 % on what exceeds 2,000 in 2023 and 2024 (an allowance: circular 30/E of 2023, form RT 2025), 26 % on all of it in
 * 2025, 33 % from 2026.
 */
export const ITALY: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "IT",
  currency: "EUR",
  timeZone: "Europe/Rome",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2023-01-01",
      methods: ["lifo", "average"],
      source: ["TUIR 67 (1) c-sexies, 68 (9-bis)", "L. 197/2022", "L. 207/2024"],
    },
  ],
  sumYears: (years) =>
    years.map(({ startYear, disposals }) => {
      const allowance = startYear < 2025 ? readAmount("2000") : 0n;
      const taxable = notBelowZero(gainsOf(disposals) - allowance);
      return { taxable, tax: taxAt(taxable, startYear < 2026 ? 2600 : 3300) };
    }),
};

/** Held 365 days or more: free. A coin for a coin is not taxed; cost moves, the time held starts again. 28 %. */
export const PORTUGAL: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "PT",
  currency: "EUR",
  timeZone: "Europe/Lisbon",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2023-01-01",
      methods: ["fifo"],
      swap: "carry-cost",
      term: "365-days",
      whenLong: "exempt",
      source: ["CIRS 10 (19), (20)"],
    },
  ],
  sumYears: (years) =>
    years.map((year) => {
      const taxable = notBelowZero(gainOfTerm(year, "short"));
      return { exempt: gainOfTerm(year, "exempt"), taxable, tax: taxAt(taxable, 2800) };
    }),
};

/** Each gain alone at 30 %: no loss is set off, and no cost but that of acquisition is deducted (115BBH). */
export const INDIA: Jurisdiction = {
  code: "IN",
  currency: "INR",
  timeZone: "Asia/Kolkata",
  yearStart: { month: 4, date: 1 },
  yearLabel: "dash",
  periods: [{ ...PLAIN_PERIOD, from: "2022-04-01", methods: ["fifo"], source: ["Income-tax Act 115BBH"] }],
  sumYears: (years) =>
    years.map(({ disposals }) => {
      const beforeFees = disposals.map((disposal) => gainOf(disposal) + disposal.fee);
      const { gains, losses } = splitBySign(beforeFees);
      return { lossesIgnored: losses, taxable: gains, tax: taxAt(gains, 3000) };
    }),
};

/** 10 % on gains from 2026, the first 10,000 of a year free; what was held before costs its value of 2025-12-31. */
export const BELGIUM: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "BE",
  currency: "EUR",
  timeZone: "Europe/Brussels",
  periods: [
    { ...PLAIN_PERIOD, from: "2026-01-01", methods: ["fifo"], scope: "universal", source: ["Law of 2026-04-06"] },
  ],
  sumYears: (years) =>
    years.map(({ startYear, disposals }) => {
      if (startYear < 2026) return { taxable: 0n, tax: 0n };
      const taxable = notBelowZero(gainsOf(disposals) - readAmount("10000"));
      return { taxable, tax: taxAt(taxable, 1000) };
    }),
};

/** 33 %, the first 1,270 of a year free. The four-week rule on quick repurchases is not applied here. */
export const IRELAND: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "IE",
  currency: "EUR",
  timeZone: "Europe/Dublin",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2014-01-01",
      methods: ["fifo"],
      scope: "universal",
      status: "assumed",
      source: ["TCA 1997"],
    },
  ],
  sumYears: (years) => {
    let carried = 0n;
    return years.map(({ disposals }) => {
      const net = gainsOf(disposals) - carried;
      carried = notBelowZero(-net);
      const taxable = notBelowZero(net - readAmount("1270"));
      return { taxable, tax: taxAt(taxable, 3300), lossesCarried: carried };
    });
  },
};

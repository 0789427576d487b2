/** Countries whose rate depends on what else the owner earns: gains are summed here, the rate is typed by its owner. */
import type { Amount } from "@/lib/engine/ledger/lots/amount";
import { gainOf } from "@/lib/engine/ledger/lots/result";
import { gainsOf, lesser, notBelowZero, partsOf, splitBySign, sumOf } from "./gains";
import { type Jurisdiction, PLAIN_PERIOD } from "./jurisdiction";

const CALENDAR_YEAR = { yearStart: { month: 1, date: 1 }, yearLabel: "calendar" } as const;

/** Half of the net gain is taxed; denied losses are taken back first. */
export const CANADA: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "CA",
  currency: "CAD",
  timeZone: "America/Toronto",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "1972-01-01",
      methods: ["pool-ca"],
      scope: "universal",
      source: ["ITA 54", "ITA 40(2)(g)(i), 53(1)(f)", "IT-456R 12"],
    },
  ],
  sumYears: (years) =>
    years.map(({ disposals }) => {
      const denied = sumOf(disposals.map((disposal) => disposal.denied));
      const netAfterDenied = gainsOf(disposals) + denied;
      return { denied, netAfterDenied, taxable: notBelowZero(netAfterDenied) / 2n };
    }),
};

/**
 * Losses are taken off undiscounted gains first, what is left of the others is halved (ITAA 1997 s102-5, 115-25; TD
 * 2002/10). From 1 July 2027 indexation takes the discount's place (announced): years from then on are assumed.
 */
export const AUSTRALIA: Jurisdiction = {
  code: "AU",
  currency: "AUD",
  timeZone: "Australia/Sydney",
  yearStart: { month: 7, date: 1 },
  yearLabel: "dash",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "1999-09-21",
      to: "2027-06-30",
      methods: ["fifo", "specific", "hifo", "lifo", "least-tax"],
      scope: "universal",
      term: "more-than-a-year",
      source: ["ITAA 1997 s102-5, 115-25", "TD 2002/10"],
    },
  ],
  sumYears: (years) => {
    let carried: Amount = 0n;
    return years.map((year) => {
      const parts = partsOf(year);
      const discountable = splitBySign(parts.filter(({ term }) => term === "long").map(gainOf)).gains;
      const other = splitBySign(parts.filter(({ term }) => term !== "long").map(gainOf)).gains;
      const { losses } = splitBySign(parts.map(gainOf));
      const toUse = losses + carried;
      const offOther = lesser(toUse, other);
      const offDiscountable = lesser(toUse - offOther, discountable);
      carried = toUse - offOther - offDiscountable;
      const taxable = other - offOther + (discountable - offDiscountable) / 2n;
      return { discountable, other, losses, taxable, lossesCarried: carried };
    });
  },
};

/** Miscellaneous income: the yearly average by default, the moving average on notice (Order 119-2). */
export const JAPAN: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "JP",
  currency: "JPY",
  timeZone: "Asia/Tokyo",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2019-01-01",
      methods: ["total-average", "average"],
      scope: "universal",
      source: ["Income Tax Order 119-2"],
    },
  ],
  sumYears: (years) => years.map(() => ({})),
};

/** First in first out over all platforms; swaps realise; savings base 19 to 30 %. */
export const SPAIN: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "ES",
  currency: "EUR",
  timeZone: "Europe/Madrid",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2015-01-01",
      methods: ["fifo"],
      scope: "universal",
      source: ["LIRPF 37 (2)", "DGT V1604-18", "DGT V1550-25"],
    },
  ],
  sumYears: (years) => years.map(() => ({})),
};

/** No gains tax: wealth at 1 January counts (box 3). Lots are kept for the owner's own books. */
export const NETHERLANDS: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "NL",
  currency: "EUR",
  timeZone: "Europe/Amsterdam",
  periods: [],
  sumYears: (years) => years.map(() => ({})),
};

/** Private gains are free; wealth at 31 December counts. */
export const SWITZERLAND: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "CH",
  currency: "CHF",
  timeZone: "Europe/Zurich",
  periods: [],
  sumYears: (years) => years.map(() => ({})),
};

/** No country's rules: any method, gains as they are. */
export const GENERIC: Jurisdiction = {
  ...CALENDAR_YEAR,
  code: "generic",
  currency: "USD",
  timeZone: "UTC",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "1970-01-01",
      methods: ["fifo", "lifo", "hifo", "lofo", "specific", "least-tax", "average"],
      source: [],
    },
  ],
  sumYears: (years) => years.map(() => ({})),
};

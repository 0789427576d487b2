/**
 * Losses of a year are set off in full, those brought forward only down to the exempt amount. From 30 October 2024 gains
 * bear other rates (Finance Act 2025 s7), so that year shows both halves. Exempt amounts: HMRC, as dated data.
 */
import { readAmount } from "@/lib/engine/ledger/lots/amount";
import { dayOf } from "@/lib/engine/ledger/lots/calendar";
import { gainOf } from "@/lib/engine/ledger/lots/result";
import { lesser, notBelowZero, splitBySign, sumOf } from "./gains";
import { type Jurisdiction, PLAIN_PERIOD, type TaxYear, type YearFigures } from "./jurisdiction";

/** By the calendar year the tax year starts in; a later year is assumed to be like the last. */
const EXEMPT_AMOUNTS: readonly { from: number; amount: string }[] = [
  { from: 2014, amount: "11000" },
  { from: 2015, amount: "11100" },
  { from: 2017, amount: "11300" },
  { from: 2018, amount: "11700" },
  { from: 2019, amount: "12000" },
  { from: 2020, amount: "12300" },
  { from: 2023, amount: "6000" },
  { from: 2024, amount: "3000" },
];

const exemptAmount = (startYear: number) =>
  readAmount((EXEMPT_AMOUNTS.findLast(({ from }) => from <= startYear) ?? EXEMPT_AMOUNTS[0]!).amount);

const NEW_RATES_FROM = dayOf(2024, 10, 30);

export const UNITED_KINGDOM: Jurisdiction = {
  code: "UK",
  currency: "GBP",
  timeZone: "Europe/London",
  yearStart: { month: 4, date: 6 },
  yearLabel: "slash",
  periods: [
    {
      ...PLAIN_PERIOD,
      from: "2008-04-06",
      methods: ["pool-uk"],
      scope: "universal",
      source: ["TCGA 1992 s104-106A", "HMRC CRYPTO22200-22257", "HS284"],
    },
  ],
  sumYears: (years) => {
    let carried = 0n;
    return years.map((year): YearFigures => {
      const { gains, losses } = splitBySign(year.disposals.map(gainOf));
      const allowance = exemptAmount(year.startYear);
      const net = gains - losses;
      const lossesUsed = lesser(carried, notBelowZero(net - allowance));
      carried += notBelowZero(-net) - lossesUsed;
      const taxable = notBelowZero(net - allowance - lossesUsed);
      const shared = { gains, losses, allowance, lossesUsed, lossesCarried: carried, taxable };
      return year.startYear === 2024 ? { ...shared, ...halvesOf(year) } : shared;
    });
  },
};

function halvesOf({ disposals }: TaxYear): YearFigures {
  const gains = disposals.filter((disposal) => gainOf(disposal) > 0n);
  const [before, after] = [
    gains.filter(({ day }) => day < NEW_RATES_FROM),
    gains.filter(({ day }) => day >= NEW_RATES_FROM),
  ];
  return { gainsTo29Oct2024: sumOf(before.map(gainOf)), gainsFrom30Oct2024: sumOf(after.map(gainOf)) };
}

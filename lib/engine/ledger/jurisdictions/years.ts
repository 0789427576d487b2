/**
 * A replay's result by tax year: what was given up, what came in, and the figures the country asks for. A year without
 * a disposal or income has no row; losses carried forward pass over it.
 */
import type { Amount } from "@/lib/engine/ledger/lots/amount";
import { type Day, dateOf } from "@/lib/engine/ledger/lots/calendar";
import type { MatchResult } from "@/lib/engine/ledger/lots/result";
import { gainsOf, sumOf } from "./gains";
import type { Jurisdiction, TaxYear, YearFigures } from "./jurisdiction";

export interface YearRow {
  year: string;
  disposals: number;
  proceeds: Amount;
  income: Amount;
  /** All gains less all losses. */
  net: Amount;
  figures: YearFigures;
}

export function sumTaxYears(result: MatchResult, jurisdiction: Jurisdiction): readonly YearRow[] {
  const years = splitByYear(result, jurisdiction);
  const figures = jurisdiction.sumYears(years);
  return years.map((year, at) => ({
    year: year.label,
    disposals: year.disposals.length,
    proceeds: sumOf(year.disposals.map(({ proceeds }) => proceeds)),
    income: sumOf(year.income.map(({ value }) => value)),
    net: gainsOf(year.disposals),
    figures: figures[at]!,
  }));
}

/** Calendar year in which the tax year of a day starts. */
export function taxYearOf(day: Day, { yearStart }: Pick<Jurisdiction, "yearStart">): number {
  const { year, month, date } = dateOf(day);
  const isBefore = month < yearStart.month || (month === yearStart.month && date < yearStart.date);
  return isBefore ? year - 1 : year;
}

/** "2024", "2024/25", "2024-25". */
export function labelOfYear(startYear: number, { yearLabel }: Pick<Jurisdiction, "yearLabel">): string {
  if (yearLabel === "calendar") return String(startYear);
  const end = String((startYear + 1) % 100).padStart(2, "0");
  return `${startYear}${yearLabel === "slash" ? "/" : "-"}${end}`;
}

function splitByYear({ disposals, income }: MatchResult, jurisdiction: Jurisdiction): TaxYear[] {
  const years = new Map<number, { disposals: TaxYear["disposals"][number][]; income: TaxYear["income"][number][] }>();
  const yearAt = (day: Day) => {
    const startYear = taxYearOf(day, jurisdiction);
    const known = years.get(startYear) ?? { disposals: [], income: [] };
    years.set(startYear, known);
    return known;
  };
  for (const disposal of disposals) yearAt(disposal.day).disposals.push(disposal);
  for (const item of income) yearAt(item.day).income.push(item);
  return [...years]
    .sort(([left], [right]) => left - right)
    .map(([startYear, year]) => ({ startYear, label: labelOfYear(startYear, jurisdiction), ...year }));
}

/**
 * What rows of one page show of their money (pure): rounded so that what is shown adds up to the total shown over them.
 * Of several pages, or of several currencies, nobody adds up what is shown.
 */
import { roundColumn } from "@/lib/format/column";
import { moneyDigits } from "@/lib/format/number";
import type { OverviewPageView, PortfolioListRow } from "./types";

export interface ShownFigures {
  value: string | null;
  change: string | null;
}

export function shownFigures({ total, portfolioCount, list }: OverviewPageView): ReadonlyMap<string, ShownFigures> {
  const { rows, currency } = list;
  const exact = (row: PortfolioListRow): ShownFigures => ({ value: row.value, change: row.dayChange?.value ?? null });
  const isAll = rows.length === portfolioCount && rows.every((row) => row.currency === currency && row.value !== null);
  if (!isAll) return new Map(rows.map((row) => [row.id, exact(row)]));
  const digits = moneyDigits(currency);
  const values = roundColumn([...rows.map((row) => row.value ?? "0"), total.outside ?? "0"], digits).values;
  const changed = rows.filter((row) => row.dayChange !== null);
  const changes = roundColumn(
    changed.map((row) => row.dayChange?.value ?? "0"),
    digits,
  ).values;
  const changeOf = new Map(changed.map((row, index) => [row.id, changes[index] ?? null]));
  return new Map(rows.map((row, index) => [row.id, { value: values[index]!, change: changeOf.get(row.id) ?? null }]));
}

/** Returns by calendar month or year as lines: one row a part, one column a run. */
import { partsOf } from "@/lib/engine/backtest/report/parts";
import { formatPercent } from "@/lib/format/number";
import { formatIsoDay } from "@/lib/format/time";
import { alignRows, type Column } from "./columns";

export function partsTable(columns: readonly Column[], length: "month" | "year"): string[] {
  const head = length === "month" ? "Month" : "Year";
  const parts = columns.map(({ run }) => partsOf(run.index, run.times, length));
  const names = parts[0]!.map(({ at }) => formatIsoDay(at).slice(0, length === "month" ? 7 : 4));
  return alignRows([
    [head, ...columns.map((column) => column.head)],
    ...names.map((name, row) => [name, ...parts.map((each) => formatPercent(each[row]!.return, { isSigned: true }))]),
  ]);
}

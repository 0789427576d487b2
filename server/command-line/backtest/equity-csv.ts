/**
 * The file of --equity: one row a bar; figures in the shortest form that reads back to the same bits. A second policy's
 * columns carry its number.
 */
import { dateOf } from "./dates";
import type { RanPolicies } from "./ran";

export function printEquity(policies: RanPolicies): string {
  const [{ result }] = policies;
  const columns = policies.flatMap(({ result: { run, holding } }, place) => {
    const number = place === 0 ? "" : `_${place + 1}`;
    return [
      { head: `value${number}`, figures: run.equity },
      { head: `drawdown${number}`, figures: run.drawdown },
      { head: `holding_value${number}`, figures: holding.equity },
      { head: `holding_drawdown${number}`, figures: holding.drawdown },
    ];
  });
  if (result.benchmark !== null) {
    columns.push({ head: "benchmark_value", figures: result.benchmark.equity });
    columns.push({ head: "benchmark_drawdown", figures: result.benchmark.drawdown });
  }
  const rows = [["date", ...columns.map(({ head }) => head)].join(",")];
  for (const [bar, at] of result.run.times.entries()) {
    rows.push([dateOf(at), ...columns.map(({ figures }) => figures[bar])].join(","));
  }
  return `${rows.join("\n")}\n`;
}

import { nearestIndex } from "@/components/charts/points";
import { Time } from "@/components/figures/time";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMoney, formatPercent } from "@/lib/format/number";
import type { LabResult } from "../use-lab-run";

const ROWS = 120;
const money = (value: number | undefined) => formatMoney(value ?? 0, { digits: 0 });

/** The drawing's figures, evenly chosen over the period, newest first. */
export function CurveTable({ result }: { result: LabResult }) {
  const { run, spec } = result;
  const mine = run.strategies[spec.chosen];
  if (!mine) return null;
  const { times } = run.holding.curves;
  const step = Math.max(1, Math.ceil(times.length / ROWS));
  const bars = Array.from({ length: Math.ceil(times.length / step) }, (_, row) => times.length - 1 - row * step);
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Date</Th>
          {spec.strategies.map(({ name }) => (
            <Th key={name} isNumeric>
              {name}, {spec.prices.quote}
            </Th>
          ))}
          <Th isNumeric>Holding</Th>
          <Th isNumeric>Fall</Th>
          <Th isNumeric>Against holding</Th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => {
          const at = times[bar] ?? 0;
          const own = nearestIndex(mine.curves.times, at);
          return (
            <tr key={at}>
              <Td>
                <Time at={at} format={spec.prices.timeframe === "1d" ? "date" : "datetime"} />
              </Td>
              {run.strategies.map((each) => (
                <Td key={each.id} isNumeric>
                  {money(each.curves.equity[nearestIndex(each.curves.times, at)])}
                </Td>
              ))}
              <Td isNumeric>{money(run.holding.curves.equity[bar])}</Td>
              <Td isNumeric>{formatPercent(mine.curves.drawdown[own] ?? 0)}</Td>
              <Td isNumeric>{formatPercent(mine.curves.ahead[own] ?? 0, { isSigned: true })}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

import { Table, Td, Th } from "@/components/ui/table";
import { formatPercent, formatPoints, NONE } from "@/lib/format/number";
import type { DistributionSummary, Spread } from "./summary";

const ROWS: readonly { label: string; of: (spread: Spread) => readonly number[] }[] = [
  { label: "Median", of: (spread) => [spread.median] },
  { label: "Middle half", of: (spread) => [spread.p25, spread.p75] },
  { label: "5 to 95 %", of: (spread) => [spread.p5, spread.p95] },
];

const points = (share: number) => formatPoints(share, { hasUnit: false });
const percent = (share: number) => formatPercent(share, { hasUnit: false });

/** The same figures for whoever reads figures better than dots. */
export function SpreadTable({ summary }: { summary: DistributionSummary | null }) {
  const cell = (
    spread: Spread | undefined,
    of: (spread: Spread) => readonly number[],
    text: (share: number) => string,
  ) => (spread ? of(spread).map(text).join(" to ") : <span className="faint">{NONE}</span>);
  return (
    <Table isDense className="spread-table">
      <thead>
        <tr>
          <td />
          <Th isNumeric>Against holding, pp a year</Th>
          <Th isNumeric>Deepest fall, %</Th>
          <Th isNumeric>Holding’s, %</Th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ label, of }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <Td isNumeric>{cell(summary?.lead, of, points)}</Td>
            <Td isNumeric>{cell(summary?.fall, of, percent)}</Td>
            <Td isNumeric>{cell(summary?.holdingFall, of, percent)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

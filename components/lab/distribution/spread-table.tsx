import { cx } from "@/components/ui/cx";
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

const CELL = "h-7 px-1.5 first:pl-0 last:pr-0 max-md:px-[3px] max-md:text-2xs max-[23.75rem]:whitespace-normal";
const HEAD = "pb-1.5 align-bottom whitespace-normal";

/** The same figures for whoever reads figures better than dots. */
export function SpreadTable({ summary, per }: { summary: DistributionSummary | null; per: string }) {
  const cell = (
    spread: Spread | undefined,
    of: (spread: Spread) => readonly number[],
    text: (share: number) => string,
  ) => (spread ? of(spread).map(text).join(" to ") : <span className="text-text-faint">{NONE}</span>);
  return (
    <Table isDense className="mt-2 max-md:text-2xs">
      <thead>
        <tr>
          <td className={CELL} />
          <Th isNumeric className={cx(CELL, HEAD)}>
            Against holding, pp {per}
          </Th>
          <Th isNumeric className={cx(CELL, HEAD)}>
            Deepest fall, %
          </Th>
          <Th isNumeric className={cx(CELL, HEAD)}>
            Holding’s, %
          </Th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(({ label, of }) => (
          <tr key={label} className="group/row">
            <Th scope="row" className={cx(CELL, "border-hairline group-last/row:border-b-0")}>
              {label}
            </Th>
            <Td isNumeric className={CELL}>
              {cell(summary?.lead, of, points)}
            </Td>
            <Td isNumeric className={CELL}>
              {cell(summary?.fall, of, percent)}
            </Td>
            <Td isNumeric className={CELL}>
              {cell(summary?.holdingFall, of, percent)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

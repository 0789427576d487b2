import type { ReactNode } from "react";
import { Time } from "@/components/figures/time";
import { Table, Td, Th } from "@/components/ui/table";

interface ReadingTableProps {
  times: readonly number[];
  columns: readonly { key: string; name: ReactNode; figure: (index: number) => ReactNode }[];
  /** Rows at most; of a longer record they are evenly chosen, the latest always among them. */
  most?: number;
}

/** A chart's figures as a table, newest first. */
export function ReadingTable({ times, columns, most = Number.POSITIVE_INFINITY }: ReadingTableProps) {
  const every = Math.max(1, Math.floor(times.length / most));
  const rows = times
    .map((at, index) => ({ at, index }))
    .filter(({ index }) => (times.length - 1 - index) % every === 0)
    .reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Time</Th>
          {columns.map(({ key, name }) => (
            <Th key={key} isNumeric>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, index }) => (
          <tr key={at}>
            <Td className="whitespace-nowrap">
              <Time at={at} format="datetime" />
            </Td>
            {columns.map(({ key, figure }) => (
              <Td key={key} isNumeric>
                {figure(index)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

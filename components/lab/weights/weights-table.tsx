import { Weight } from "@/components/figures/percent";
import { Time } from "@/components/figures/time";
import { Table, Td, Th } from "@/components/ui/table";
import type { WeightRow } from "./weight-rows";

const MOST = 120;

/** The weights on evenly spaced bars, newest first. */
export function WeightsTable({ rows, times }: { rows: readonly WeightRow[]; times: Float64Array }) {
  const every = Math.max(1, Math.ceil(times.length / MOST));
  const places = Array.from(times, (_, place) => place)
    .filter((place) => (times.length - 1 - place) % every === 0)
    .reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Bar</Th>
          {rows.map((row) => (
            <Th key={row.key} isNumeric>
              {row.name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place}>
            <Td className="whitespace-nowrap">
              <Time at={times[place] ?? null} format="date" />
            </Td>
            {rows.map((row) => (
              <Td key={row.key} isNumeric>
                <Weight value={row.weight[place] ?? null} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

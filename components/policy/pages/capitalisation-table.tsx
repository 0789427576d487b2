import { Age } from "@/components/figures/age";
import { Table, Td, Th } from "@/components/ui/table";
import { DAY_MS } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { formatCompact } from "@/lib/format/number";
import type { CapitalisationView } from "../types";

const OLD_MS = 7 * DAY_MS;

/** What a capitalisation rule reads of each coin, with its age and where it comes from. */
export function CapitalisationTable({ rows }: { rows: readonly CapitalisationView[] }) {
  return (
    <Table isStacked>
      <thead>
        <tr>
          <Th>Asset</Th>
          <Th isNumeric>Capitalisation, USD</Th>
          <Th isNumeric>Age</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.asset}>
            <Td place={1} className="font-medium">
              {assetName(row.asset)}
            </Td>
            <Td place={2} isNumeric>
              {row.value === null ? <span className="text-warning">not known</span> : formatCompact(row.value)}
            </Td>
            <Td place={4} isNumeric>
              <Age at={row.at} limitMs={OLD_MS} />
            </Td>
            <Td place={3} className="text-text-soft">
              {row.source ?? "none"}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

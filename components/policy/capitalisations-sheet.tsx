"use client";
import Link from "next/link";
import { Age } from "@/components/figures/age";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { Table, Td, Th } from "@/components/ui/table";
import { assetName } from "@/lib/format/asset-names";
import { formatShort } from "@/lib/format/number";
import type { RulingView } from "@/lib/schemas/views";

const OLD_MS = 7 * 86_400_000;

/** The figures a capitalisation rule reads, each with its age and where it comes from. */
export function CapitalisationsSheet({ ruling }: { ruling: RulingView | null }) {
  const rows = ruling?.capitalisations ?? [];
  return (
    <Sheet labelledBy="h-capitalisations">
      <SheetHead
        id="h-capitalisations"
        title="Market capitalisations"
        push={
          <Link className="link xs" href="/settings#capitalisations">
            Upload your own
          </Link>
        }
      />
      {rows.length === 0 ? (
        <SheetBody>
          <p className="soft">None is read yet. They come from a public source, or from your own file.</p>
        </SheetBody>
      ) : (
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
                <Td place={1} className="medium">
                  {assetName(row.asset)}
                </Td>
                <Td place={2} isNumeric>
                  {row.value === null ? <span className="warn">not known</span> : formatShort(row.value)}
                </Td>
                <Td place={4} isNumeric>
                  <Age at={row.at} limitMs={OLD_MS} />
                </Td>
                <Td place={3} className="soft">
                  {row.source ?? "none"}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Sheet>
  );
}

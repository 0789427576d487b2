"use client";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import { CapitalisationTable } from "./capitalisation-table";
import type { RulingView } from "./types";

/** The figures a capitalisation rule reads, each with its age and where it comes from. */
export function CapitalisationsSheet({ ruling }: { ruling: RulingView | null }) {
  const rows = ruling?.capitalisations ?? [];
  return (
    <Sheet labelledBy="h-capitalisations">
      <SheetHead
        id="h-capitalisations"
        title="Market capitalisations"
        push={
          <TextLink className="text-xs" href="/settings#capitalisations">
            Upload your own
          </TextLink>
        }
      />
      {rows.length === 0 ? (
        <SheetBody>
          <p className="text-text-soft">None is read yet. They come from a public source, or from your own file.</p>
        </SheetBody>
      ) : (
        <CapitalisationTable rows={rows} />
      )}
    </Sheet>
  );
}

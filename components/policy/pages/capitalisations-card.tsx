"use client";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { ResolvedPolicyView } from "../types";
import { CapitalisationTable } from "./capitalisation-table";

/** The figures a capitalisation rule reads, each with its age and where it comes from. */
export function CapitalisationsCard({ resolved }: { resolved: ResolvedPolicyView | null }) {
  const rows = resolved?.capitalisations ?? [];
  return (
    <Card labelledBy="h-capitalisations">
      <CardHeader
        id="h-capitalisations"
        title="Market capitalisations"
        push={
          <TextLink className="text-xs" href="/settings#capitalisations">
            Upload your own
          </TextLink>
        }
      />
      {rows.length === 0 ? (
        <CardBody>
          <p className="text-text-soft">None is read yet. They come from a public source, or from your own file.</p>
        </CardBody>
      ) : (
        <CapitalisationTable rows={rows} />
      )}
    </Card>
  );
}

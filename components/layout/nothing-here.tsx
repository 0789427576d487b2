"use client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageTitle } from "@/components/ui/page-head";
import { Trail } from "./trail";
import { useDocumentTitle } from "./use-document-title";

const NOWHERE = [{ label: "Not found" }];

/** The face of an address that leads nowhere, whoever asks for it. */
export function NothingHere({ hint }: { hint: string }) {
  useDocumentTitle("Not found");
  return (
    <>
      <Trail breadcrumbs={NOWHERE} />
      <PageTitle>Not found</PageTitle>
      <Card aria-label="Not found">
        <EmptyState
          title="There is nothing at this address."
          action={<Button href="/">Go to the overview</Button>}
          hint={hint}
        />
      </Card>
    </>
  );
}

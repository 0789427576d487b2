"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { CapitalisationTable } from "@/components/policy/pages/capitalisation-table";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toaster";
import type { CapitalisationsView } from "./types";

/** What capitalisation rules read: value, age and source of each coin; the owner's own file instead of the public source. */
export function CapitalisationsCard({ capitalisations }: { capitalisations: CapitalisationsView }) {
  const { rows, publicSource, ownFile } = capitalisations;
  const [problem, setProblem] = useState<string | null>(null);
  const trpc = useTRPC();
  const router = useRouter();
  const toast = useToast();
  const done = (sentence: string) => () => {
    setProblem(null);
    toast(sentence);
    router.refresh();
  };
  const onError = (error: { message: string }) => setProblem(error.message);
  const read = useMutation(trpc.capitalisations.import.mutationOptions({ onSuccess: done("Read."), onError }));
  const remove = useMutation(trpc.capitalisations.remove.mutationOptions({ onSuccess: done("Removed."), onError }));
  const refresh = useMutation(
    trpc.capitalisations.request.mutationOptions({
      onSuccess: ({ unknown }) =>
        done(unknown.length === 0 ? "Up to date." : `${publicSource} does not know ${unknown.join(", ")}.`)(),
      onError,
    }),
  );
  return (
    <Card labelledBy="capitalisations">
      <CardHeader
        id="capitalisations"
        title="Market capitalisations"
        hint={ownFile === null ? publicSource : ownFile}
      />
      <CardBody className="grid gap-4">
        <p className="text-text-soft max-w-[72ch]">
          Read by targets that follow capitalisation.{" "}
          {publicSource === null
            ? "No public source is set up, so they come from your own file."
            : `${publicSource} is asked only for coins that such a policy names; your own file counts before it.`}
        </p>
        <div className="flex flex-wrap gap-2.5">
          <FileButton
            label={ownFile === null ? "Upload a file" : "Replace the file"}
            isBusy={read.isPending}
            onFile={(name, text) => read.mutate({ name, text })}
          />
          {ownFile !== null && (
            <Button isBusy={remove.isPending} onClick={() => remove.mutate()}>
              Remove the file
            </Button>
          )}
          {publicSource !== null && rows.some((row) => row.isUsed) && (
            <Button isBusy={refresh.isPending} onClick={() => refresh.mutate({ assets: [] })}>
              Ask {publicSource} now
            </Button>
          )}
        </div>
        <p className="text-xs text-text-faint">
          A row a coin, <code className="font-mono text-2xs">asset,value</code>, or a row a day,{" "}
          <code className="font-mono text-2xs">date,BTC,ETH</code>. US dollars; only proportions matter.
        </p>
        {problem !== null && (
          <Callout tone="negative" title="Nothing was changed">
            {problem}
          </Callout>
        )}
      </CardBody>
      {rows.length > 0 && <CapitalisationTable rows={rows} />}
    </Card>
  );
}

function FileButton(props: { label: string; isBusy: boolean; onFile: (name: string, text: string) => void }) {
  const id = useId();
  return (
    <>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={props.label}
        className="sr-only"
        tabIndex={-1}
        onChange={async (event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) props.onFile(file.name, await file.text());
          input.value = "";
        }}
      />
      <Button isBusy={props.isBusy} onClick={() => document.getElementById(id)?.click()}>
        {props.label}
      </Button>
    </>
  );
}

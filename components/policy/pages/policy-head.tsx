"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import { saveFile } from "@/components/ui/save-file";
import { useToast } from "@/components/ui/toaster";
import { policyLabHref } from "../draft/saved-draft";

interface PolicyHeadProps {
  portfolioId: string;
  version: number;
  changedAt: number;
  onImport: () => void;
}

export function PolicyHead({ portfolioId, version, changedAt, onImport }: PolicyHeadProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const exporting = useMutation({
    mutationFn: () => queries.fetchQuery(trpc.policies.exportJson.queryOptions({ portfolioId }, { staleTime: 0 })),
    onSuccess: ({ filename, json }) => saveFile(filename, json, "application/json"),
    onError: (error) => toast({ tone: "stop", text: `Not exported. ${messageOf(error)}` }),
  });
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
      <h2 className="sr-only">Policy</h2>
      <Chip>
        Version {version}, <Time at={changedAt} format="datetime" />
      </Chip>
      <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0 max-md:w-full">
        <Button
          href={policyLabHref(portfolioId)}
          icon={<Icon name="lab" />}
          title="Tries this policy, unsaved changes included, on past prices"
        >
          Test in the lab
        </Button>
        <Button icon={<Icon name="upload" />} onClick={onImport}>
          Import
        </Button>
        <Button
          icon={<Icon name="download" />}
          isBusy={exporting.isPending}
          onClick={() => exporting.mutate()}
          title="The saved version, as JSON"
        >
          Export
        </Button>
      </div>
    </header>
  );
}

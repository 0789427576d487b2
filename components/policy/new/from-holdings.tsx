"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Policy } from "@/lib/engine/model";
import { targetsText } from "../pages/versions-card";

/** Reads what the chosen venues hold and makes it the target, to be changed from there. */
export function FromHoldings({
  venueIds,
  onPolicy,
}: {
  venueIds: readonly string[];
  onPolicy: (policy: Policy) => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: () =>
      queries.fetchQuery(
        trpc.policies.fromHoldings.queryOptions({ venueIds: [...venueIds] }, { staleTime: 0, retry: false }),
      ),
    onSuccess: onPolicy,
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button disabled={venueIds.length === 0} isBusy={read.isPending} onClick={() => read.mutate()}>
        Read what is held
      </Button>
      {read.data && (
        <p className="text-text-soft">Held now: {targetsText(read.data)}. Change the targets below as you like.</p>
      )}
      {read.error && (
        <Callout tone="negative" title="The holdings could not be read">
          {messageOf(read.error)}
        </Callout>
      )}
    </div>
  );
}

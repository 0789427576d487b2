"use client";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { agree } from "@/lib/format/plural";
import { problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import { useDone } from "./use-done";
import type { VenueDialogProps } from "./venue-dialog";

const WHAT_HAPPENS = {
  exchange:
    "Its keys are destroyed here and its holdings no longer counted. Nothing happens at the exchange; delete the key there too. Past orders stay in the history.",
  paper: "Its made-up money is gone. Past orders stay in the history.",
  manual: "Its holdings are no longer counted.",
};

interface RemoveVenueDialogProps extends VenueDialogProps {
  onChoosePortfolios: () => void;
}

export function RemoveVenueDialog({ venue, isOpen, onClose, onChoosePortfolios }: RemoveVenueDialogProps) {
  const done = useDone(onClose);
  const remove = useMutation(
    useTRPC().venues.remove.mutationOptions({
      onSuccess: () => done(`${venue.name} is removed.`),
    }),
  );
  const problem = problemOf(remove.error);
  const used = venue.portfolios;
  if (used.length > 0)
    return (
      <Dialog
        isOpen={isOpen}
        onClose={onClose}
        title={`${venue.name} is in use`}
        description={`${used.map(({ name }) => name).join(", ")} ${agree(used.length, "holds", "hold")} assets here. Take it out there first; then it can be removed.`}
        actions={
          <>
            <Button onClick={onClose}>Keep it</Button>
            <Button variant="primary" onClick={onChoosePortfolios}>
              Choose its portfolios
            </Button>
          </>
        }
      />
    );
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Remove ${venue.name}?`}
      description={WHAT_HAPPENS[venue.kind]}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="stop" isBusy={remove.isPending} onClick={() => remove.mutate({ venueId: venue.id })}>
            Remove {venue.name}
          </Button>
        </>
      }
    >
      <FormRefusal problem={problem} title="Not removed" />
    </Dialog>
  );
}

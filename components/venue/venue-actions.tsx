"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import { DivideDialog } from "./divide-dialog";
import { MovePartDialog } from "./move-part-dialog";
import type { PortfolioSpan } from "./portfolio-spans";
import { RemoveVenueDialog } from "./remove-venue-dialog";
import { RenameVenueDialog } from "./rename-venue-dialog";
import { ReplaceKeysDialog } from "./replace-keys-dialog";
import { SetBalanceDialog } from "./set-balance-dialog";
import type { VenueView } from "./types";
import { VenuePortfoliosDialog } from "./venue-portfolios-dialog";

type OpenDialog = "rename" | "keys" | "balance" | "portfolios" | "divide" | "move" | "remove" | null;

interface VenueActionsProps {
  venue: VenueView;
  spans: readonly PortfolioSpan[];
}

export function VenueActions({ venue, spans }: VenueActionsProps) {
  const [open, setOpen] = useState<OpenDialog>(null);
  const router = useRouter();
  const toast = useToast();
  const test = useMutation(
    useTRPC().venues.test.mutationOptions({
      onSuccess: (answer) => {
        toast(
          answer.problem
            ? { tone: "warn", text: `${venue.name}: ${answer.problem.message}` }
            : `${venue.name} answered${answer.latencyMs === null ? "" : ` in ${Math.round(answer.latencyMs)} ms`}.`,
        );
        router.refresh();
      },
      onError: (error) => toast({ tone: "stop", text: messageOf(error) }),
    }),
  );
  // A dialog that gives way to another closes late: it must not close that one.
  const close = (kind: OpenDialog) => () => setOpen((now) => (now === kind ? null : now));
  const dialog = (kind: OpenDialog) => ({ venue, isOpen: open === kind, onClose: close(kind) });
  const named = (action: string) => `${action} ${venue.name}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box
    <div className="flex flex-wrap gap-1.5" role="group" aria-label={`What can be done with ${venue.name}`}>
      {venue.kind !== "manual" && (
        <Button
          size="sm"
          aria-label={named("Test")}
          isBusy={test.isPending}
          onClick={() => test.mutate({ venueId: venue.id })}
        >
          Test
        </Button>
      )}
      {venue.kind !== "exchange" && (
        <Button size="sm" aria-label={named("Set a balance at")} onClick={() => setOpen("balance")}>
          Set a balance
        </Button>
      )}
      {spans.length > 0 && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={named("Choose the portfolios of")}
          onClick={() => setOpen("portfolios")}
        >
          Portfolios
        </Button>
      )}
      {venue.portfolios.length > 0 && (
        <Button
          size="sm"
          variant={venue.division?.kind === "conflict" ? "primary" : "quiet"}
          aria-label={named("Divide")}
          onClick={() => setOpen("divide")}
        >
          Divide
        </Button>
      )}
      {venue.division?.kind === "quantity" && (
        <Button size="sm" variant="quiet" aria-label={named("Move a part of")} onClick={() => setOpen("move")}>
          Move
        </Button>
      )}
      <Button size="sm" variant="quiet" aria-label={named("Rename")} onClick={() => setOpen("rename")}>
        Rename
      </Button>
      {venue.kind === "exchange" && (
        <Button size="sm" variant="quiet" aria-label={named("Replace keys of")} onClick={() => setOpen("keys")}>
          Replace keys
        </Button>
      )}
      <Button size="sm" variant="quiet" aria-label={named("Remove")} onClick={() => setOpen("remove")}>
        Remove
      </Button>
      <RenameVenueDialog {...dialog("rename")} />
      <RemoveVenueDialog {...dialog("remove")} onChoosePortfolios={() => setOpen("portfolios")} />
      <VenuePortfoliosDialog {...dialog("portfolios")} spans={spans} />
      {/* Begins with what is so now, each time it is opened. */}
      {open === "divide" && <DivideDialog {...dialog("divide")} />}
      {open === "move" && venue.division && <MovePartDialog {...dialog("move")} division={venue.division} />}
      {venue.kind === "exchange" && <ReplaceKeysDialog {...dialog("keys")} />}
      {venue.kind !== "exchange" && <SetBalanceDialog {...dialog("balance")} />}
    </div>
  );
}

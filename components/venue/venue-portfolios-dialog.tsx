"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { Mark } from "@/components/ui/mark";
import { Subline } from "@/components/ui/subline";
import { problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import type { PortfolioSpan } from "./portfolio-spans";
import type { VenueView } from "./types";
import type { VenueDialogProps } from "./venue-dialog";

interface VenuePortfoliosDialogProps extends VenueDialogProps {
  spans: readonly PortfolioSpan[];
}

/** In which portfolios this venue's holdings count. A change takes a waiting proposal back and starts a new check. */
export function VenuePortfoliosDialog({ venue, spans, isOpen, onClose }: VenuePortfoliosDialogProps) {
  const router = useRouter();
  /** The portfolio the account may be divided for; null: no question is open. */
  const [dividing, setDividing] = useState<PortfolioSpan | null>(null);
  const change = useMutation(
    useTRPC().portfolios.setVenues.mutationOptions({
      onSuccess: () => {
        setDividing(null);
        router.refresh();
      },
    }),
  );
  const problem = problemOf(change.error);
  const without = (span: PortfolioSpan) => span.venueIds.filter((id) => id !== venue.id);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => {
        change.reset();
        setDividing(null);
        onClose();
      }}
      title={`Portfolios that count ${venue.name}`}
      description={
        venue.kind === "manual"
          ? "What lies here counts in their weights and is never traded."
          : "What lies here counts in their weights and may be traded by their policy."
      }
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <ul className="grid">
        {spans.map((span) => {
          const isIn = span.venueIds.includes(venue.id);
          const isLast = isIn && without(span).length === 0;
          const venueIds = isIn ? without(span) : [...span.venueIds, venue.id];
          const mustDivide = !isIn && venue.portfolios.length > 0 && venue.division === null;
          return (
            <li
              key={span.id}
              className="flex min-h-11 items-center gap-3 border-t border-hairline py-1.5 first:border-t-0"
            >
              <Mark kind={isIn ? "ok" : "wait"} className={isIn ? undefined : "invisible"} />
              <span className="min-w-0 flex-1">
                <span className="font-medium">{span.name}</span>
                <Subline>
                  {isLast ? "its only venue; connect another first" : isIn ? "counts it" : "does not count it"}
                </Subline>
              </span>
              <Button
                size="sm"
                disabled={isLast}
                aria-label={isIn ? `Take it out of ${span.name}` : `Add it to ${span.name}`}
                isBusy={change.isPending && change.variables.portfolioId === span.id}
                onClick={() => (mustDivide ? setDividing(span) : change.mutate({ portfolioId: span.id, venueIds }))}
              >
                {isIn ? "Take out" : "Add"}
              </Button>
            </li>
          );
        })}
      </ul>
      {dividing && (
        <DivideFirst
          venue={venue}
          name={dividing.name}
          isBusy={change.isPending}
          onDivide={() =>
            change.mutate({
              portfolioId: dividing.id,
              venueIds: [...dividing.venueIds, venue.id],
              divideVenueIds: [venue.id],
            })
          }
        />
      )}
      <FormRefusal problem={problem} title="Not changed" />
    </Dialog>
  );
}

interface DivideFirstProps {
  venue: Pick<VenueView, "name" | "portfolios">;
  name: string;
  isBusy: boolean;
  onDivide: () => void;
}

function DivideFirst({ venue, name, isBusy, onDivide }: DivideFirstProps) {
  const other = venue.portfolios.map((portfolio) => portfolio.name).join(", ");
  return (
    <Callout
      tone="accent"
      title={`${venue.name} belongs to ${other}`}
      actions={
        <Button size="sm" variant="primary" isBusy={isBusy} onClick={onDivide}>
          Divide it and add {name}
        </Button>
      }
    >
      Two portfolios never count or trade the same units. Divided, {other} keeps what its books say it holds here, and{" "}
      {name} starts with nothing until you move a part to it.
    </Callout>
  );
}

"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Quantity } from "@/components/figures/quantity";
import { useTRPC } from "@/components/trpc/client";
import { Button } from "@/components/ui/button";
import { problemOf } from "./form-problem";
import { FormRefusal } from "./form-refusal";
import type { AssetQuantityView, DivisionView, VenueView } from "./types";

interface AllotQuestionProps {
  venue: Pick<VenueView, "id" | "name">;
  parts: DivisionView["parts"];
  notAllotted: readonly AssetQuantityView[];
}

/** What came to a divided account is nobody's until its owner says whose. One click an asset. */
export function AllotQuestion({ venue, parts, notAllotted }: AllotQuestionProps) {
  const router = useRouter();
  const move = useMutation(useTRPC().allotments.move.mutationOptions({ onSuccess: () => router.refresh() }));
  const problem = problemOf(move.error);
  const open = notAllotted.filter((row) => !row.quantity.startsWith("-"));
  if (open.length === 0 || parts.length === 0) return null;
  const isMoving = (asset: string, to: string) =>
    move.isPending && move.variables.asset === asset && move.variables.to === to;
  return (
    <div className="grid gap-2 border-t border-hairline px-3.5 py-3 md:px-5">
      <ul className="grid gap-1.5">
        {open.map(({ asset, quantity }) => (
          <li key={asset} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              <b className="font-medium">
                <Quantity value={quantity} /> {asset}
              </b>{" "}
              is in no portfolio. Whose is it?
            </span>
            {parts.map((part) => (
              <Button
                key={part.portfolioId}
                size="sm"
                aria-label={`Give ${quantity} ${asset} to ${part.portfolioName}`}
                isBusy={isMoving(asset, part.portfolioId)}
                onClick={() => move.mutate({ venueId: venue.id, from: null, to: part.portfolioId, asset, quantity })}
              >
                {part.portfolioName}
              </Button>
            ))}
          </li>
        ))}
      </ul>
      <FormRefusal problem={problem} title="Not moved" />
    </div>
  );
}

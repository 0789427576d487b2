"use client";
import { Age } from "@/components/figures/age";
import { useNow } from "@/components/figures/clock";
import { Mark } from "@/components/ui/mark";
import { stateOfProblem } from "@/lib/format/describe-venue-problem";
import type { VenueView } from "./types";

/** How a venue does, in short: what it refuses and for how long, else how long it takes to answer. */
export function VenueHealth({ venue }: { venue: VenueView }) {
  const now = useNow(venue.problem?.until != null);
  if (venue.kind === "manual") return null;
  if (venue.problem) {
    const { kind, until } = venue.problem;
    // Of one that is merely silent, when it answered last says more.
    const state = kind == null || kind === "silent" ? null : stateOfProblem(kind, until, now);
    return (
      <span className="text-warning">
        <Mark kind="warn" className="mr-1.5 inline" />
        {state !== null && <span suppressHydrationWarning>{state}</span>}
        {state !== null && venue.lastOkAt !== null && ", "}
        {venue.lastOkAt === null ? (
          state === null && "has not answered yet"
        ) : (
          <>
            last answer <Age at={venue.lastOkAt} />
          </>
        )}
      </span>
    );
  }
  return (
    <span className="tabular-nums">
      <Mark kind="ok" className="mr-1.5 inline" />
      {venue.latencyMs === null ? "ready" : `answers in ${Math.round(venue.latencyMs)} ms`}
      {venue.kind === "exchange" && venue.lastOkAt !== null && (
        <>
          , checked <Age at={venue.lastOkAt} />
        </>
      )}
    </span>
  );
}

/** Reads that run over several venues: all of them, or what the first failure says. */
import type { VenueId } from "../model";
import type { Read, RunVenues } from "./ports";
import type { OpeningBalance, Run } from "./run";

export const venuesOf = (run: Pick<Run, "legs">): readonly VenueId[] => [
  ...new Set(run.legs.map((leg) => leg.venueId)),
];

export async function readAllBalances(
  venues: Pick<RunVenues, "readBalances">,
  venueIds: readonly VenueId[],
): Promise<Read<readonly OpeningBalance[]>> {
  const rows: OpeningBalance[] = [];
  for (const venueId of venueIds) {
    const read = await venues.readBalances(venueId);
    if (read.kind === "failed") return read;
    rows.push(...read.value.map((row) => ({ venueId, ...row })));
  }
  return { kind: "read", value: rows };
}

import type { ServiceContext } from "../context";
import { getVenueRow } from "./get";
import { refreshHealth } from "./refresh-health";
import type { VenueView } from "./types";
import { viewVenues } from "./view";

/** Queries the venue now and returns how it answered. */
export async function testVenue(ctx: ServiceContext, input: { venueId: string }): Promise<VenueView> {
  await refreshHealth(ctx, input.venueId, { isForced: true });
  const [view] = await viewVenues(ctx, [await getVenueRow(ctx, input.venueId)]);
  return view!;
}

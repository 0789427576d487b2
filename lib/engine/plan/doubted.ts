/** Which assets are doubted where: a doubted price everywhere, a doubted balance at its venue, what is frozen everywhere. */
import type { AssetId, Snapshot, VenueId } from "@/lib/engine/model";

export function doubtedIn({ doubts = [], frozen = [] }: Pick<Snapshot, "doubts" | "frozen">) {
  const everywhere = new Set<AssetId>(frozen);
  const byVenue = new Set<string>();
  for (const doubt of doubts) {
    // Off its peg it may be sold; what would buy it is left out of the plan.
    if (doubt.doubt === "off-peg") continue;
    if (doubt.about === "price") everywhere.add(doubt.asset);
    else byVenue.add(`${doubt.venueId} ${doubt.asset}`);
  }
  return (venueId: VenueId, asset: AssetId): boolean => everywhere.has(asset) || byVenue.has(`${venueId} ${asset}`);
}

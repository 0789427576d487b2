/**
 * Which assets are suspect where: a suspect price everywhere, a suspect balance at its venue, what is frozen
 * everywhere.
 */
import type { AssetId, Snapshot, VenueId } from "@/lib/engine/model";

export function suspectIn({ suspects = [], frozen = [] }: Pick<Snapshot, "suspects" | "frozen">) {
  const everywhere = new Set<AssetId>(frozen);
  const byVenue = new Set<string>();
  for (const suspicion of suspects) {
    // Off its peg it may be sold; what would buy it is left out of the plan.
    if (suspicion.suspicion === "off-peg") continue;
    if (suspicion.about === "price") everywhere.add(suspicion.asset);
    else byVenue.add(`${suspicion.venueId} ${suspicion.asset}`);
  }
  return (venueId: VenueId, asset: AssetId): boolean => everywhere.has(asset) || byVenue.has(`${venueId} ${asset}`);
}

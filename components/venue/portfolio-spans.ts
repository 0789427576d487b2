import type { VenueView } from "./types";

/** A portfolio and the venues it spans. */
export interface PortfolioSpan {
  id: string;
  name: string;
  venueIds: readonly string[];
}

/** Read the other way round: each venue knows its portfolios. */
export function portfolioSpans(
  portfolios: readonly { id: string; name: string }[],
  venues: readonly Pick<VenueView, "id" | "portfolios">[],
): readonly PortfolioSpan[] {
  return portfolios.map(({ id, name }) => ({
    id,
    name,
    venueIds: venues.filter((venue) => venue.portfolios.some((each) => each.id === id)).map((venue) => venue.id),
  }));
}

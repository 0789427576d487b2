import type { VenueErrorKind } from "../../venue";

/** What a failed call means, before a kind is made of it: an order and a read call the same failure differently. */
export type Verdict = VenueErrorKind | "duplicate" | "not-found";

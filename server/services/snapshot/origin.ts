/** Where a venue's prices come from: two accounts at one exchange are one voice, and a made-up market is our own. */

import type { SourcedQuote } from "@/lib/engine/confirm/price-assets";
import type { Quote } from "@/lib/engine/model";
import type { VenueRow } from "../venue/get";

export const isSimulated = (row: Pick<VenueRow, "kind" | "config">): boolean =>
  row.kind === "paper" && (row.config.prices ?? "simulated") === "simulated";

export function originOf(row: VenueRow): string {
  const { prices } = row.config;
  if (row.kind === "exchange") return row.exchangeId ?? row.id;
  return typeof prices === "object" ? prices.exchangeId : row.id;
}

export function sourced(row: VenueRow, quotes: readonly Quote[]): SourcedQuote[] {
  const isOwn = isSimulated(row);
  return quotes.map((quote) => ({ ...quote, venueName: row.name, ...(isOwn ? { isOwn } : {}) }));
}

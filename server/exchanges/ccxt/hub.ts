/** Everything this process shares between accounts of the same exchange. */
import type { PriceFeed } from "../paper/feed";
import type { VenueSpec } from "../registry";
import { type ExchangeDescription, type Venue, VenueError } from "../venue";

export interface ExchangeHub {
  openVenue(spec: Extract<VenueSpec, { kind: "exchange" }>): Promise<Venue>;
  publicFeed(exchangeId: string): Promise<PriceFeed>;
  describeExchanges(): Promise<readonly ExchangeDescription[]>;
  close(): Promise<void>;
}

export function createExchangeHub(_options: {
  exchangeUrls: Readonly<Record<string, string>>;
  now: () => number;
}): ExchangeHub {
  const missing = () => Promise.reject(new VenueError("unsupported", "Exchanges cannot be connected yet."));
  return { openVenue: missing, publicFeed: missing, describeExchanges: async () => [], close: async () => undefined };
}

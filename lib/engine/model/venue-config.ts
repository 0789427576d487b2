/** What is stored of a venue beside its name, by kind. */
import type { KeyPermissions } from "./venue-port";

/** Stated since 0.3: margin, futures, and when the right to trade lapses. */
export type RememberedRights = Pick<
  KeyPermissions,
  "canTrade" | "canWithdraw" | "canMargin" | "canFutures" | "tradingEndsAt"
>;

export interface VenueConfig {
  /** Paper: whose prices it trades at, its fee, and the seed of simulated ones. */
  prices?: "simulated" | { exchangeId: string };
  feeRate?: string;
  seed?: number;
  /** Exchange and paper: what the key may do. */
  permissions?: RememberedRights;
}

/** What a snapshot is requested with, and what each account and venue gives to it. */

import type { AssetId, Confirmations, Policy, Snapshot, SnapshotVenue } from "@/lib/engine/model";
import type { PartsRequest } from "../allotment/share-snapshot";
import type { VenueRow } from "../venue/get";
import type { VenueTrouble } from "../venue/trouble-of";
import type { ConfirmedAccount } from "./confirm-account";
import type { VenueAccount, VenuePrices } from "./read-venue";

export interface SnapshotRequest extends Pick<PartsRequest, "portfolio" | "isWhole"> {
  venues: readonly VenueRow[];
  policy: Pick<Policy, "targets" | "quoteAsset"> & Partial<Pick<Policy, "untargeted" | "stop" | "limits">>;
  baseCurrency: AssetId;
  lastKnown: Snapshot | null;
  /** What is confirmed and suspect so far; absent: nothing is a portfolio yet. */
  confirmations?: Confirmations;
}

export type Account = VenueAccount & ConfirmedAccount;

export interface VenueSnapshot {
  venue: SnapshotVenue;
  openOrders: VenuePrices["openOrders"];
  health: { latencyMs: number } | VenueTrouble;
}

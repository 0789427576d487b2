/** How services get venues: from a stored row and opened credentials to a live adapter, cached per venue. */
import type { AssetId, OrderReport } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import type { CandleSource } from "@/server/market-data/candles";
import type { Credentials, ExchangeDescription, Venue } from "./venue";

/** What an adapter needs to know of a stored venue; services load it, adapters never see the database. */
export type VenueSpec =
  | { kind: "exchange"; venueId: string; name: string; exchangeId: string; credentials: Credentials }
  | {
      kind: "paper";
      venueId: string;
      name: string;
      feeRate: string;
      prices: "simulated" | { exchangeId: string };
      seed: number;
      store: PaperStore;
    }
  | { kind: "manual"; venueId: string; name: string; store: PaperStore };

/** The paper venue's memory, kept by services in the database: balances change with an order in one transaction. */
export interface PaperStore {
  readBalances(): Promise<readonly { asset: AssetId; quantity: Quantity }[]>;
  findOrder(clientOrderId: string): Promise<OrderReport | null>;
  /**
   * Saves the order and the changed balances at once; false when the id exists already. Where a balance is no longer
   * what it was `before`, nothing is saved and BalancesMovedError is thrown: somebody else was quicker.
   */
  saveOrder(report: OrderReport, balances: readonly ChangedBalance[]): Promise<boolean>;
}

export interface ChangedBalance {
  asset: AssetId;
  before: Quantity;
  quantity: Quantity;
}

export interface VenueDirectory {
  /** The adapter for this venue; the same object for the same venue and credentials. */
  open(spec: VenueSpec): Promise<Venue>;
  /** Forgets a venue whose keys changed or that was removed. */
  forget(venueId: string): Promise<void>;
  describeExchanges(): Promise<readonly ExchangeDescription[]>;
  /** Past prices from an exchange's public data, without keys. Throws VenueError for an exchange nobody knows. */
  candles(exchangeId: string): Promise<CandleSource>;
  close(): Promise<void>;
}

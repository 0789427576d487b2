/** Cold storage and other places without an API: a list the owner keeps. Counted in weights, never traded. */
import type { Balance } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import type { PaperStore } from "../registry";
import { type Venue, VenueError } from "../venue";

export function createManualVenue(name: string, store: PaperStore): Venue {
  return {
    kind: "manual",
    label: name,
    limits: { requestValidityMs: 0, lookupLagMs: 0 },
    testConnection: async () => ({
      permissions: { canRead: true, canTrade: false, canWithdraw: false, canTransfer: false },
      latencyMs: 0,
      clockOffsetMs: 0,
    }),
    loadMarkets: async () => [],
    async fetchBalances() {
      const rows = await store.readBalances();
      return rows.map((row): Balance => ({ asset: row.asset, total: row.quantity, free: "0" as Quantity }));
    },
    fetchQuotes: async () => [],
    fetchOpenOrders: async () => [],
    async submitOrder() {
      throw new VenueError("unsupported", `${name} is a list kept by hand: nothing can be traded there.`);
    },
    findOrder: async () => null,
    cancelOrder: async () => null,
    close: async () => undefined,
  };
}

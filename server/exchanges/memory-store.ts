/** A paper venue's memory for tests: what the database keeps, in a map. */
import { decimal } from "@/lib/money";
import type { PaperStore } from "./registry";
import type { OrderReport } from "./venue";

export function createMemoryStore(start: Readonly<Record<string, string>>): PaperStore {
  const balances = new Map(Object.entries(start));
  const orders = new Map<string, OrderReport>();
  return {
    readBalances: async () => [...balances].map(([asset, quantity]) => ({ asset, quantity: decimal(quantity) })),
    findOrder: async (clientOrderId) => orders.get(clientOrderId) ?? null,
    async saveOrder(report, changed) {
      if (orders.has(report.clientOrderId)) return false;
      orders.set(report.clientOrderId, report);
      for (const { asset, quantity } of changed) balances.set(asset, quantity);
      return true;
    },
  };
}

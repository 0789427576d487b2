/** A paper venue's memory for tests: what the database keeps, in a map. */
import type { OrderReport } from "@/lib/engine/model";
import { compare, decimal, type Quantity } from "@/lib/money";
import type { PaperStore } from "./registry";
import { BalancesMovedError } from "./venue";

export function createMemoryStore(start: Readonly<Record<string, string>>): PaperStore {
  const balances = new Map(Object.entries(start));
  const orders = new Map<string, OrderReport>();
  return {
    readBalances: async () =>
      [...balances].map(([asset, quantity]) => ({ asset, quantity: decimal<Quantity>(quantity) })),
    findOrder: async (clientOrderId) => orders.get(clientOrderId) ?? null,
    async saveOrder(report, changed) {
      if (orders.has(report.clientOrderId)) return false;
      if (changed.some(({ asset, before }) => compare(balances.get(asset) ?? "0", before) !== 0))
        throw new BalancesMovedError("The balances moved.");
      orders.set(report.clientOrderId, report);
      for (const { asset, quantity } of changed) balances.set(asset, quantity);
      return true;
    },
  };
}

/** One transaction: everything inside goes through `tx`, never the network, never the outer `db`. */
import type { Database, Transaction } from "./client";

export function withTransaction<T>(ctx: { db: Database }, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  return ctx.db.transaction(fn);
}

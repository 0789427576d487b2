/**
 * Knows whether the current call chain is inside an open transaction.
 *
 * The embedded database has one connection: a query on the outer `db` while a transaction is open waits for that
 * transaction, which waits for the query, for ever. On PostgreSQL the same slip silently writes outside the
 * transaction. Both clients therefore check here before each query and fail at once with the name of the mistake.
 */
import { AsyncLocalStorage } from "node:async_hooks";

const scope = new AsyncLocalStorage<{ isOpen: boolean }>();

export class OutsideTransactionError extends Error {
  override name = "OutsideTransactionError";
  constructor() {
    super("The outer database was used inside an open transaction: pass `tx` instead of `db`.");
  }
}

export function assertOutsideTransaction(): void {
  if (scope.getStore()?.isOpen) throw new OutsideTransactionError();
}

/** Runs `fn` as the inside of a transaction. Work it leaves behind (timers) is free again once it has ended. */
export async function insideTransaction<T>(fn: () => Promise<T>): Promise<T> {
  const here = { isOpen: true };
  try {
    return await scope.run(here, fn);
  } finally {
    here.isOpen = false;
  }
}

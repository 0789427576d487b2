/** Reads of one account with a clock that was just set; a refused timestamp sets it anew and reads once more. */
import type { Exchange } from "ccxt";
import { VenueError } from "../../venue";
import type { Client } from "./client";
import { syncClock } from "./clock";
import type { KeyGuard } from "./key-guard";

/** The caller names the shape: ccxt's own types promise more than its answers keep, so all of it is then checked. */
export type Read = <T>(call: (exchange: Exchange) => Promise<unknown>) => Promise<T>;

export function createRead(client: Client, now: () => number, guard: KeyGuard): Read {
  return async <T>(call: (exchange: Exchange) => Promise<unknown>) => {
    guard.refuseDead();
    await syncClock(client, now);
    try {
      return (await guard.run(() => client.read(call))) as T;
    } catch (error) {
      if (!(error instanceof VenueError) || error.kind !== "clock-skew") throw error;
      await syncClock(client, now, { isForced: true });
      return (await guard.run(() => client.read(call))) as T;
    }
  };
}

/**
 * A read that many keys may not make, or that an exchange refuses in a form of its own: null where it cannot be known.
 */
export function createOptionalRead(client: Client, now: () => number, guard: KeyGuard) {
  const read = createRead(client, now, { ...guard, run: (call) => guard.run(call, { isOptional: true }) });
  return async <T>(call: (exchange: Exchange) => Promise<unknown>): Promise<T | null> => {
    try {
      return await read<T>(call);
    } catch (error) {
      const isRefused = error instanceof VenueError && UNREPORTED_KINDS.has(error.kind);
      guard.refuseDead();
      if (isRefused) return null;
      throw error;
    }
  };
}

const UNREPORTED_KINDS: ReadonlySet<VenueError["kind"]> = new Set([
  "authentication",
  "permission",
  "rejected",
  "unsupported",
]);

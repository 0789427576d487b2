/** Reads of one account with a clock that was just set; a refused time stamp sets it anew and asks once more. */
import type { Exchange } from "ccxt";
import { VenueError } from "../venue";
import type { Client } from "./client";
import { syncClock } from "./clock";

/** The caller names the shape: ccxt's own types promise more than its answers keep, so all of it is then checked. */
export type Read = <T>(call: (exchange: Exchange) => Promise<unknown>) => Promise<T>;

export function createRead(client: Client, now: () => number): Read {
  return async <T>(call: (exchange: Exchange) => Promise<unknown>) => {
    await syncClock(client, now);
    try {
      return (await client.read(call)) as T;
    } catch (error) {
      if (!(error instanceof VenueError) || error.kind !== "clock-skew") throw error;
      await syncClock(client, now, { isForced: true });
      return (await client.read(call)) as T;
    }
  };
}

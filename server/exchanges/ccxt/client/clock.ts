/**
 * The difference between this computer's clock and the exchange's, queried before the first signed call and hourly, and
 * anew once this computer's clock was set: an hour is counted by the clock nobody sets, and the two show it.
 */
import { monotonicNow } from "@/server/runtime/monotonic";
import type { Client } from "./client";

const SYNC_MS = 3_600_000;
/** Less is the drift of a good clock. Exchanges refuse a timestamp that is a second ahead. */
const STEP_MS = 500;

interface Clock {
  /** Monotonic, and how far the wall clock was ahead of that. */
  syncedAt: number;
  aheadMs: number;
  syncing: Promise<void> | null;
}

const clocks = new WeakMap<Client, Clock>();

export async function syncClock(
  client: Client,
  now: () => number,
  options: { isForced?: boolean } = {},
): Promise<void> {
  if (client.exchange.has.fetchTime !== true) return;
  const clock = clocks.get(client) ?? { syncedAt: Number.NEGATIVE_INFINITY, aheadMs: 0, syncing: null };
  clocks.set(client, clock);
  const wasSet = Math.abs(now() - monotonicNow() - clock.aheadMs) > STEP_MS;
  if (!options.isForced && !wasSet && monotonicNow() - clock.syncedAt < SYNC_MS) return;
  clock.syncing ??= client
    .read((exchange) => exchange.loadTimeDifference())
    .then(() => {
      clock.syncedAt = monotonicNow();
      clock.aheadMs = now() - clock.syncedAt;
    })
    .finally(() => {
      clock.syncing = null;
    });
  await clock.syncing;
}

/** Ours minus theirs, in ms; 0 where it was never queried. */
export function clockOffset(client: Client): number {
  const difference: unknown = client.exchange.options.timeDifference;
  return typeof difference === "number" ? difference : 0;
}

/** The difference between this computer's clock and the exchange's, asked before the first signed call and hourly. */
import type { Client } from "./client";

const SYNC_MS = 3_600_000;

interface Clock {
  syncedAt: number;
  syncing: Promise<void> | null;
}

const clocks = new WeakMap<Client, Clock>();

export async function syncClock(
  client: Client,
  now: () => number,
  options: { isForced?: boolean } = {},
): Promise<void> {
  if (client.exchange.has.fetchTime !== true) return;
  const clock = clocks.get(client) ?? { syncedAt: Number.NEGATIVE_INFINITY, syncing: null };
  clocks.set(client, clock);
  if (!options.isForced && now() - clock.syncedAt < SYNC_MS) return;
  clock.syncing ??= client
    .read((exchange) => exchange.loadTimeDifference())
    .then(() => {
      clock.syncedAt = now();
    })
    .finally(() => {
      clock.syncing = null;
    });
  await clock.syncing;
}

/** Ours minus theirs, in ms; 0 where it was never asked. */
export function clockOffset(client: Client): number {
  const difference: unknown = client.exchange.options.timeDifference;
  return typeof difference === "number" ? difference : 0;
}

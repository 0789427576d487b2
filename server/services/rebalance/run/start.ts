/**
 * Starts advancing in this process at once, without waiting for the queue: from the approval's click to the first
 * order in milliseconds. The job enqueued with the approval is the safety net; the lease keeps the two apart.
 */
import type { ReadQuote } from "@/lib/engine/execution/run";
import { advanceRebalance, type MachineContext } from "./advance";
import { LEASE_MS } from "./lease";

interface Advancing {
  runs: Map<string, Promise<void>>;
  stopping: AbortController;
}

const holder: { evenkeelAdvancing?: Advancing } & typeof globalThis = globalThis;
const here = (): Advancing => {
  holder.evenkeelAdvancing ??= { runs: new Map(), stopping: new AbortController() };
  return holder.evenkeelAdvancing;
};

/** After a failure (the database away, most likely); then the queue's job takes over. */
const RETRY_PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000];

const BUSY_MAX = LEASE_MS / 1_000 + 2;

/** Does nothing when this process advances it already. Never throws, never waits. */
export function startRebalance(machine: MachineContext, rebalanceId: string, quotes: readonly ReadQuote[] = []): void {
  const { runs, stopping } = here();
  if (runs.has(rebalanceId) || stopping.signal.aborted) return;
  const { db, now, monotonic, sleep, venues, secrets, capitalisations, log } = machine;
  const run = carryOn(
    { db, now, ...(monotonic ? { monotonic } : {}), sleep, venues, secrets, capitalisations, log },
    rebalanceId,
    quotes,
    stopping.signal,
  ).finally(() => runs.delete(rebalanceId));
  runs.set(rebalanceId, run);
}

/** The same for a caller that waits for the end of it, or for who is at it already in this process. */
export async function carryRebalance(machine: MachineContext, rebalanceId: string): Promise<void> {
  startRebalance(machine, rebalanceId);
  await here().runs.get(rebalanceId);
}

async function carryOn(
  machine: MachineContext,
  rebalanceId: string,
  quotes: readonly ReadQuote[],
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  let busy = 0;
  while (!signal.aborted) {
    try {
      const advanced = await advanceRebalance(machine, rebalanceId, { signal, quotes });
      if (advanced.kind !== "busy" || ++busy > BUSY_MAX) return;
      // Somebody holds the lease. If it died with a former process it runs out within this patience.
      await pauseFor(1_000, signal);
    } catch (error) {
      machine.log.warn({ err: error, rebalanceId }, "Advancing a rebalance failed; it goes on where it was");
      const pause = RETRY_PAUSES_MS[failures++];
      if (pause === undefined) return;
      await pauseFor(pause, signal);
    }
  }
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}

/** Resolves when nothing advances in this process; for tests and scenarios. */
export async function whenQuiet(): Promise<void> {
  while (here().runs.size > 0) await Promise.all(here().runs.values());
}

/** Shutdown: no new action is begun, actions under way are settled. Everything goes on after the next start. */
export async function stopAdvancing(): Promise<void> {
  here().stopping.abort();
  await whenQuiet();
}

/** Undoes that, for who opens a new app in the same process. */
export function startAdvancing(): void {
  if (here().stopping.signal.aborted) delete holder.evenkeelAdvancing;
}

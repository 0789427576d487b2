import { advanceRebalance, type MachineContext } from "@/server/services/rebalance";

/**
 * The queue's way to carry a rebalance on. Usually the approval's own process is at it already and this finds it
 * busy; after a crash this is who goes on. A failure is thrown, so that the queue tries again.
 */
export async function runAdvanceRebalance(
  machine: MachineContext,
  payload: { rebalanceId: string },
  signal: AbortSignal,
): Promise<void> {
  await advanceRebalance(machine, payload.rebalanceId, { signal });
}

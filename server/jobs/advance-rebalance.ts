import type { MachineContext } from "@/server/services/rebalance";
import { carryRebalance } from "@/server/services/rebalance";

/**
 * The queue's way to carry a rebalance on. Usually the approval's own process is at it already and this only waits
 * for it; after a crash this is who goes on, once the dead worker's lease has run out.
 */
export async function runAdvanceRebalance(
  machine: MachineContext,
  payload: { rebalanceId: string },
  signal: AbortSignal,
): Promise<void> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  await Promise.race([carryRebalance(machine, payload.rebalanceId), aborted]);
}

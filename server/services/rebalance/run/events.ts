/** The timeline's rows, and the emitter that notifies watchers in this process. */

import { EventEmitter } from "node:events";
import { rebalanceEvents } from "@/drizzle/schema";
import type { RunEventName } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import { newId } from "../../id";

export interface RunEvent {
  rebalanceId: string;
  orderId?: string | null;
  event: RunEventName;
  detail?: Readonly<Record<string, unknown>>;
  at: number;
}

export async function addEvents(tx: Transaction, events: readonly RunEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(rebalanceEvents).values(
    events.map(({ rebalanceId, orderId, event, detail, at }) => ({
      id: newId(at),
      rebalanceId,
      orderId: orderId ?? null,
      event,
      detail: detail ?? {},
      at: new Date(at),
    })),
  );
}

// Route handlers and the worker are separate module instances of one process: the emitter hangs on globalThis.
const holder: { evenkeelRunEmitter?: EventEmitter } & typeof globalThis = globalThis;
holder.evenkeelRunEmitter ??= new EventEmitter().setMaxListeners(0);
const emitter: EventEmitter = holder.evenkeelRunEmitter;

/** After a commit: watchers need not wait for their next read of the database. */
export function announce(rebalanceId: string): void {
  emitter.emit(rebalanceId);
}

/** Resolves at the next announcement, after `ms`, or when the signal aborts, whichever comes first. */
export function nextAnnouncement(rebalanceId: string, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      emitter.off(rebalanceId, done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    emitter.once(rebalanceId, done);
    signal?.addEventListener("abort", done, { once: true });
  });
}

/**
 * Work that goes before other requests at a host's limiter: orders, what is queried about them, and what a person who
 * has just approved, or a run under way, waits for. Everything awaited inside is urgent too.
 */
import { AsyncLocalStorage } from "node:async_hooks";

// One for the process: the framework loads server modules more than once.
const holder: { evenkeelUrgent?: AsyncLocalStorage<true> } & typeof globalThis = globalThis;
holder.evenkeelUrgent ??= new AsyncLocalStorage();
const working = holder.evenkeelUrgent;

export const urgently = <T>(work: () => Promise<T>): Promise<T> => working.run(true, work);

export const isUrgent = (): boolean => working.getStore() === true;

/**
 * The largest lag each venue's look-ups have shown: an order was queried, said not to be there, and found later.
 * What was seen once is expected again. Kept for the process; after a restart the first minute of every order covers it
 * (BOUNDS.absentMsMin), as it did before anything was seen. An order found hours later was queried seldom: no more
 * than five minutes are taken from one.
 */
const LEARNT_MS_MAX = 300_000;

const holder: { evenkeelSlowestLookups?: Map<string, number> } & typeof globalThis = globalThis;
// One for the process: the framework loads server modules more than once.
holder.evenkeelSlowestLookups ??= new Map();
const slowest = holder.evenkeelSlowestLookups;

export const slowestLookupMs = (venueId: string): number => slowest.get(venueId) ?? 0;

export function learnLag(venueId: string, lagMs: number): void {
  slowest.set(venueId, Math.max(slowestLookupMs(venueId), Math.min(Math.ceil(lagMs), LEARNT_MS_MAX)));
}

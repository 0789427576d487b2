/**
 * Slows down guessing of passwords. The first five failures under a key are free; after each further one the key
 * waits twice as long, from 2 seconds up to a minute, so an attacker gets about sixty guesses an hour and an owner
 * is never shut out for longer than a minute. An attempt counts when it starts, so parallel ones gain nothing.
 */
import { LRUCache } from "lru-cache";

export interface AttemptLimiter {
  /** Takes one attempt: 0 when it may go ahead, otherwise how many ms to wait. */
  take(key: string): number;
  /** After success: the slate is clean. */
  clear(key: string): void;
}

const FREE_ATTEMPTS = 5;
const WAIT_MS_MIN = 2_000;
const WAIT_MS_MAX = 60_000;
/** A key that has been quiet this long is forgotten. */
const MEMORY_MS = 15 * 60_000;
const KEYS_MAX = 10_000;

export function createAttemptLimiter(now: () => number): AttemptLimiter {
  const attempts = new LRUCache<string, { count: number; at: number }>({ max: KEYS_MAX });
  return {
    take(key) {
      // An attempt that is refused does not keep its key from being forgotten.
      const seen = attempts.peek(key);
      const at = now();
      const count = seen && at - seen.at < MEMORY_MS ? seen.count : 0;
      const waitMs = count < FREE_ATTEMPTS ? 0 : Math.min(WAIT_MS_MIN * 2 ** (count - FREE_ATTEMPTS), WAIT_MS_MAX);
      const leftMs = seen ? seen.at + waitMs - at : 0;
      if (waitMs > 0 && leftMs > 0) return leftMs;
      attempts.set(key, { count: count + 1, at });
      return 0;
    },
    clear: (key) => void attempts.delete(key),
  };
}

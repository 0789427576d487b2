/**
 * One limiter per process and host: exchanges count requests per address, not per account. It paces by the cost ccxt
 * gives each request (a bucket that refills steadily and lets a short burst through), and when the exchange says
 * "wait" every account of that host waits; what is asked meanwhile is refused here, without a request.
 */
import { VenueError } from "../venue";

/** How much work may be done at once after a rest, in ms of refill. */
const BURST_MS = 5_000;
/** A request that would wait longer than this is refused instead: the caller can decide better. */
const WAIT_MS_MAX = 20_000;

const BAN_MS = { 429: 60_000, 418: 120_000 } as const;

export interface HostLimiter {
  /** Waits for its turn. `msPerCost` is how long one unit of cost takes at the allowed rate. */
  take(cost: number, msPerCost: number): Promise<void>;
  /** Takes note of an answer; 429 and 418 stop everybody until the time the exchange names. */
  note(status: number, retryAfter: string | null): void;
  /** Ms until asking is allowed again; 0 when it is. */
  bannedForMs(): number;
}

/** Seconds, or an HTTP date. */
export function readRetryAfter(text: string | null, now: number): number | null {
  if (text === null || text.trim() === "") return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

export function createHostLimiter(
  now: () => number,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): HostLimiter {
  let bannedUntil = 0;
  /** The instant up to which the allowed work is spoken for. */
  let spokenUntil = 0;

  function refuseWhileBanned() {
    const left = bannedUntil - now();
    if (left <= 0) return;
    throw new VenueError("rate-limited", `The exchange asks to wait ${Math.ceil(left / 1000)} s before asking again.`, {
      retryAfterMs: left,
    });
  }

  return {
    async take(cost, msPerCost) {
      refuseWhileBanned();
      const at = now();
      const start = Math.max(spokenUntil, at - BURST_MS);
      const wait = start + cost * msPerCost - at;
      if (wait > WAIT_MS_MAX)
        throw new VenueError("rate-limited", "Too many requests are waiting for this exchange.", {
          retryAfterMs: wait,
        });
      spokenUntil = start + cost * msPerCost;
      if (wait > 0) {
        await sleep(wait);
        refuseWhileBanned();
      }
    },
    note(status, retryAfter) {
      if (status !== 429 && status !== 418) return;
      const ms = readRetryAfter(retryAfter, now()) ?? BAN_MS[status];
      bannedUntil = Math.max(bannedUntil, now() + ms);
    },
    bannedForMs: () => Math.max(0, bannedUntil - now()),
  };
}

/**
 * One limiter per process and host: exchanges count requests per address, not per account. It paces by the cost ccxt
 * gives each request (a bucket that refills steadily and lets a short burst through), and when the exchange says
 * "wait" every account of that host waits; what is sent meanwhile is refused here, without a request.
 *
 * Two lines wait at it. Urgent work (orders, and what is queried for their sake) goes before other reads, and a part of
 * the burst is kept for it, so that a run begins at once however much was read before. Reads are never starved: while
 * one waits, at least a fifth of the work is theirs. Both lines drink from the same bucket: never more than the burst
 * at once, never more than the rate in the long run.
 *
 * All of it is counted by the monotonic clock: a wall clock set back an hour must not make everybody wait for one. Only
 * a date that an exchange names is read against the wall clock, once, and is a duration from then on.
 */
import { monotonicNow } from "@/server/runtime/monotonic";
import { VenueError } from "../../venue";

/** How much work may be done at once after a rest, in ms of refill. */
const BURST_MS = 5_000;
/** The last part of the burst: reads leave it to urgent work. */
const RESERVE_MS = 2_000;
/** A request that would wait longer than this is refused instead: the caller can decide better. */
const WAIT_MS_MAX = 20_000;
/** Urgent work may pass a waiting read by this many times the read's own work. */
const PASSED_MAX = 4;

const BAN_MS = { 429: 60_000, 418: 120_000 } as const;

export interface HostLimiter {
  /**
   * Waits for its turn. `msPerCost` is how long one unit of cost takes at the allowed rate. What is not served before
   * `before` (by the monotonic clock) is refused: at once where that is foreseen.
   */
  take(cost: number, msPerCost: number, isUrgent?: boolean, before?: number): Promise<void>;
  /** Records an answer; 429 and 418 stop everybody until the time the exchange names. */
  record(status: number, retryAfter: string | null): void;
  /** Ms until requests are allowed again; 0 when it is. */
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

/** A request at the limiter, with its work in ms of refill. */
interface Waiting {
  readonly ms: number;
  readonly isUrgent: boolean;
  /** Refused after that. */
  readonly before: number;
  go(): void;
  refuse(error: VenueError): void;
}

/** `now`: monotonic ms. `wallNow`: epoch ms. */
export function createHostLimiter(
  now: () => number = monotonicNow,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  wallNow: () => number = Date.now,
): HostLimiter {
  let bannedUntil = Number.NEGATIVE_INFINITY;
  /** The instant up to which the allowed work is spoken for; the bucket holds what lies between it and now. */
  let spokenUntil = Number.NEGATIVE_INFINITY;
  let urgent: Waiting[] = [];
  let reads: Waiting[] = [];
  /** Urgent work done since a read was last served, while one was waiting. */
  let passedMs = 0;
  let isServing = false;
  /** Wakes the serving loop: somebody came who may go earlier than the one it sleeps for. */
  let wake = () => {};

  const waitError = (ms: number) =>
    new VenueError("rate-limited", `The exchange asks to wait ${Math.ceil(ms / 1000)} s before asking again.`, {
      retryAfterMs: ms,
    });
  const tooMany = (ms: number) =>
    new VenueError("rate-limited", "Too many requests are waiting for this exchange.", { retryAfterMs: ms });
  const bannedForMs = () => Math.max(0, bannedUntil - now());

  const isOverdue = (read: Waiting | undefined) => read !== undefined && passedMs >= PASSED_MAX * read.ms;
  const first = (): Waiting | undefined => (isOverdue(reads[0]) ? reads[0] : (urgent[0] ?? reads[0]));

  /** What the bucket must hold for it. One that is larger than the bucket is waited for, and then served alone. */
  function needMs(head: Waiting): number {
    if (head.isUrgent || isOverdue(head)) return head.ms;
    return Math.max(head.ms, Math.min(head.ms + RESERVE_MS, BURST_MS));
  }

  /** The bucket overflows at the burst, or at the largest request that waits for it to fill. */
  function refill() {
    const largest = [...urgent, ...reads].reduce((most, waiting) => Math.max(most, waiting.ms), BURST_MS);
    spokenUntil = Math.max(spokenUntil, now() - largest);
  }

  /** Ms until it may go, were it the first in line. */
  function waitMs(head: Waiting): number {
    refill();
    return spokenUntil + needMs(head) - now();
  }

  /** How long it will wait if nobody comes after it. */
  function expectedMs(waiting: Waiting): number {
    const ahead = waiting.isUrgent ? urgent : [...urgent, ...reads];
    return waitMs(waiting) + ahead.reduce((sum, other) => sum + other.ms, 0);
  }

  function leave(gone: (waiting: Waiting) => boolean) {
    urgent = urgent.filter((waiting) => !gone(waiting));
    reads = reads.filter((waiting) => !gone(waiting));
  }

  function refuse(refused: (waiting: Waiting) => boolean, error: VenueError) {
    const left = [...urgent, ...reads].filter(refused);
    leave(refused);
    for (const waiting of left) waiting.refuse(error);
  }

  /** Serves the lines until they are empty; there is one such loop at a time. */
  async function serve() {
    if (isServing) return wake();
    isServing = true;
    for (let head = first(); head; head = first()) {
      const ms = waitMs(head);
      if (ms > 0) {
        const somebodyCame = new Promise<void>((resolve) => {
          wake = resolve;
        });
        await Promise.race([sleep(ms), somebodyCame]);
        refuse(({ before }) => now() > before, tooMany(ms));
        continue;
      }
      const served = head;
      leave((waiting) => waiting === served);
      spokenUntil += head.ms;
      passedMs = head.isUrgent && reads.length > 0 ? passedMs + head.ms : 0;
      head.go();
    }
    isServing = false;
  }

  return {
    async take(cost, msPerCost, isUrgent = false, before = Number.POSITIVE_INFINITY) {
      const banned = bannedForMs();
      if (banned > 0) throw waitError(banned);
      await new Promise<void>((go, reject) => {
        const latest = Math.min(before, now() + WAIT_MS_MAX);
        const waiting = { ms: cost * msPerCost, isUrgent, before: latest, go, refuse: reject };
        const expected = expectedMs(waiting);
        if (expected > 0 && now() + expected > latest) return reject(tooMany(expected));
        (isUrgent ? urgent : reads).push(waiting);
        void serve();
      });
    },
    record(status, retryAfter) {
      if (status !== 429 && status !== 418) return;
      const ms = readRetryAfter(retryAfter, wallNow()) ?? BAN_MS[status];
      bannedUntil = Math.max(bannedUntil, now() + ms);
      const banned = bannedForMs();
      if (banned > 0) refuse(() => true, waitError(banned));
    },
    bannedForMs,
  };
}

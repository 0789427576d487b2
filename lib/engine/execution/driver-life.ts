/** What a driver remembers for its own convenience from taking a run up to letting it go; losing it costs a query or two. */
import type { Market, StopReason, VenueId } from "../model";
import type { Readings } from "./next-action";
import type { Review, RunClock, RunStore, RunVenues } from "./ports";
import { BOUNDS, type OpeningBalance, type ReadQuote, type Run } from "./run";
import type { RunTime } from "./run-time";

export interface RunPorts {
  store: RunStore;
  venues: RunVenues;
  clock: RunClock;
  /**
   * The last check before the run starts, with the balances its ledger would begin with: is what was approved still
   * what would be planned, and do they know our last fills? Absent: what was approved stands.
   */
  review?(run: Run, opening: readonly OpeningBalance[]): Promise<Review>;
}

export interface Life {
  ports: RunPorts;
  time: RunTime;
  quotes: readonly ReadQuote[];
  /** As read by this driver, with when. */
  markets: Map<VenueId, { markets: readonly Market[]; readAt: number }>;
  /** Failed reads in a row, for growing pauses and a bound. */
  failures: number;
  /** How often a key was refused, and the reason to stop once that is enough. */
  keyRefusals: number;
  keyRefused: Extract<StopReason, { kind: "key-refused" }> | null;
  /** Monotonic instants from which this driver knows of an order's intent. */
  knownSince: Map<string, number>;
  /** Orders that were said not to be there. */
  missed: Set<string>;
  /** Queried once more before settling; and once again should the ledger then differ. */
  verified: Set<string>;
  isQueriedAnew: boolean;
}

export const READ_FAILURES_MAX = 12;

export function newLife(ports: RunPorts, time: RunTime, quotes: readonly ReadQuote[]): Life {
  return {
    ports,
    time,
    quotes,
    markets: new Map(),
    failures: 0,
    keyRefusals: 0,
    keyRefused: null,
    knownSince: new Map(),
    missed: new Set(),
    verified: new Set(),
    isQueriedAnew: false,
  };
}

/** True once the key was refused as often as it is tried. */
export function recordKeyRefusal(life: Life, message: string): boolean {
  life.keyRefusals += 1;
  if (life.keyRefusals < BOUNDS.keyRefusalsMax) return false;
  life.keyRefused ??= { kind: "key-refused", message };
  return true;
}

export function readingsOf({ ports, quotes, markets }: Life): Readings {
  const readAt = new Map([...markets].map(([venueId, read]) => [venueId, read.readAt]));
  return { quotes, marketsReadAt: ports.venues.readMarkets ? readAt : null };
}

/** The run with each venue's markets as last read; where they were not, as it was approved on. */
export function withMarkets({ markets }: Life, run: Run): Run {
  if (markets.size === 0) return run;
  const known = run.markets.filter((market) => !markets.has(market.venueId));
  return { ...run, markets: [...known, ...[...markets.values()].flatMap((read) => read.markets)] };
}

/** Grows with the failures, and is never shorter than the venue demands. */
export function pauseMs(failures: number, retryAfterMs: number | null): number {
  return Math.max(Math.min(250 * 2 ** (failures - 1), 8_000), retryAfterMs ?? 0);
}

/**
 * An exchange's market list with its last good copy. Lists age (filters and halts change), so it is read anew when
 * older than 15 minutes or when an order was refused for a filter. A list that comes back empty or much smaller is an
 * exchange having a bad minute, not a mass delisting: it is refused and the last good copy stays in force. Only who
 * forces a read for a fresh list gets none then: an order must not rest on one that is older than a minute.
 */
import { VenueError } from "../../venue";

export const MARKETS_AGE_MS_MAX = 15 * 60_000;
/** A list smaller than this share of the last good one is not accepted. */
const SHRINK_MAX = 0.5;
/** A list younger than this answers a forced reload too: ten refusals in a row are one reload. */
const FORCED_AGE_MS_MIN = 10_000;
/** Older than this it is not fresh. */
const FRESH_AGE_MS_MAX = 60_000;
/** After a failed reload the old copy is used this long before trying again. */
const RETRY_MS = 30_000;

/** A list as read, not yet accepted. `adopt` is called once it is. */
export interface ReadList<T> {
  markets: readonly T[];
  adopt?: () => void;
}

export interface MarketBook<T> {
  get(options?: { isForced?: boolean }): Promise<readonly T[]>;
  /** When the copy in force was read; null before the first. */
  loadedAt(): number | null;
}

export function createMarketBook<T>(options: {
  load: () => Promise<ReadList<T>>;
  /** Monotonic ms: a list is as old as it is, whatever the wall clock is set to. */
  now: () => number;
  onProblem?: (error: unknown) => void;
}): MarketBook<T> {
  const { load, now } = options;
  let good: { at: number; markets: readonly T[] } | null = null;
  let nextTryAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<readonly T[]> | null = null;
  let problem: unknown = null;

  async function read(): Promise<readonly T[]> {
    try {
      const { markets, adopt } = await load();
      if (markets.length === 0) throw new VenueError("bad-answer", "The exchange answered with an empty market list.");
      if (good && markets.length < good.markets.length * SHRINK_MAX)
        throw new VenueError(
          "bad-answer",
          `The exchange's market list shrank from ${good.markets.length} to ${markets.length}; the last good one is kept.`,
        );
      adopt?.();
      good = { at: now(), markets };
      problem = null;
      return markets;
    } catch (error) {
      problem = error;
      if (!good) throw error;
      nextTryAt = now() + RETRY_MS;
      options.onProblem?.(error);
      return good.markets;
    }
  }

  function freshOnly(markets: readonly T[]): readonly T[] {
    if (problem !== null && good && now() - good.at > FRESH_AGE_MS_MAX) throw problem;
    return markets;
  }

  function list(isForced = false): Promise<readonly T[]> {
    const ageMsMax = isForced ? FORCED_AGE_MS_MIN : MARKETS_AGE_MS_MAX;
    if (good && (now() < nextTryAt || now() - good.at < ageMsMax)) return Promise.resolve(good.markets);
    loading ??= read().finally(() => {
      loading = null;
    });
    return loading;
  }

  return {
    get: ({ isForced = false } = {}) => (isForced ? list(isForced).then(freshOnly) : list()),
    loadedAt: () => good?.at ?? null,
  };
}

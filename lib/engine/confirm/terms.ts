/**
 * The bounds of confirmation: one home for what is near, late, dust or too much for one source alone. Shares, and ms.
 */

export { CONFIRM_AFTER_MS } from "@/lib/engine/model";

/** After this long a suspect fact has been checked often enough; then the owner must say which is so. */
export const OWNER_AFTER_MS = 5 * 60_000;
/** A price further than this from the last confirmed one waits for a second observation and a second source. */
export const MOVE_MAX = 0.1;
/** The same for what is pegged to the base currency, and from where on it counts as off its peg. */
export const PEGGED_MOVE_MAX = 0.02;
/** A move to less than half or more than twice is confirmed only when a source outside that exchange shows it too. */
export const EXTREME_FACTOR = 2;
/** Two sources agree when they lie within this share of each other; pegged assets within a third of it. */
export const AGREE_WITHIN = 0.03;
/** Half of bid to ask beyond this share of their middle means nothing. */
export const HALF_SPREAD_MAX = 0.02;
/** What a second source said longer ago than this neither agrees nor contradicts. */
export const SOURCE_AGE_MS_MAX = 5 * 60_000;
/** An exchange's own time that stands still for longer is stale, whatever a policy's age limit allows beneath. */
export const STANDING_MS_MIN = 60_000;
/** A move against a confirmed price older than this proves nothing: the price is judged as if it were the first. */
export const MEMORY_MS = 24 * 3_600_000;

/** Below this share of the portfolio nothing is suspect. */
export const DUST_SHARE = 0.001;
/** A fall of less than this share of a holding needs no explanation. */
export const FALL_MAX = 0.05;
/** Growth needs one beyond this share of the holding and of the portfolio. */
export const GROWTH_MAX = 0.2;
export const GROWTH_SHARE = 0.01;
/** What went and what came are one trade when their worth lies within this share of each other. */
export const SWAP_WITHIN = 0.03;
/** Waits between observations of a suspect balance; the last one repeats. */
export const RECHECK_MS: readonly number[] = [30_000, 60_000, 120_000];
/** An account that is empty all at once is more often a broken answer than an emptied one. */
export const EMPTY_CONFIRMED_AFTER_MS = 24 * 3_600_000;
/** A fill booked this close to an observation may or may not be in what it saw. */
export const FILL_LAG_MS = 30_000;

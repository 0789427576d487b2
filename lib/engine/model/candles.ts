/**
 * Bars of stored prices. A bar's time is its beginning, its name its length; what is stored is finished, the bar
 * that is still running is not.
 */

/** What exchanges are queried for; files may bring any other, written the same way ("2h", "7d"). */
export const TIMEFRAMES = ["5m", "15m", "1h", "4h", "1d"] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

export const CANDLE_STATES = ["waiting", "filling", "complete", "failed"] as const;
/**
 * waiting: in the queue; filling: pages come in; complete: all there is, up to its last fill; failed: see its problem.
 */
export type CandleState = (typeof CANDLE_STATES)[number];

export const PRICE_FILE_FORMS = ["wide", "long"] as const;

const UNITS: readonly (readonly [string, number])[] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
];

/** 3,600,000 for "1h"; null for text that is no timeframe. */
export function timeframeMs(timeframe: string): number | null {
  const match = /^([1-9]\d{0,5})([dhms])$/.exec(timeframe);
  const unit = UNITS.find(([letter]) => letter === match?.[2]);
  return match && unit ? Number(match[1]) * unit[1] : null;
}

/** "1h" for 3,600,000; the largest unit that divides it, seconds at least. */
export function timeframeOf(stepMs: number): string {
  const [letter, ms] = UNITS.find(([, unit]) => stepMs % unit === 0) ?? ["s", 1_000];
  return `${Math.max(1, Math.round(stepMs / ms))}${letter}`;
}

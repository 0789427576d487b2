/** Lengths of bars as their sources write them, by name. */

const TIMEFRAMES: Readonly<Record<string, string>> = {
  "5m": "5 minutes",
  "15m": "15 minutes",
  "1h": "hourly",
  "4h": "4 hours",
  "1d": "daily",
};

/** "daily", "4 hours"; what no source of ours writes comes back as it is. */
export const timeframeLabel = (timeframe: string): string => TIMEFRAMES[timeframe] ?? timeframe;

/** Lengths of time in milliseconds. A year is one of 365 days, as rates and figures a year take it. */
export const DAY_MS = 86_400_000;
export const YEAR_MS = 365 * DAY_MS;

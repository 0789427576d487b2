/**
 * The owner's own return: the yearly rate at which all that went in and came out is worth nothing today (XIRR).
 *
 *   sum of flow / (1 + rate) ^ (days / year) = 0        money in is negative; the last flow is what it is worth now
 *
 * Money that only goes in has no rate; flows that change sign more than once may have several, and then none of them
 * is the answer: all are given. Searched in x = ln(1 + rate), where every term is a plain exponential. A year is 365 days
 * as spreadsheets have it, unless said otherwise. Float64; rates agree with spreadsheets to 1e-9.
 */
import { DAY_MS } from "@/lib/engine/model";

export interface DatedFlow {
  /** Epoch ms. */
  at: number;
  /** Negative: paid in. */
  amount: number;
}

export interface MoneyWeighted {
  /** A year; null where there is no rate, or more than one. */
  yearly: number | null;
  /** Over the whole span. */
  period: number | null;
  /** Every yearly rate that fits, lowest first; one is the usual case. */
  roots: readonly number[];
}

/** Factor over the whole span is searched between e^-40 and e^40. */
const REACH = 40;
const STEPS = 4000;

export function moneyWeightedReturn(flows: readonly DatedFlow[], yearDays = 365): MoneyWeighted {
  const none: MoneyWeighted = { yearly: null, period: null, roots: [] };
  if (!flows.some(({ amount }) => amount > 0) || !flows.some(({ amount }) => amount < 0)) return none;
  const first = Math.min(...flows.map(({ at }) => at));
  const years = flows.map(({ at, amount }) => ({ years: (at - first) / DAY_MS / yearDays, amount }));
  const span = Math.max(...years.map((flow) => flow.years));
  if (span === 0) return none;
  const worthAt = (x: number) => years.reduce((sum, flow) => sum + flow.amount * Math.exp(-x * flow.years), 0);
  const roots: number[] = [];
  const step = (2 * REACH) / span / STEPS;
  let [low, worthLow] = [-REACH / span, worthAt(-REACH / span)];
  for (let at = 1; at <= STEPS; at += 1) {
    const high = -REACH / span + at * step;
    const worthHigh = worthAt(high);
    if (worthHigh === 0) roots.push(Math.expm1(high));
    else if (worthLow !== 0 && worthLow < 0 !== worthHigh < 0) roots.push(Math.expm1(bisect(worthAt, low, high)));
    low = high;
    worthLow = worthHigh;
  }
  const [only] = roots;
  if (only === undefined || roots.length > 1) return { ...none, roots };
  return { yearly: only, period: Math.expm1(Math.log1p(only) * span), roots };
}

/** Halves until floats stand still; the ends have unlike signs. */
function bisect(worthAt: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const isBelow = worthAt(low) < 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (worthAt(middle) < 0 === isBelow) low = middle;
    else high = middle;
  }
}

/**
 * What a trade leaves. Post-trade weights are shares of what is left after the trade's own cost; three forms say what
 * that is (V value before, V' after, v values by leg before, w post-trade weights, r fee rate and half spread
 * together):
 *
 *   exact   V' = V - r sum |w V' - v|: every leg pays r of its notional, and weights are exact afterwards. The right side
 *           falls in V' by less than its slope, so Newton from above meets the piecewise linear root in a few steps.
 *   leg     each leg pays for itself: wanted change d = w V - v. A buy of d spends d and gets d / (1 + r); a sale raises
 *           |d| from |d| / (1 - r), at most all there is. What sales fall short scales the buys.
 *   olps    V' = V (1 - r/2 sum |w - v/V|) over the table's columns (the on-line portfolio literature: Blum and Kalai,
 *           "Universal portfolios with and without transaction costs", Machine Learning 35, 1999, in its usual short form)
 *
 * Cash is what is left over: V' less all legs. A leg is free, kept (frozen: neither traded nor charged, others share
 * what it leaves) or idle (shares the cash position: sold only when cash is short). With a minimum or a step, legs are
 * made small first: sales, then buys, cut to the cash there is; the rest stays in cash.
 *
 * Nothing here allocates. Worked, exact: 100 all in cash to one asset at r = 1 %: V' = 100 / 1.01 = 99.0099.
 */
import type { CostForm } from "../model";

export const FREE = 0;
export const KEPT = 1;
export const IDLE = 2;

export interface Scheme {
  form: CostForm;
  /** Fee rate and half spread together. */
  rate: number;
  /** Smallest leg, in quote currency. */
  notionalMin: number;
  /** By leg, in units; null: none has a step. */
  steps: Float64Array | null;
  /** Cash has a column of its own, which `olps` counts like any other. */
  isCashColumn: boolean;
}

/** One trade; the caller fills the first half, `settle` the second. */
export interface Ticket {
  /** By leg, before. */
  values: Float64Array;
  /** By leg: shares of what is left. */
  postTradeWeights: Float64Array;
  /** Share of cash; only `olps` with a column of cash reads it. */
  cashPostTrade: number;
  /** By leg: FREE, KEPT or IDLE. */
  roles: Uint8Array;
  /** 1: nothing may be sold; -1: nothing may be bought; 0: both. */
  side: number;

  /** By leg, after. */
  after: Float64Array;
  cost: number;
  /** Sum |trade|, the notional of all legs. */
  traded: number;
}

export function makeTicket(legs: number): Ticket {
  return {
    values: new Float64Array(legs),
    postTradeWeights: new Float64Array(legs),
    cashPostTrade: 0,
    roles: new Uint8Array(legs),
    side: 0,
    after: new Float64Array(legs),
    cost: 0,
    traded: 0,
  };
}

/** Trades under this share of the whole are float noise. */
export const TRADE_NOISE = 1e-12;
const STEPS_MAX = 60;

/** What one leg pays of its notional where legs are sold or made one by one. */
export function legRate(scheme: Scheme): number {
  return scheme.form === "olps" && !scheme.isCashColumn ? scheme.rate / 2 : scheme.rate;
}

/**
 * Fills `after`, `cost` and `traded`. `value` is all there is before, `cash` the part of it in cash, `prices` by leg.
 */
export function settle(scheme: Scheme, ticket: Ticket, value: number, cash: number, prices: Float64Array): void {
  const { values, postTradeWeights, roles, after } = ticket;
  let kept = 0;
  let freeShare = 1;
  let isFree = ticket.side === 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    if (roles[leg] !== FREE) isFree = false;
    if (roles[leg] !== KEPT) continue;
    kept += values[leg]!;
    freeShare -= postTradeWeights[leg]!;
  }
  // Nearly every run: all legs free, both ways. The same sums without checking what each leg may.
  if (isFree && scheme.form === "exact") settleFreely(scheme.rate, ticket, value);
  else if (scheme.form === "leg") settleByLeg(scheme.rate, ticket, value, kept, freeShare);
  else {
    const left =
      scheme.form === "exact"
        ? leftAfter(scheme.rate, ticket, value, kept, freeShare)
        : leftOlps(scheme, ticket, value, cash);
    spread(ticket, left, kept, freeShare);
    ticket.cost = value - left;
  }
  const noise = TRADE_NOISE * value;
  let isConstrained = false;
  ticket.traded = 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    const size = Math.abs(after[leg]! - values[leg]!);
    ticket.traded += size;
    if (size > noise && (size < scheme.notionalMin || (scheme.steps !== null && scheme.steps[leg]! > 0))) {
      isConstrained = true;
    }
  }
  if (isConstrained) makeSmall(scheme, ticket, cash, prices, noise);
}

function settleFreely(rate: number, ticket: Ticket, value: number): void {
  const { values, postTradeWeights, after } = ticket;
  let left = value;
  for (let step = 0; rate !== 0 && step < STEPS_MAX; step += 1) {
    let traded = 0;
    let slope = 0;
    for (let leg = 0; leg < values.length; leg += 1) {
      const destination = postTradeWeights[leg]!;
      const change = Math.max(destination * left, 0) - values[leg]!;
      traded += Math.abs(change);
      slope += change > 0 ? destination : change < 0 ? -destination : 0;
    }
    const next = left - (left - value + rate * traded) / (1 + rate * slope);
    const isDone = Math.abs(next - left) <= 1e-15 * value;
    left = next;
    if (isDone) break;
  }
  left = Math.max(left, 0);
  for (let leg = 0; leg < values.length; leg += 1) after[leg] = Math.max(postTradeWeights[leg]! * left, 0);
  ticket.cost = value - left;
}

/** What a leg is to be worth when `left` is left in all. */
function wanted(ticket: Ticket, leg: number, left: number, kept: number, freeShare: number): number {
  const before = ticket.values[leg]!;
  if (ticket.roles[leg] !== FREE || !(freeShare > 0)) return before;
  const destination =
    kept === 0 && freeShare === 1
      ? ticket.postTradeWeights[leg]! * left
      : (ticket.postTradeWeights[leg]! * (left - kept)) / freeShare;
  if (ticket.side > 0) return Math.max(destination, before);
  return ticket.side < 0 ? Math.min(destination, before) : Math.max(destination, 0);
}

function spread(ticket: Ticket, left: number, kept: number, freeShare: number): void {
  for (let leg = 0; leg < ticket.after.length; leg += 1) ticket.after[leg] = wanted(ticket, leg, left, kept, freeShare);
}

/** Root of x - V + r sum |w x - v|, convex and rising in x. */
function leftAfter(rate: number, ticket: Ticket, value: number, kept: number, freeShare: number): number {
  const { values, postTradeWeights } = ticket;
  if (rate === 0) return value;
  let left = value;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    let traded = 0;
    let slope = 0;
    for (let leg = 0; leg < values.length; leg += 1) {
      const change = wanted(ticket, leg, left, kept, freeShare) - values[leg]!;
      traded += Math.abs(change);
      if (change !== 0) slope += (Math.sign(change) * postTradeWeights[leg]!) / freeShare;
    }
    const next = left - (left - value + rate * traded) / (1 + rate * slope);
    const isDone = Math.abs(next - left) <= 1e-15 * value;
    left = next;
    if (isDone) break;
  }
  return Math.max(left, 0);
}

function leftOlps(scheme: Scheme, ticket: Ticket, value: number, cash: number): number {
  let moved = scheme.isCashColumn ? Math.abs(ticket.cashPostTrade - cash / value) : 0;
  for (let leg = 0; leg < ticket.values.length; leg += 1) {
    if (ticket.roles[leg] === FREE) moved += Math.abs(ticket.postTradeWeights[leg]! - ticket.values[leg]! / value);
  }
  return value * (1 - (scheme.rate / 2) * moved);
}

function settleByLeg(rate: number, ticket: Ticket, value: number, kept: number, freeShare: number): void {
  const { values, after } = ticket;
  let short = 0;
  let buys = 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    const before = values[leg]!;
    const change = wanted(ticket, leg, value, kept, freeShare) - before;
    after[leg] = before;
    if (change > 0) buys += change;
    if (change >= 0) continue;
    const sold = Math.min(-change / (1 - rate), before);
    after[leg] = before - sold;
    short += -change - sold * (1 - rate);
  }
  const scale = buys > 0 ? Math.max(1 - short / buys, 0) : 0;
  ticket.cost = 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    const before = values[leg]!;
    const change = wanted(ticket, leg, value, kept, freeShare) - before;
    if (change > 0) after[leg] = before + (change * scale) / (1 + rate);
    ticket.cost += rate * Math.abs(after[leg]! - before);
  }
}

/** Rounds legs down to their steps, leaves out those under the minimum, cuts buys to the cash there is. */
function makeSmall(scheme: Scheme, ticket: Ticket, cash: number, prices: Float64Array, noise: number): void {
  const { values, after } = ticket;
  const rate = legRate(scheme);
  let availableCash = cash;
  let buys = 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    const change = after[leg]! - values[leg]!;
    if (change > 0) buys += change * (1 + rate);
    if (change >= 0) continue;
    const sold = Math.min(made(scheme, leg, -change, prices[leg]!, noise), values[leg]!);
    after[leg] = values[leg]! - sold;
    availableCash += sold * (1 - rate);
  }
  const scale = buys > availableCash ? Math.max(availableCash / buys, 0) : 1;
  ticket.traded = 0;
  for (let leg = 0; leg < values.length; leg += 1) {
    const change = after[leg]! - values[leg]!;
    if (change > 0) after[leg] = values[leg]! + made(scheme, leg, change * scale, prices[leg]!, noise);
    ticket.traded += Math.abs(after[leg]! - values[leg]!);
  }
  ticket.cost = rate * ticket.traded;
}

/** The notional of one leg after step and minimum; 0 when it is not made. */
function made(scheme: Scheme, leg: number, size: number, price: number, noise: number): number {
  const step = scheme.steps === null ? 0 : scheme.steps[leg]!;
  // An epsilon more before rounding down, so that a whole number of steps stays one.
  const rounded = step > 0 ? Math.floor((size / price / step) * (1 + 1e-12)) * step * price : size;
  return rounded > noise && rounded >= scheme.notionalMin ? Math.min(rounded, size * (1 + 1e-12)) : 0;
}

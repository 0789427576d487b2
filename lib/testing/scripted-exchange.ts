/**
 * An exchange that misbehaves on purpose, from a seed: it executes and loses the answer, loses the request, takes a
 * request in late, hides orders from lookups for a while, reports fills twice or late, fills in part and lets the rest
 * expire, refuses, limits the rate. What it really did stands in `orders` and `balances`, for the test to compare.
 * It is honest about one thing: nothing is taken in after `requestValidityMs`, or hidden longer than `lookupLagMs`,
 * unless it is set to lie about that, too. Its markets can be closed, and its owner moves money by hand.
 */
import type { Answer } from "@/lib/engine/execution/apply-answer";
import type { RunRequest } from "@/lib/engine/execution/ports";
import type { Market, OrderReport, Quote, VenueFill, VenueTiming } from "@/lib/engine/model";
import {
  add,
  divideDown,
  isLess,
  isMore,
  isPositive,
  multiply,
  type Quantity,
  roundDownToStep,
  subtract,
} from "@/lib/money";
import type { Random } from "./random";

export interface Misbehaviour {
  ackLost: number;
  requestLost: number;
  requestLate: number;
  rejected: number;
  rateLimited: number;
  clockSkew: number;
  partFilled: number;
  unfilled: number;
  lookupFails: number;
  /** Fills, visibility and balances lag behind. */
  lags: number;
  readFails: number;
  /** Takes the same rate once more, in the pair's other asset. */
  secondFee?: number;
  /** Hides orders from lookups for up to so long, whatever lag it states. */
  hidesForMs?: number;
  /** Shows balances as they were up to so long ago, whatever lag it states. */
  balanceLagMs?: number;
}

export const WELL_BEHAVED: Misbehaviour = {
  ackLost: 0,
  requestLost: 0,
  requestLate: 0,
  rejected: 0,
  rateLimited: 0,
  clockSkew: 0,
  partFilled: 0,
  unfilled: 0,
  lookupFails: 0,
  lags: 0,
  readFails: 0,
};

/** What of a request an exchange reads. */
type TakenRequest = Omit<RunRequest, "intentAt" | "sendBefore">;

interface Taken {
  request: TakenRequest;
  venueOrderId: string;
  takenAt: number;
  visibleAt: number;
  /** From then on every fill is reported. */
  reportedAt: number;
  state: "filled" | "expired";
  filled: Quantity;
  fills: readonly VenueFill[];
}

const ZERO = "0" as Quantity;

export class ScriptedExchange {
  readonly timing: VenueTiming;
  /** How often each client order id was sent to us. */
  readonly sent = new Map<string, number>();
  readonly orders = new Map<string, Taken>();
  readonly refusals: string[] = [];
  private readonly held = new Map<string, Quantity>();
  private readonly late: { at: number; request: TakenRequest }[] = [];
  private readonly past: { at: number; balances: ReadonlyMap<string, Quantity> }[] = [];
  private readonly markets: readonly Market[];
  private readonly quotes: readonly Quote[];
  private readonly random: Random;
  private manners: Misbehaviour;
  private readonly clock: { now(): number };
  private readonly closed = new Set<string>();
  private limitedUntil = 0;
  private count = 0;

  constructor(options: {
    markets: readonly Market[];
    quotes: readonly Quote[];
    balances: Readonly<Record<string, string>>;
    random: Random;
    manners: Misbehaviour;
    timing: VenueTiming;
    clock: { now(): number };
  }) {
    this.markets = options.markets;
    this.quotes = options.quotes;
    this.random = options.random;
    this.manners = options.manners;
    this.timing = options.timing;
    this.clock = options.clock;
    for (const [asset, quantity] of Object.entries(options.balances)) this.held.set(asset, quantity as Quantity);
  }

  setManners(manners: Misbehaviour): void {
    this.manners = manners;
  }

  closeMarket(symbol: string): void {
    this.closed.add(symbol);
  }

  /** Its rules as they are now. */
  listMarkets(): readonly Market[] | null {
    if (this.random.chance(this.manners.readFails)) return null;
    return this.markets.map((market) => ({ ...market, isActive: !this.closed.has(market.symbol) }));
  }

  /** A deposit, a withdrawal, or a trade made by hand: never below zero. */
  moveByHand(asset: string, quantity: Quantity): Quantity {
    this.settleLate();
    const held = this.held.get(asset) ?? ZERO;
    const moved = isLess(add(held, quantity), ZERO) ? subtract(ZERO, held) : quantity;
    this.past.push({ at: this.clock.now(), balances: new Map(this.held) });
    this.held.set(asset, add(held, moved));
    return moved;
  }

  submit(request: TakenRequest): Answer {
    this.settleLate();
    this.sent.set(request.clientOrderId, (this.sent.get(request.clientOrderId) ?? 0) + 1);
    const { manners, random } = this;
    const now = this.clock.now();
    if (now < this.limitedUntil || random.chance(manners.rateLimited)) {
      this.limitedUntil = Math.max(this.limitedUntil, now + random.whole(500, 3_000));
      return this.refuse("rate-limited", this.limitedUntil - now);
    }
    if (random.chance(manners.clockSkew)) return this.refuse("clock-skew", null);
    if (random.chance(manners.rejected)) return this.refuse("rejected", null);
    if (random.chance(manners.requestLost)) return { kind: "unknown", message: "socket closed" };
    if (random.chance(manners.requestLate)) {
      this.late.push({ at: now + random.whole(1, this.timing.requestValidityMs), request });
      return { kind: "unknown", message: "timeout" };
    }
    const problem = this.take(request);
    if (problem) return this.refuse(problem, null);
    if (random.chance(manners.ackLost)) return { kind: "unknown", message: "answer lost" };
    return { kind: "report", report: this.report(this.orders.get(request.clientOrderId)!) };
  }

  lookup(clientOrderId: string): Answer {
    this.settleLate();
    if (this.random.chance(this.manners.lookupFails)) return { kind: "failed", message: "502", retryAfterMs: null };
    const order = this.orders.get(clientOrderId);
    if (!order || order.visibleAt > this.clock.now()) return { kind: "not-found" };
    return { kind: "report", report: this.report(order) };
  }

  /** Now and then as they were a while ago. */
  balances(): { asset: string; free: Quantity; total: Quantity }[] | null {
    this.settleLate();
    if (this.random.chance(this.manners.readFails)) return null;
    const lagMax = this.manners.balanceLagMs ?? this.timing.lookupLagMs;
    const lag = this.random.chance(this.manners.lags) ? this.random.whole(0, lagMax) : 0;
    // As they were before the first movement that it does not show yet.
    const then = this.past.find((each) => each.at > this.clock.now() - lag)?.balances;
    return [...(then ?? this.held)].map(([asset, quantity]) => ({ asset, free: quantity, total: quantity }));
  }

  /** The truth, which no caller ever gets directly. */
  trueBalance(asset: string): Quantity {
    this.settleLate();
    return this.held.get(asset) ?? ZERO;
  }

  readQuotes(symbols: readonly string[]): readonly Quote[] | null {
    if (this.random.chance(this.manners.readFails)) return null;
    return this.quotes
      .filter((quote) => symbols.includes(quote.symbol))
      .map((quote) => ({ ...quote, at: this.clock.now() }));
  }

  private refuse(
    refusal: "rejected" | "clock-skew" | "rate-limited" | "insufficient-funds" | "market-closed",
    retryAfterMs: number | null,
  ): Answer {
    this.refusals.push(refusal);
    return { kind: "refused", refusal, message: refusal, retryAfterMs };
  }

  private settleLate(): void {
    const due = this.late.filter((each) => each.at <= this.clock.now());
    for (const each of due) {
      this.late.splice(this.late.indexOf(each), 1);
      this.take(each.request, each.at);
    }
  }

  /** Matches at once, as an immediate-or-cancel order does. */
  private take(
    request: TakenRequest,
    takenAt = this.clock.now(),
  ): "rejected" | "insufficient-funds" | "market-closed" | null {
    const market = this.markets.find((each) => each.symbol === request.symbol);
    const quote = this.quotes.find((each) => each.symbol === request.symbol);
    if (!market || !quote) return "rejected";
    if (this.closed.has(market.symbol)) return "market-closed";
    const { side, quantity, limitPrice } = request;
    const isOnStep = roundDownToStep(quantity, market.quantityStep) === quantity;
    if (!isOnStep || isLess(multiply(quantity, limitPrice), market.notionalMin)) return "rejected";
    const pays = side === "buy" ? market.quote : market.base;
    const needs = side === "buy" ? multiply<Quantity>(quantity, limitPrice) : quantity;
    if (isMore(needs, this.held.get(pays) ?? ZERO)) return "insufficient-funds";

    const price = side === "buy" ? quote.ask : quote.bid;
    const isInside = side === "buy" ? !isMore(price, limitPrice) : !isLess(price, limitPrice);
    const filled = isInside ? this.chooseFilled(quantity, market) : ZERO;
    const fills = this.split(filled, market).map((part): VenueFill => {
      const feeAsset = market.feeFrom === "quote" ? market.quote : side === "buy" ? market.base : market.quote;
      const gross = feeAsset === market.base ? part : multiply<Quantity>(part, price);
      const fee = divideDown<Quantity>(multiply(gross, market.takerFeeRate), "1", 8);
      this.count += 1;
      const booked = { fillId: `f${this.count}`, quantity: part, price, fee, feeAsset, at: takenAt };
      const { secondFee = 0 } = this.manners;
      if (secondFee === 0 || !this.random.chance(secondFee)) return booked;
      const other = feeAsset === market.base ? market.quote : market.base;
      const worth = other === market.base ? part : multiply<Quantity>(part, price);
      const second = divideDown<Quantity>(multiply(worth, market.takerFeeRate), "1", 8);
      return { ...booked, otherFees: [{ asset: other, quantity: second }] };
    });
    this.past.push({ at: takenAt, balances: new Map(this.held) });
    for (const fill of fills) this.move(market, side, fill);
    const lagOf = (msMax = this.timing.lookupLagMs) =>
      this.random.chance(this.manners.lags) ? this.random.whole(0, msMax) : 0;
    this.orders.set(request.clientOrderId, {
      request,
      venueOrderId: `v${this.count}`,
      takenAt,
      visibleAt: takenAt + lagOf(this.manners.hidesForMs),
      reportedAt: takenAt + lagOf(),
      state: filled === quantity ? "filled" : "expired",
      filled,
      fills,
    });
    return null;
  }

  private chooseFilled(quantity: Quantity, market: Market): Quantity {
    if (this.random.chance(this.manners.unfilled)) return ZERO;
    if (!this.random.chance(this.manners.partFilled)) return quantity;
    const share = this.random.whole(1, 99) / 100;
    return roundDownToStep(multiply<Quantity>(quantity, String(share)), market.quantityStep);
  }

  private split(filled: Quantity, market: Market): Quantity[] {
    if (!isPositive(filled)) return [];
    const half = roundDownToStep(multiply<Quantity>(filled, "0.37"), market.quantityStep);
    return isPositive(half) && this.random.chance(0.5) ? [half, subtract(filled, half)] : [filled];
  }

  private move(market: Market, side: RunRequest["side"], fill: VenueFill): void {
    const gain = (asset: string, quantity: Quantity) =>
      this.held.set(asset, add(this.held.get(asset) ?? ZERO, quantity));
    const cost = multiply<Quantity>(fill.quantity, fill.price);
    gain(market.base, side === "buy" ? fill.quantity : subtract(ZERO, fill.quantity));
    gain(market.quote, side === "buy" ? subtract(ZERO, cost) : cost);
    gain(fill.feeAsset, subtract(ZERO, fill.fee));
    for (const other of fill.otherFees ?? []) gain(other.asset, subtract(ZERO, other.quantity));
  }

  /** Until `reportedAt`: sometimes the total without its fills, sometimes a stale answer with fewer of both. */
  private report(order: Taken): OrderReport {
    const isReported = order.reportedAt <= this.clock.now();
    const isStale = !isReported && order.venueOrderId.length % 2 === 0;
    const known = isReported ? order.fills : order.fills.slice(0, Math.floor(order.fills.length / 2));
    const staleFilled = known.reduce((total, fill) => add(total, fill.quantity), ZERO);
    const isWhole = isReported || known.length === order.fills.length;
    const { request } = order;
    return {
      clientOrderId: request.clientOrderId,
      venueOrderId: order.venueOrderId,
      symbol: request.symbol,
      side: request.side,
      quantity: request.quantity,
      state: isStale && !isWhole ? "expired" : order.state,
      filled: isStale && !isWhole ? staleFilled : order.filled,
      // Twice, to see that each is booked once.
      fills: this.random.chance(this.manners.lags) ? [...known, ...known] : known,
      at: order.takenAt,
    };
  }
}

/**
 * ccxt's shapes into ours (pure). Figures arrive as strings (`ex.number = String`) and stay exact; what ccxt could not
 * read is undefined, never zero. Nothing of ccxt's shape leaves this folder.
 */
import type {
  Balance,
  FillFee,
  Market,
  OrderReport,
  Quote,
  Side,
  VenueFill,
  VenueOrderState,
} from "@/lib/engine/model";
import {
  add,
  decimal,
  isDecimal,
  isMore,
  isPositive,
  isZero,
  maximum,
  type Notional,
  type Price,
  type Quantity,
  type Rate,
  subtract,
} from "@/lib/money";
import { VenueError } from "../../venue";

/** ccxt's constants of how an exchange states precision. */
export const PRECISION_MODES = { decimalPlaces: 2, significantDigits: 3, tickSize: 4 } as const;

type Raw = Readonly<Record<string, unknown>>;

/** A figure as ccxt hands it over (string; number in a few places it parses itself), or null. */
export function figure<T extends string>(value: unknown): T | null {
  const text = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  return typeof text === "string" && isDecimal(text) ? decimal<T>(text) : null;
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;

const raw = (value: unknown): Raw => (typeof value === "object" && value !== null ? (value as Raw) : {});

/** "0.001" for three places or a tick of 0.001; "0" (any size) where the exchange counts significant digits. */
export function stepOf(precision: unknown, mode: number): string | null {
  const stated = figure(precision);
  if (stated === null) return null;
  if (mode === PRECISION_MODES.tickSize) return stated;
  if (mode === PRECISION_MODES.decimalPlaces) return decimal(`1e${-Number(stated)}`);
  return "0";
}

export interface MarketTerms {
  venueId: string;
  precisionMode: number;
  feeFrom: Market["feeFrom"] | null;
}

/** A spot market, or null for anything else and for one whose steps are not stated. */
export function toMarket(source: unknown, terms: MarketTerms): Market | null {
  const market = raw(source);
  const [symbol, base, quote] = [text(market.symbol), text(market.base), text(market.quote)];
  if (market.spot !== true || symbol === null || base === null || quote === null || symbol !== `${base}/${quote}`)
    return null;
  const precision = raw(market.precision);
  const limits = raw(market.limits);
  const quantityStep = stepOf(precision.amount, terms.precisionMode);
  const priceStep = stepOf(precision.price, terms.precisionMode);
  if (quantityStep === null || priceStep === null) return null;
  const amount = raw(limits.amount);
  const taker = figure<Rate>(market.taker) ?? ("0.001" as Rate);
  return {
    venueId: terms.venueId,
    symbol,
    base,
    quote,
    quantityStep: quantityStep as Quantity,
    priceStep: priceStep as Price,
    quantityMin: maximum(figure<Quantity>(amount.min) ?? ("0" as Quantity), quantityStep as Quantity),
    quantityMax: positiveOrNull(figure<Quantity>(amount.max)),
    notionalMin: figure<Notional>(raw(limits.cost).min) ?? ("0" as Notional),
    takerFeeRate: taker,
    makerFeeRate: figure<Rate>(market.maker) ?? taker,
    feeFrom: terms.feeFrom ?? (market.feeSide === "quote" ? "quote" : "received"),
    isActive: market.active !== false && !isClosed(raw(market.info)),
  };
}

/**
 * The exchange's own word for a market that does not match our orders now, in any spelling. ccxt knows the plain cases;
 * this holds where it does not, and where only a part of trading is open: our limits take at once or expire.
 */
const CLOSED =
  /^(break|halt(ed)?|suspend(ed)?|cancel_?only|post_?only|limit_?only|reduce_?only|auction.*|pre_?(open|launch|trading|market)|post_?trading|end_?of_?day|delisted|offline|maintenance|close(d)?)$/i;

function isClosed(info: Raw): boolean {
  return [info.status, info.state].some((word) => typeof word === "string" && CLOSED.test(word));
}

const positiveOrNull = (value: Quantity | null) => (value === null || value === "0" ? null : value);

/** A price, or "0" for what is missing, zero or below it: no price is ever made up from another. */
const priceOrNone = (value: unknown): Price => {
  const stated = figure<Price>(value);
  return stated !== null && isPositive(stated) ? stated : ("0" as Price);
};

/**
 * Null when both sides of the book are missing, or the two are crossed: an empty book is no quote, and of a crossed one
 * a side is a lie. Half a book is passed on, the missing side as "0", for whoever judges what a price is worth.
 */
export function toQuote(source: unknown, receivedAt: number): Quote | null {
  const ticker = raw(source);
  const symbol = text(ticker.symbol);
  const [bid, ask, last] = [priceOrNone(ticker.bid), priceOrNone(ticker.ask), priceOrNone(ticker.last)];
  if (symbol === null || (isZero(bid) && isZero(ask))) return null;
  if (isPositive(ask) && isMore(bid, ask)) return null;
  const at = typeof ticker.timestamp === "number" ? ticker.timestamp : receivedAt;
  return { symbol, bid, ask, last, at };
}

/** Keys of a ccxt balance that are not assets. */
const NOT_ASSETS = new Set(["info", "timestamp", "datetime", "free", "used", "total", "debt"]);

export interface ReadBalances {
  balances: readonly Balance[];
  /** Assets the exchange listed, zeros too. None at all is not an empty account, it is a strange answer. */
  listed: number;
}

/** Throws `bad-answer` when an entry lacks a figure: `undefined` must never be counted as zero. */
export function toBalances(source: unknown): ReadBalances {
  const entries = Object.entries(raw(source)).filter(([asset]) => !NOT_ASSETS.has(asset));
  const balances = entries.flatMap(([asset, value]) => {
    const entry = raw(value);
    const total = figure<Quantity>(entry.total);
    const free = figure<Quantity>(entry.free);
    if (total === null || free === null)
      throw new VenueError("bad-answer", `The exchange gave no usable balance of ${asset}.`);
    return total === "0" && free === "0" ? [] : [{ asset, total, free }];
  });
  return { balances, listed: entries.length };
}

/**
 * The exchange's own codes by ccxt's: "BTC.F" is "XBT.F" at Kraken. Empty where the answer does not list balances by
 * code; the two then look alike.
 */
export function venueCodes(source: unknown, toCode: (id: string) => unknown): ReadonlyMap<string, string> {
  const ids = Object.keys(raw(raw(raw(source).info).result));
  return new Map(ids.map((id) => [String(toCode(id)), id]));
}

const STATES: Readonly<Record<string, VenueOrderState>> = {
  open: "open",
  closed: "filled",
  canceled: "cancelled",
  canceling: "open",
  cancelled: "cancelled",
  expired: "expired",
  rejected: "rejected",
};

/** All fees of a trade, summed by asset; ccxt lists one asset several times where it was charged at several rates. */
function toFees(trade: Raw): FillFee[] {
  const listed: readonly unknown[] = Array.isArray(trade.fees) && trade.fees.length > 0 ? trade.fees : [trade.fee];
  const sums = new Map<string, Quantity>();
  for (const entry of listed) {
    const { cost, currency } = raw(entry);
    const asset = text(currency) ?? "";
    sums.set(asset, add(sums.get(asset) ?? ("0" as Quantity), figure<Quantity>(cost) ?? ("0" as Quantity)));
  }
  const fees = [...sums].map(([asset, quantity]) => ({ asset, quantity }));
  const paid = fees.filter(({ quantity }) => !isZero(quantity));
  return paid.length > 0 ? paid : fees.slice(0, 1);
}

export function toFill(source: unknown, index: number, fallback: { orderId: string; at: number }): VenueFill | null {
  const trade = raw(source);
  const quantity = figure<Quantity>(trade.amount);
  const price = figure<Price>(trade.price);
  if (quantity === null || price === null) return null;
  const [first = { asset: "", quantity: "0" as Quantity }, ...otherFees] = toFees(trade);
  return {
    fillId: text(trade.id) ?? `${fallback.orderId}-${index}`,
    quantity,
    price,
    fee: first.quantity,
    feeAsset: first.asset,
    ...(otherFees.length > 0 ? { otherFees } : {}),
    at: typeof trade.timestamp === "number" ? trade.timestamp : fallback.at,
  };
}

/**
 * An order as the exchange reports it. `queried` fills what a terse answer leaves out (several exchanges answer a
 * placed order with its id alone: it is then "open, nothing filled yet", and querying again brings the rest).
 */
export function toOrderReport(
  source: unknown,
  queried: { clientOrderId: string; symbol: string; side?: Side; quantity?: Quantity },
  receivedAt: number,
): OrderReport {
  const order = raw(source);
  const venueOrderId = text(order.id);
  const side = order.side === "buy" || order.side === "sell" ? order.side : queried.side;
  const quantity = figure<Quantity>(order.amount) ?? queried.quantity;
  if (venueOrderId === null || side === undefined || quantity === undefined)
    throw new VenueError("bad-answer", "The exchange's answer about an order lacks its id, side or quantity.");
  const at = lastInstant(order) ?? receivedAt;
  const trades = Array.isArray(order.trades) ? order.trades : [];
  const fills = trades.flatMap((trade, index) => toFill(trade, index, { orderId: venueOrderId, at }) ?? []);
  const stated = STATES[text(order.status) ?? ""] ?? "open";
  const remaining = figure<Quantity>(order.remaining);
  const filled =
    figure<Quantity>(order.filled) ??
    (remaining !== null ? subtract(quantity, remaining) : stated === "filled" ? quantity : ("0" as Quantity));
  // ccxt calls an order closed that ended short of its quantity on some exchanges: that is an expired one.
  const state = stated === "filled" && filled !== quantity ? "expired" : stated;
  return {
    clientOrderId: queried.clientOrderId,
    venueOrderId,
    symbol: queried.symbol,
    side,
    state,
    quantity,
    filled,
    fills,
    at,
  };
}

function lastInstant(order: Raw): number | null {
  for (const value of [order.lastUpdateTimestamp, order.lastTradeTimestamp, order.timestamp])
    if (typeof value === "number") return value;
  return null;
}

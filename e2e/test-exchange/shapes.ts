/** The exchange's JSON. */
import { type Fixed, fixed, show } from "./decimal.ts";
import { listFilters } from "./filters.ts";
import { shownBalance, shownBook, shownPrice, tickerTimeOf } from "./lies.ts";
import { Refusal } from "./refusal.ts";
import type { Account, Order, State, Trade } from "./state.ts";
import { serverTime } from "./state.ts";
import type { SymbolState } from "./world.ts";

export const exchangeInfo = (state: State, symbols: readonly SymbolState[]) => ({
  timezone: "UTC",
  serverTime: serverTime(state),
  rateLimits: [
    { rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1, limit: 6000 },
    { rateLimitType: "ORDERS", interval: "SECOND", intervalNum: 10, limit: 100 },
  ],
  exchangeFilters: [],
  symbols: symbols.map((symbol) => ({
    symbol: symbol.symbol,
    status: symbol.status,
    baseAsset: symbol.base,
    baseAssetPrecision: 8,
    quoteAsset: symbol.quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: ["LIMIT", "LIMIT_MAKER", "MARKET"],
    icebergAllowed: false,
    ocoAllowed: false,
    otoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: false,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: listFilters(symbol),
    permissions: [],
    permissionSets: [["SPOT"]],
    defaultSelfTradePreventionMode: "EXPIRE_MAKER",
    allowedSelfTradePreventionModes: ["EXPIRE_MAKER"],
  })),
});

const best = (state: State, symbol: SymbolState) => {
  const { bids, asks } = shownBook(state, symbol, "ticker");
  const zero = { price: 0n, quantity: 0n };
  return { bid: bids[0] ?? zero, ask: asks[0] ?? zero };
};

export function ticker24(state: State, symbol: SymbolState) {
  const { bid, ask } = best(state, symbol);
  const last = show(shownPrice(state, symbol, "last", symbol.mid ?? 0n));
  const now = tickerTimeOf(state, symbol);
  return {
    symbol: symbol.symbol,
    priceChange: "0.00000000",
    priceChangePercent: "0.000",
    weightedAvgPrice: last,
    prevClosePrice: last,
    lastPrice: last,
    lastQty: show(symbol.stepSize),
    bidPrice: show(bid.price),
    bidQty: show(bid.quantity),
    askPrice: show(ask.price),
    askQty: show(ask.quantity),
    openPrice: last,
    highPrice: last,
    lowPrice: last,
    volume: "1000.00000000",
    quoteVolume: "1000000.00000000",
    openTime: now - 86_400_000,
    closeTime: now,
    firstId: 1,
    lastId: 2,
    count: 2,
  };
}

export function bookTicker(state: State, symbol: SymbolState) {
  const { bid, ask } = best(state, symbol);
  return {
    symbol: symbol.symbol,
    bidPrice: show(bid.price),
    bidQty: show(bid.quantity),
    askPrice: show(ask.price),
    askQty: show(ask.quantity),
  };
}

export const priceTicker = (state: State, symbol: SymbolState) => ({
  symbol: symbol.symbol,
  price: show(shownPrice(state, symbol, "last", symbol.mid ?? 0n)),
});

export function depth(state: State, symbol: SymbolState, limit: number) {
  const { bids, asks } = shownBook(state, symbol, "book");
  const rows = (levels: typeof bids) =>
    levels.slice(0, limit).map(({ price, quantity }) => [show(price), show(quantity)]);
  return { lastUpdateId: Date.now(), bids: rows(bids), asks: rows(asks) };
}

/** The real one lists every asset it knows, zeros too. */
export function accountShape(state: State, account: Account) {
  const assets = new Set([...state.symbols.values()].flatMap((symbol) => [symbol.base, symbol.quote]));
  for (const asset of account.balances.keys()) assets.add(asset);
  return {
    makerCommission: 10,
    takerCommission: 10,
    buyerCommission: 0,
    sellerCommission: 0,
    commissionRates: { maker: account.takerRate, taker: account.takerRate, buyer: "0.00000000", seller: "0.00000000" },
    canTrade: account.restrictions.enableSpotAndMarginTrading,
    canWithdraw: account.restrictions.enableWithdrawals,
    canDeposit: true,
    brokered: false,
    requireSelfTradePrevention: false,
    preventSor: false,
    updateTime: serverTime(state),
    accountType: "SPOT",
    balances: account.hidesBalances
      ? []
      : [...assets].sort().flatMap((asset) => {
          const balance = shownBalance(state, account, asset);
          return balance === null ? [] : [{ asset, free: show(balance.free), locked: show(balance.locked) }];
        }),
    permissions: ["SPOT"],
    uid: 354937868,
  };
}

const orderBase = (order: Order) => ({
  symbol: order.symbol,
  orderId: order.orderId,
  orderListId: -1,
  clientOrderId: order.clientOrderId,
  price: show(order.price),
  origQty: show(order.quantity),
  executedQty: show(order.executed),
  origQuoteOrderQty: show(order.quoteQuantity),
  cummulativeQuoteQty: show(order.executedQuote),
  status: order.status,
  timeInForce: order.timeInForce,
  type: order.type,
  side: order.side,
  workingTime: order.at,
  selfTradePreventionMode: "EXPIRE_MAKER",
});

export const placedOrder = (order: Order) => ({
  ...orderBase(order),
  transactTime: order.updatedAt,
  fills: order.trades.map((trade) => ({
    price: show(trade.price),
    qty: show(trade.quantity),
    commission: show(trade.commission),
    commissionAsset: trade.commissionAsset,
    tradeId: trade.id,
  })),
});

export const queriedOrder = (order: Order) => ({
  ...orderBase(order),
  stopPrice: "0.00000000",
  icebergQty: "0.00000000",
  time: order.at,
  updateTime: order.updatedAt,
  isWorking: true,
});

export const cancelledOrder = (order: Order, cancelId: string) => ({
  ...orderBase(order),
  origClientOrderId: order.clientOrderId,
  clientOrderId: cancelId,
  transactTime: order.updatedAt,
});

export const tradeShape = (trade: Trade) => ({
  symbol: trade.symbol,
  id: trade.id,
  orderId: trade.orderId,
  orderListId: -1,
  price: show(trade.price),
  qty: show(trade.quantity),
  quoteQty: show((trade.price * trade.quantity) / fixed("1")),
  commission: show(trade.commission),
  commissionAsset: trade.commissionAsset,
  time: trade.at,
  isBuyer: trade.isBuyer,
  isMaker: trade.isMaker,
  isBestMatch: true,
});

const INTERVALS: Readonly<Record<string, number>> = {
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
  "4h": 14_400_000,
  "1d": 86_400_000,
};

const FIRST_LISTING = Date.UTC(2019, 0, 1);

/** A market's own phase, so that no two move alike. */
const phaseOf = (symbol: string) => [...symbol].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 6.28;

/** Bars shorter than this cover the last hours, in which the price was what it is now. */
const SWINGS_FROM = 3_600_000;

/** The past swings around the present price: by 2 % within days, by 8 % within weeks. A pure function of time. */
function priceAt(symbol: SymbolState, at: number, every: number): Fixed {
  if (every < SWINGS_FROM) return symbol.mid ?? 0n;
  const hours = at / 3_600_000;
  const phase = phaseOf(symbol.symbol);
  const swing = 0.02 * Math.sin(hours / 17 + phase) + 0.08 * Math.sin(hours / (311 + 40 * phase) + phase);
  const mid = symbol.mid ?? 0n;
  return mid + (mid * BigInt(Math.round(swing * 1_000_000))) / 1_000_000n;
}

export interface KlineQuestion {
  interval: string;
  limit: number;
  startTime: number | null;
  endTime: number | null;
}

/**
 * Bars as Binance pages them: with `startTime` the earliest from there on, without it the latest; the running bar is
 * the last one. What was scripted away (before the listing, in an outage) is simply absent.
 */
export function klines(state: State, symbol: SymbolState, { interval, limit, startTime, endTime }: KlineQuestion) {
  const every = INTERVALS[interval];
  if (every === undefined) throw new Refusal(-1120, "Invalid interval.");
  const script = state.candles.get(symbol.symbol);
  const now = serverTime(state);
  const last = Math.floor(Math.min(endTime ?? now, now) / every) * every;
  const listed = script?.listedAt ?? FIRST_LISTING;
  const isThere = (at: number) => at >= listed && !script?.gaps.some(([from, to]) => at >= from && at < to);
  const most = Math.min(limit, script?.pageMax ?? limit);
  const times: number[] = [];
  if (startTime === null)
    for (let at = last; at >= listed && times.length < most; at -= every) isThere(at) && times.unshift(at);
  else
    for (
      let at = Math.ceil(Math.max(startTime, listed) / every) * every;
      at <= last && times.length < most;
      at += every
    )
      isThere(at) && times.push(at);
  return times.map((at) => {
    const open = shownPrice(state, symbol, "candles", priceAt(symbol, at, every));
    const close = shownPrice(state, symbol, "candles", priceAt(symbol, Math.min(at + every, now), every));
    const [low, high] = open < close ? [open, close] : [close, open];
    return [
      at,
      show(open),
      show(high),
      show(low),
      show(close),
      "10.0",
      at + every - 1,
      "1000.0",
      10,
      "5.0",
      "500.0",
      "0",
    ];
  });
}

/** The exchange's JSON. */
import { bookOf } from "./book.ts";
import { fixed, over, show } from "./decimal.ts";
import { listFilters } from "./filters.ts";
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

const best = (symbol: SymbolState) => {
  const { bids, asks } = bookOf(symbol);
  const zero = { price: 0n, quantity: 0n };
  return { bid: bids[0] ?? zero, ask: asks[0] ?? zero };
};

export function ticker24(state: State, symbol: SymbolState) {
  const { bid, ask } = best(symbol);
  const last = show(symbol.mid ?? 0n);
  const now = serverTime(state);
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

export function bookTicker(symbol: SymbolState) {
  const { bid, ask } = best(symbol);
  return {
    symbol: symbol.symbol,
    bidPrice: show(bid.price),
    bidQty: show(bid.quantity),
    askPrice: show(ask.price),
    askQty: show(ask.quantity),
  };
}

export const priceTicker = (symbol: SymbolState) => ({ symbol: symbol.symbol, price: show(symbol.mid ?? 0n) });

export function depth(symbol: SymbolState, limit: number) {
  const { bids, asks } = bookOf(symbol);
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
      : [...assets].sort().map((asset) => {
          const balance = account.balances.get(asset) ?? { free: 0n, locked: 0n };
          return { asset, free: show(balance.free), locked: show(balance.locked) };
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

/** A quiet past: the present price with a small swell, so that a chart has a shape. */
export function klines(state: State, symbol: SymbolState, interval: string, limit: number, endTime: number | null) {
  const every = INTERVALS[interval] ?? 3_600_000;
  const end = Math.floor((endTime ?? serverTime(state)) / every) * every;
  const mid = symbol.mid ?? 0n;
  return Array.from({ length: limit }, (_, index) => {
    const at = end - (limit - 1 - index) * every;
    const swell = BigInt(Math.round(Math.sin(at / (every * 17)) * 200));
    const close = show(mid + over(mid * swell, fixed("10000")) / 1n);
    return [at, close, close, close, close, "10.0", at + every - 1, "1000.0", 10, "5.0", "500.0", "0"];
  });
}

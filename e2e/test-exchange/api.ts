/** The exchange's endpoints: method and path to an answer. Every one reads the state and answers JSON, or refuses. */
import { authenticate, type SignedRequest } from "./authenticate.ts";
import { cancelOrder, findOrder, openOrders, placeOrder, symbolFor } from "./orders.ts";
import { Refusal } from "./refusal.ts";
import {
  accountShape,
  bookTicker,
  cancelledOrder,
  depth,
  exchangeInfo,
  klines,
  placedOrder,
  priceTicker,
  queriedOrder,
  ticker24,
  tradeShape,
} from "./shapes.ts";
import { type State, serverTime } from "./state.ts";
import { depositShape, recordsOf, withdrawalShape } from "./transfers.ts";
import type { SymbolState } from "./world.ts";

type Endpoint = (state: State, request: SignedRequest) => unknown;

/** One symbol, a list in JSON, or all: the three ways tickers are requested. */
function perSymbol(state: State, params: Record<string, string>, shape: (symbol: SymbolState) => unknown): unknown {
  if (params.symbol !== undefined) return shape(symbolFor(state, params.symbol));
  if (params.symbols === undefined) return [...state.symbols.values()].map(shape);
  let names: unknown;
  try {
    names = JSON.parse(params.symbols);
  } catch {
    names = null;
  }
  if (!Array.isArray(names)) throw new Refusal(-1100, "Illegal characters found in parameter 'symbols'.");
  return names.map((name) => shape(symbolFor(state, String(name))));
}

const limitOf = (params: Record<string, string>, usual: number, most: number) =>
  Math.min(most, Math.max(1, Number(params.limit ?? usual) || usual));

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "GET /api/v3/ping": () => ({}),
  "GET /api/v3/time": (state) => ({ serverTime: serverTime(state) }),
  "GET /api/v3/exchangeInfo": (state, { params }) =>
    exchangeInfo(state, params.symbol === undefined ? [...state.symbols.values()] : [symbolFor(state, params.symbol)]),
  "GET /api/v3/ticker/24hr": (state, { params }) => perSymbol(state, params, (symbol) => ticker24(state, symbol)),
  "GET /api/v3/ticker/bookTicker": (state, { params }) =>
    perSymbol(state, params, (symbol) => bookTicker(state, symbol)),
  "GET /api/v3/ticker/price": (state, { params }) => perSymbol(state, params, (symbol) => priceTicker(state, symbol)),
  "GET /api/v3/depth": (state, { params }) => depth(state, symbolFor(state, params.symbol), limitOf(params, 100, 5000)),
  "GET /api/v3/klines": (state, { params }) =>
    klines(state, symbolFor(state, params.symbol), {
      interval: params.interval ?? "1h",
      limit: limitOf(params, 500, 1000),
      startTime: params.startTime === undefined ? null : Number(params.startTime),
      endTime: params.endTime === undefined ? null : Number(params.endTime),
    }),
  "GET /api/v3/account": (state, request) => accountShape(state, authenticate(state, request)),
  "POST /api/v3/order": (state, request) => {
    const order = placeOrder(state, authenticate(state, request), request.params, false);
    return order && placedOrder(order);
  },
  "POST /api/v3/order/test": (state, request) => {
    placeOrder(state, authenticate(state, request), request.params, true);
    return {};
  },
  "GET /api/v3/order": (state, request) => {
    const account = authenticate(state, request);
    symbolFor(state, request.params.symbol);
    const order = findOrder(state, account, request.params);
    if (!order) throw new Refusal(-2013, "Order does not exist.");
    return queriedOrder(order);
  },
  "DELETE /api/v3/order": (state, request) => {
    const account = authenticate(state, request);
    const order = findOrder(state, account, request.params);
    if (!order || (order.status !== "NEW" && order.status !== "PARTIALLY_FILLED"))
      throw new Refusal(-2011, "Unknown order sent.");
    cancelOrder(state, account, order);
    return cancelledOrder(order, request.params.newClientOrderId ?? `cancel_${order.orderId}`);
  },
  "GET /api/v3/openOrders": (state, request) =>
    openOrders(state, authenticate(state, request), request.params.symbol).map(queriedOrder),
  "DELETE /api/v3/openOrders": (state, request) => {
    const account = authenticate(state, request);
    const open = openOrders(state, account, request.params.symbol);
    if (open.length === 0) throw new Refusal(-2011, "Unknown order sent.");
    for (const order of open) cancelOrder(state, account, order);
    return open.map((order) => cancelledOrder(order, `cancel_${order.orderId}`));
  },
  "GET /api/v3/allOrders": (state, request) => {
    const account = authenticate(state, request);
    const symbol = symbolFor(state, request.params.symbol).symbol;
    const mine = state.orders.filter((order) => order.apiKey === account.apiKey && order.symbol === symbol);
    return mine
      .filter((order) => order.hiddenUntil <= serverTime(state))
      .slice(-limitOf(request.params, 500, 1000))
      .map(queriedOrder);
  },
  "GET /api/v3/myTrades": (state, request) => {
    const account = authenticate(state, request);
    const { symbol, orderId, startTime = "0", endTime = String(Number.MAX_SAFE_INTEGER) } = request.params;
    symbolFor(state, symbol);
    const until = Math.min(Number(endTime), serverTime(state) - state.lag.tradesMs);
    return state.orders
      .filter((order) => order.apiKey === account.apiKey && order.symbol === symbol)
      .filter((order) => order.hiddenUntil <= serverTime(state))
      .filter((order) => orderId === undefined || String(order.orderId) === orderId)
      .flatMap((order) => order.trades)
      .filter((trade) => trade.at >= Number(startTime) && trade.at <= until)
      .map(tradeShape)
      .slice(-limitOf(request.params, 500, 1000));
  },
  "GET /sapi/v1/capital/deposit/hisrec": (state, request) =>
    recordsOf(authenticate(state, request), "deposit", request.params).map(depositShape),
  "GET /sapi/v1/capital/withdraw/history": (state, request) =>
    recordsOf(authenticate(state, request), "withdrawal", request.params).map(withdrawalShape),
  "GET /sapi/v1/account/apiRestrictions": (state, request) => ({
    createTime: 1_698_645_219_000,
    ...authenticate(state, request).restrictions,
    enableVanillaOptions: false,
    enablePortfolioMarginTrading: false,
    enableFixApiTrade: false,
    enableFixReadOnly: false,
  }),
  "GET /sapi/v1/asset/tradeFee": (state, request) => {
    const account = authenticate(state, request);
    const { symbol } = request.params;
    return [...state.symbols.values()]
      .filter((listed) => symbol === undefined || listed.symbol === symbol)
      .map((listed) => ({
        symbol: listed.symbol,
        makerCommission: account.takerRate,
        takerCommission: account.takerRate,
      }));
  },
  "GET /sapi/v1/capital/config/getall": (state, request) => {
    authenticate(state, request);
    const assets = new Set([...state.symbols.values()].flatMap((symbol) => [symbol.base, symbol.quote]));
    return [...assets].map((coin) => ({ coin, name: coin, trading: true, isLegalMoney: false, networkList: [] }));
  },
  "GET /sapi/v1/system/status": () => ({ status: 0, msg: "normal" }),
};

/** The exchange's answer to one request. */
export function answer(state: State, method: string, path: string, request: SignedRequest): unknown {
  const endpoint = ENDPOINTS[`${method} ${path}`];
  if (!endpoint) throw new Refusal(-1000, `No such endpoint: ${method} ${path}`, 404);
  return endpoint(state, request);
}

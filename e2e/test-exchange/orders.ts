/** Placing, matching and cancelling. Sums are exact; a fee is taken from what the trade brings in, cut to eight places. */
import { randomBytes } from "node:crypto";
import { type Match, walkBook } from "./book.ts";
import { type Fixed, fixed, roundDown, times } from "./decimal.ts";
import { checkNotional, checkPrice, checkQuantity, readFigure } from "./filters.ts";
import { Refusal } from "./refusal.ts";
import { type Account, balanceOf, changeBalance, type Order, type State, serverTime } from "./state.ts";
import type { SymbolState } from "./world.ts";

const CENT = fixed("0.00000001");
const ID_FORM = /^[a-zA-Z0-9_.:/-]{1,36}$/;
const isOpen = (order: Order) => order.status === "NEW" || order.status === "PARTIALLY_FILLED";

export function symbolFor(state: State, name: string | undefined): SymbolState {
  if (name === undefined || name === "")
    throw new Refusal(-1102, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.");
  const found = state.symbols.get(name);
  if (!found) throw new Refusal(-1121, "Invalid symbol.");
  return found;
}

interface Wanted {
  side: "BUY" | "SELL";
  type: "LIMIT" | "MARKET" | "LIMIT_MAKER";
  timeInForce: "GTC" | "IOC" | "FOK";
  quantity: Fixed;
  quoteQuantity: Fixed;
  price: Fixed;
  clientOrderId: string;
}

function readWanted(state: SymbolState, params: Record<string, string>): Wanted {
  const { side, type, timeInForce = "GTC", newClientOrderId } = params;
  if (side !== "BUY" && side !== "SELL") throw new Refusal(-1117, "Invalid side.");
  if (type !== "LIMIT" && type !== "MARKET" && type !== "LIMIT_MAKER") throw new Refusal(-1116, "Invalid orderType.");
  if (timeInForce !== "GTC" && timeInForce !== "IOC" && timeInForce !== "FOK")
    throw new Refusal(-1115, "Invalid timeInForce.");
  if (type === "LIMIT" && params.timeInForce === undefined)
    throw new Refusal(-1102, "Mandatory parameter 'timeInForce' was not sent, was empty/null, or malformed.");
  if (newClientOrderId !== undefined && !ID_FORM.test(newClientOrderId))
    throw new Refusal(
      -1100,
      "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.",
    );
  const isByQuote = type === "MARKET" && params.quoteOrderQty !== undefined;
  const quantity = isByQuote ? 0n : readFigure("quantity", params.quantity);
  const quoteQuantity = isByQuote ? readFigure("quoteOrderQty", params.quoteOrderQty) : 0n;
  const price = type === "MARKET" ? 0n : readFigure("price", params.price);
  if (!isByQuote) checkQuantity(state, quantity);
  if (type !== "MARKET") {
    checkPrice(state, price);
    checkNotional(state, quantity, price);
  } else if (state.mid !== null && !isByQuote) checkNotional(state, quantity, state.mid);
  const clientOrderId = newClientOrderId ?? `auto_${randomBytes(10).toString("hex")}`;
  return { side, type, timeInForce, quantity, quoteQuantity, price, clientOrderId };
}

/** What the order may spend at most, taken out of the free balance before matching. */
function reserve(state: SymbolState, account: Account, wanted: Wanted): Fixed {
  const spends = balanceOf(account, wanted.side === "BUY" ? state.quote : state.base);
  const most =
    wanted.side === "SELL"
      ? wanted.quantity
      : wanted.type !== "MARKET"
        ? times(wanted.quantity, wanted.price)
        : wanted.quoteQuantity > 0n
          ? wanted.quoteQuantity
          : times(wanted.quantity, state.mid ?? 0n);
  if (most > spends.free) throw new Refusal(-2010, "Account has insufficient balance for requested action.");
  return most;
}

export function placeOrder(
  state: State,
  account: Account,
  params: Record<string, string>,
  isTest: boolean,
): Order | null {
  if (!account.restrictions.enableSpotAndMarginTrading)
    throw new Refusal(-2015, "Invalid API-key, IP, or permissions for action.", 401);
  const symbol = symbolFor(state, params.symbol);
  const wanted = readWanted(symbol, params);
  if (symbol.status !== "TRADING") throw new Refusal(-1013, "Market is closed.");
  const same = (order: Order) => order.apiKey === account.apiKey && order.clientOrderId === wanted.clientOrderId;
  if (state.orders.some((order) => same(order) && isOpen(order))) throw new Refusal(-2010, "Duplicate order sent.");
  const reserved = reserve(symbol, account, wanted);
  if (isTest) return null;

  const now = serverTime(state);
  const order: Order = {
    ...wanted,
    apiKey: account.apiKey,
    symbol: symbol.symbol,
    orderId: state.nextOrderId++,
    executed: 0n,
    executedQuote: 0n,
    locked: 0n,
    status: "NEW",
    trades: [],
    at: now,
    updatedAt: now,
    hiddenUntil: now + state.hideOrdersMs,
  };
  const amount = wanted.quoteQuantity > 0n ? { notional: wanted.quoteQuantity } : { quantity: wanted.quantity };
  const limit = wanted.type === "MARKET" ? null : wanted.price;
  const matches = matchesFor(symbol, wanted, amount, limit);
  for (const match of matches) book(state, account, symbol, order, match, false);
  if (wanted.quoteQuantity > 0n) order.quantity = order.executed;
  finish(symbol, account, order, reserved);
  state.orders.push(order);
  return order;
}

function matchesFor(
  symbol: SymbolState,
  wanted: Wanted,
  amount: { quantity: Fixed } | { notional: Fixed },
  limit: Fixed | null,
): Match[] {
  if (wanted.type !== "LIMIT_MAKER" && wanted.timeInForce !== "FOK")
    return walkBook(symbol, wanted.side, amount, limit);
  // Matched without taking: a post-only order must not match, a fill-or-kill must match whole.
  const dry = { ...symbol, book: symbol.book && structuredClone(symbol.book) };
  const would = walkBook(dry, wanted.side, amount, limit);
  if (wanted.type === "LIMIT_MAKER") {
    if (would.length > 0) throw new Refusal(-2010, "Order would immediately match and take.");
    return [];
  }
  const filled = would.reduce((sum, match) => sum + match.quantity, 0n);
  return filled === wanted.quantity ? walkBook(symbol, wanted.side, amount, limit) : [];
}

/** One trade: money and goods change hands, the fee comes out of what is received. */
function book(state: State, account: Account, symbol: SymbolState, order: Order, match: Match, isMaker: boolean): void {
  const notional = times(match.quantity, match.price);
  const isBuy = order.side === "BUY";
  const [gives, gets] = isBuy ? [symbol.quote, symbol.base] : [symbol.base, symbol.quote];
  const given = isBuy ? notional : match.quantity;
  const got = isBuy ? match.quantity : notional;
  const commission = roundDown(times(got, fixed(account.takerRate)), CENT);
  if (isMaker) order.locked -= given;
  changeBalance(state, account, { asset: gives, free: isMaker ? 0n : -given, locked: isMaker ? -given : 0n });
  changeBalance(state, account, { asset: gets, free: got - commission, locked: 0n });
  order.executed += match.quantity;
  order.executedQuote += notional;
  order.updatedAt = serverTime(state);
  order.trades.push({
    id: state.nextTradeId++,
    orderId: order.orderId,
    symbol: symbol.symbol,
    price: match.price,
    quantity: match.quantity,
    commission,
    commissionAsset: gets,
    isBuyer: isBuy,
    isMaker,
    at: order.updatedAt,
  });
}

function finish(symbol: SymbolState, account: Account, order: Order, reserved: Fixed): void {
  if (order.executed === order.quantity && order.executed > 0n) {
    order.status = "FILLED";
    return;
  }
  if (order.type === "MARKET" || order.timeInForce !== "GTC") {
    order.status = "EXPIRED";
    return;
  }
  order.status = order.executed > 0n ? "PARTIALLY_FILLED" : "NEW";
  const spent = order.side === "BUY" ? order.executedQuote : order.executed;
  const left = order.side === "BUY" ? times(order.quantity - order.executed, order.price) : reserved - spent;
  const source = balanceOf(account, order.side === "BUY" ? symbol.quote : symbol.base);
  source.free -= left;
  source.locked += left;
  order.locked = left;
}

/** After a price move: resting orders that the book now crosses are filled at their own price. */
export function matchResting(state: State, symbol: SymbolState): void {
  for (const order of state.orders) {
    const account = state.accounts.get(order.apiKey);
    if (order.symbol !== symbol.symbol || !isOpen(order) || !account) continue;
    const left = order.quantity - order.executed;
    for (const match of walkBook(symbol, order.side, { quantity: left }, order.price))
      book(state, account, symbol, order, { ...match, price: order.price }, true);
    if (order.executed === order.quantity) order.status = "FILLED";
    else if (order.executed > 0n) order.status = "PARTIALLY_FILLED";
  }
}

export function findOrder(state: State, account: Account, params: Record<string, string>): Order | undefined {
  const { symbol, orderId, origClientOrderId } = params;
  if (orderId === undefined && origClientOrderId === undefined)
    throw new Refusal(-1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
  return state.orders.findLast(
    (order) =>
      order.apiKey === account.apiKey &&
      order.symbol === symbol &&
      (orderId === undefined ? order.clientOrderId === origClientOrderId : String(order.orderId) === orderId) &&
      order.hiddenUntil <= serverTime(state),
  );
}

export function cancelOrder(state: State, account: Account, order: Order): void {
  const symbol = symbolFor(state, order.symbol);
  const source = balanceOf(account, order.side === "BUY" ? symbol.quote : symbol.base);
  source.locked -= order.locked;
  source.free += order.locked;
  order.locked = 0n;
  order.status = "CANCELED";
  order.updatedAt = serverTime(state);
}

export const openOrders = (state: State, account: Account, symbol: string | undefined) =>
  state.orders.filter(
    (order) =>
      order.apiKey === account.apiKey &&
      isOpen(order) &&
      (symbol === undefined || order.symbol === symbol) &&
      order.hiddenUntil <= serverTime(state),
  );

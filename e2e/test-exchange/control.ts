/**
 * What a test says to the exchange, under /_test (JSON in, JSON out):
 *   POST reset · accounts {apiKey, secret, balances, restrictions?, takerRate?} · balances {apiKey, balances}
 *        hide-balances {apiKey, on} · prices {symbols?: {BTCUSDT: "1"}, assets?: {BTC: "1"}, spreadBps?}
 *        book {symbol, bids, asks} · status {symbol, status} · remove-price {symbol} · remove-symbol {symbol}
 *        candles {symbol, listedAt?, gaps?: [[from, to]], pageMax?}
 *        filters {symbol, minNotional?, stepSize?, tickSize?}
 *        clock {skewMs} · faults {method?, path?, times?, skip?, kind} · clear-faults · release · hide-orders {ms}
 *        lag {lookUpsMs?, balancesMs?, tradesMs?}: how far answers are behind what is so
 *        lie-prices {symbol | asset, ticker?, last?, book?, candles?, everywhere?, isFrozen?}: each "x0.1", "5000" or null
 *        lie-balances {apiKey, asset, factor?, isHidden?, ms?}: with neither the lie ends
 *        transfer {apiKey, asset, quantity, kind: "deposit" | "withdrawal", isRecorded?}
 *        trade {apiKey, symbol, side, quantity}: by the owner's hand, on the exchange itself
 *        restrictions {apiKey, restrictions} · revoke-key {apiKey, on?}
 *   GET  orders?apiKey= · requests · balances?apiKey= · health
 * `prices.assets` sets an asset's dollar price in all its markets at once, so that no cross rate contradicts. A lie is
 * in the answers only (lies.ts); an asset's lie goes through all markets that trade it.
 */
import { randomUUID } from "node:crypto";
import { type Fixed, fixed, over, roundDown, show } from "./decimal.ts";
import { type MarketLies, PLACES_OF_PRICES, type PriceLie } from "./lie-kinds.ts";
import { matchResting, placeOrder, symbolFor } from "./orders.ts";
import { Refusal } from "./refusal.ts";
import { queriedOrder, tradeShape } from "./shapes.ts";
import { type Account, balanceOf, type Fault, freshState, type Restrictions, type State, serverTime } from "./state.ts";
import { transfer } from "./transfers.ts";
import { TROUBLES } from "./troubles.ts";
import type { SymbolState } from "./world.ts";

type Body = Record<string, unknown>;

const TRADING_ONLY: Restrictions = {
  ipRestrict: false,
  enableReading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  permitsUniversalTransfer: false,
  enableSpotAndMarginTrading: true,
  enableMargin: false,
  enableFutures: false,
};

const textOf = (body: Body, name: string): string => {
  const value = body[name];
  if (typeof value !== "string") throw new Refusal(-1, `"${name}" must be text.`);
  return value;
};

const recordOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([key, entry]) => [key, String(entry)]));

function accountFor(state: State, apiKey: string): Account {
  const account = state.accounts.get(apiKey);
  if (!account) throw new Refusal(-1, `No account with the key ${apiKey}.`);
  return account;
}

function setBalances(account: Account, balances: unknown): void {
  for (const [asset, free] of Object.entries(recordOf(balances))) balanceOf(account, asset).free = fixed(free);
}

function setMid(state: State, symbol: SymbolState, mid: Fixed, spreadBps: unknown): void {
  symbol.mid = roundDown(mid, symbol.tickSize);
  symbol.book = null;
  if (typeof spreadBps === "number") symbol.spreadBps = spreadBps;
  matchResting(state, symbol);
}

/** Dollar price of an asset as the USDT markets have it. */
const dollarsOf = (state: State, asset: string): Fixed | null =>
  asset === "USDT" ? fixed("1") : (state.symbols.get(`${asset}USDT`)?.mid ?? null);

function setAssetPrices(state: State, assets: Record<string, string>, spreadBps: unknown): void {
  const wanted = new Map(Object.entries(assets).map(([asset, dollars]) => [asset, fixed(dollars)]));
  const dollars = (asset: string) => wanted.get(asset) ?? dollarsOf(state, asset);
  for (const symbol of state.symbols.values()) {
    if (!wanted.has(symbol.base) && !wanted.has(symbol.quote)) continue;
    const [base, quote] = [dollars(symbol.base), dollars(symbol.quote)];
    if (base !== null && quote !== null && quote > 0n) setMid(state, symbol, over(base, quote), spreadBps);
  }
}

const readLevels = (value: unknown) =>
  (Array.isArray(value) ? value : []).map((row) => ({
    price: fixed(String(row[0])),
    quantity: fixed(String(row[1])),
  }));

/** "x0.1" is a factor, "5000" a figure. */
const readPriceLie = (text: string): PriceLie =>
  text.startsWith("x") ? { factor: fixed(text.slice(1)) } : { absolute: fixed(text) };

function liePrices(state: State, body: Body): void {
  const markets =
    body.asset === undefined
      ? [symbolFor(state, textOf(body, "symbol"))]
      : [...state.symbols.values()].filter(({ base }) => base === body.asset);
  for (const { symbol } of markets) {
    const known: MarketLies = state.lies.get(symbol) ?? { prices: {}, tickerTime: null };
    for (const place of PLACES_OF_PRICES) {
      const lie = body.everywhere === undefined ? body[place] : body.everywhere;
      if (lie === undefined) continue;
      if (lie === null) delete known.prices[place];
      else known.prices[place] = readPriceLie(String(lie));
    }
    if (body.isFrozen !== undefined) known.tickerTime = body.isFrozen === false ? null : serverTime(state);
    state.lies.set(symbol, known);
  }
}

function lieBalances(state: State, body: Body): void {
  const { lies } = accountFor(state, textOf(body, "apiKey"));
  const asset = textOf(body, "asset");
  const until = body.ms === undefined ? null : serverTime(state) + Number(body.ms);
  if (body.isHidden === true) lies.set(asset, { factor: null, until });
  else if (body.factor !== undefined) lies.set(asset, { factor: fixed(String(body.factor)), until });
  else lies.delete(asset);
}

function changeFilters(state: State, body: Body): void {
  const symbol = symbolFor(state, textOf(body, "symbol"));
  for (const filter of ["minNotional", "stepSize", "tickSize"] as const)
    if (body[filter] !== undefined) symbol[filter] = fixed(textOf(body, filter));
}

function queueFault(state: State, body: Body): void {
  const fault = { times: 1, ...body } as Fault;
  if (fault.kind.do === "trouble" && !(fault.kind.as in TROUBLES))
    throw new Refusal(-1, `No such trouble: ${fault.kind.as}`);
  state.faults.push(fault);
}

const COMMANDS: Readonly<Record<string, (state: State, body: Body) => unknown>> = {
  "POST reset": (state) => {
    // Ids go on counting: a venue that outlives a reset must not see an old trade's id again.
    const { nextOrderId, nextTradeId } = state;
    Object.assign(state, freshState(), { nextOrderId, nextTradeId });
  },
  "POST accounts": (state, body) => {
    const apiKey = textOf(body, "apiKey");
    const account: Account = {
      apiKey,
      secret: textOf(body, "secret"),
      balances: new Map(),
      restrictions: { ...TRADING_ONLY, ...(body.restrictions as Partial<Restrictions> | undefined) },
      takerRate: typeof body.takerRate === "string" ? body.takerRate : "0.001",
      hidesBalances: false,
      lies: new Map(),
      changes: [],
      transfers: [],
      isRevoked: false,
    };
    setBalances(account, body.balances);
    state.accounts.set(apiKey, account);
    return { apiKey };
  },
  "POST balances": (state, body) => setBalances(accountFor(state, textOf(body, "apiKey")), body.balances),
  "POST hide-balances": (state, body) => {
    accountFor(state, textOf(body, "apiKey")).hidesBalances = body.on !== false;
  },
  "POST prices": (state, body) => {
    for (const [name, mid] of Object.entries(recordOf(body.symbols)))
      setMid(state, symbolFor(state, name), fixed(mid), body.spreadBps);
    setAssetPrices(state, recordOf(body.assets), body.spreadBps);
  },
  "POST book": (state, body) => {
    const symbol = symbolFor(state, textOf(body, "symbol"));
    symbol.book = { bids: readLevels(body.bids), asks: readLevels(body.asks) };
    matchResting(state, symbol);
  },
  "POST status": (state, body) => {
    symbolFor(state, textOf(body, "symbol")).status = textOf(body, "status") as SymbolState["status"];
  },
  "POST remove-price": (state, body) => {
    const symbol = symbolFor(state, textOf(body, "symbol"));
    symbol.mid = null;
    symbol.book = null;
  },
  "POST remove-symbol": (state, body) => {
    state.symbols.delete(textOf(body, "symbol"));
  },
  "POST candles": (state, body) => {
    const gaps = Array.isArray(body.gaps) ? body.gaps.map(([from, to]) => [Number(from), Number(to)] as const) : [];
    state.candles.set(symbolFor(state, textOf(body, "symbol")).symbol, {
      listedAt: Number(body.listedAt ?? 0),
      gaps,
      pageMax: Number(body.pageMax ?? 1000),
    });
  },
  "POST clock": (state, body) => {
    state.skewMs = Number(body.skewMs ?? 0);
  },
  "POST faults": queueFault,
  "POST clear-faults": (state) => {
    state.faults = [];
  },
  "POST release": (state) => {
    for (const answer of state.held.splice(0)) answer();
  },
  "POST hide-orders": (state, body) => {
    state.hideOrdersMs = Number(body.ms ?? 0);
  },
  "POST lag": (state, body) => {
    state.hideOrdersMs = Number(body.lookUpsMs ?? 0);
    state.lag = { balancesMs: Number(body.balancesMs ?? 0), tradesMs: Number(body.tradesMs ?? 0) };
  },
  "POST lie-prices": liePrices,
  "POST lie-balances": lieBalances,
  "POST filters": changeFilters,
  "POST transfer": (state, body) => {
    const kind = textOf(body, "kind");
    if (kind !== "deposit" && kind !== "withdrawal") throw new Refusal(-1, `No such transfer: ${kind}`);
    transfer(state, accountFor(state, textOf(body, "apiKey")), {
      kind,
      asset: textOf(body, "asset"),
      quantity: fixed(textOf(body, "quantity")),
      isRecorded: body.isRecorded !== false,
    });
  },
  "POST trade": (state, body) => {
    const account = accountFor(state, textOf(body, "apiKey"));
    const { symbol, side, quantity } = recordOf(body);
    // The exchange's own page names its orders so.
    const newClientOrderId = `web_${randomUUID().replaceAll("-", "")}`;
    const wanted = { symbol: symbol!, side: side!, quantity: quantity!, type: "MARKET", newClientOrderId };
    const order = placeOrder(state, account, wanted, false);
    return order && queriedOrder(order);
  },
  "POST restrictions": (state, body) => {
    Object.assign(accountFor(state, textOf(body, "apiKey")).restrictions, body.restrictions);
  },
  "POST revoke-key": (state, body) => {
    accountFor(state, textOf(body, "apiKey")).isRevoked = body.on !== false;
  },
  "GET orders": (state, body) =>
    state.orders
      .filter((order) => body.apiKey === undefined || order.apiKey === body.apiKey)
      .map((order) => ({ apiKey: order.apiKey, ...queriedOrder(order), trades: order.trades.map(tradeShape) })),
  "GET requests": (state) => state.requests,
  "GET balances": (state, body) =>
    Object.fromEntries(
      [...accountFor(state, textOf(body, "apiKey")).balances].map(([asset, { free, locked }]) => [
        asset,
        { free: show(free), locked: show(locked) },
      ]),
    ),
  "GET health": (state) => ({
    symbols: state.symbols.size,
    accounts: state.accounts.size,
    orders: state.orders.length,
  }),
};

export function control(state: State, method: string, name: string, body: Body): unknown {
  const command = COMMANDS[`${method} ${name}`];
  if (!command) throw new Refusal(-1, `No such control: ${method} /_test/${name}`, 404);
  return command(state, body) ?? {};
}

/**
 * One account at an exchange, through ccxt. Orders are immediate-or-cancel limits with our own id, sent once. Market
 * lists come from the hub, shared by all accounts; fees are the account's own where the exchange tells them.
 */
import type { Market, MarketSymbol, Quote } from "@/lib/engine/model";
import { compare, isPositive, type Rate } from "@/lib/money";
import { checkFilters } from "../check-filters";
import {
  type KeyPermissions,
  type OrderReport,
  type OrderRequest,
  type Venue,
  VenueError,
  type VenueFill,
} from "../venue";
import { asAmount, type Client } from "./client";
import { clockOffset, syncClock } from "./clock";
import { figure, toBalances, toFill, toOrderReport } from "./normalize";
import { askPermissions, UNTOLD } from "./permissions";
import { type TradingRule, toWireId } from "./trading-rules";

export interface CcxtVenueOptions {
  venueId: string;
  exchangeId: string;
  client: Client;
  rule: TradingRule | null;
  /** The exchange's markets, shared; makes sure the client knows them too. */
  loadMarkets(client: Client, options?: { isForced?: boolean }): Promise<readonly Market[]>;
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
  now: () => number;
}

interface AccountFees {
  at: number;
  rates: ReadonlyMap<string, { taker: Rate; maker: Rate }>;
}

/** Exchanges that list every asset, zeros too: an empty list from them is never an empty account. */
const LISTS_ALL_ASSETS = new Set(["binance", "binanceus"]);
const FEES_AGE_MS_MAX = 6 * 3_600_000;

export function createCcxtVenue(options: CcxtVenueOptions): Venue {
  const { venueId, exchangeId, client, rule, now } = options;
  /** Set when a later check finds that the key was given more rights: it then trades no more. */
  let isTooPowerful = false;
  let fees: AccountFees | null = null;
  let known: { from: readonly Market[]; fees: AccountFees | null; markets: readonly Market[] } | null = null;

  /** Reads with a clock that was just set; a refused time stamp sets it anew and asks once more. */
  async function read<T>(call: Parameters<Client["read"]>[0]): Promise<T> {
    await syncClock(client, now);
    try {
      return (await client.read(call)) as T;
    } catch (error) {
      if (!(error instanceof VenueError) || error.kind !== "clock-skew") throw error;
      await syncClock(client, now, { isForced: true });
      return (await client.read(call)) as T;
    }
  }

  /** The account's own fees; where the exchange does not tell them the market's stay. */
  async function loadFees() {
    if (fees && now() - fees.at < FEES_AGE_MS_MAX) return;
    const rates = new Map<string, { taker: Rate; maker: Rate }>();
    if (client.exchange.has.fetchTradingFees === true)
      try {
        const told = await read<Record<string, { taker?: unknown; maker?: unknown }>>((exchange) =>
          exchange.fetchTradingFees(),
        );
        for (const [symbol, fee] of Object.entries(told)) {
          const taker = figure<Rate>(fee?.taker);
          if (taker !== null) rates.set(symbol, { taker, maker: figure<Rate>(fee?.maker) ?? taker });
        }
      } catch {
        // Fees are an estimate for the plan: a key that may not read them still trades.
      }
    fees = { at: now(), rates };
  }

  async function loadMarkets(load?: { isForced?: boolean }): Promise<readonly Market[]> {
    const from = await options.loadMarkets(client, load);
    await loadFees();
    if (known && known.from === from && known.fees === fees) return known.markets;
    const markets = from.map((market) => {
      const own = fees?.rates.get(market.symbol);
      const rates = own ? { takerFeeRate: own.taker, makerFeeRate: own.maker } : {};
      return { ...market, venueId, ...rates };
    });
    known = { from, fees, markets };
    return markets;
  }

  async function fillsOf(venueOrderId: string, symbol: string, at: number): Promise<readonly VenueFill[]> {
    const { has } = client.exchange;
    const trades = await read<readonly unknown[]>((exchange) =>
      has.fetchOrderTrades === true
        ? exchange.fetchOrderTrades(venueOrderId, symbol)
        : exchange.fetchMyTrades(symbol, undefined, undefined, { orderId: venueOrderId }),
    );
    return trades
      .filter((trade) => {
        const order = (trade as { order?: unknown }).order;
        return order === undefined || order === null || String(order) === venueOrderId;
      })
      .flatMap((trade, index) => toFill(trade, index, { orderId: venueOrderId, at }) ?? []);
  }

  /** A report with its fills; fills that cannot be had now are asked for again by the caller. */
  async function withFills(report: OrderReport): Promise<OrderReport> {
    if (!isPositive(report.filled) || report.fills.length > 0) return report;
    try {
      return { ...report, fills: await fillsOf(report.venueOrderId, report.symbol, report.at) };
    } catch {
      return report;
    }
  }

  async function lookUp(clientOrderId: string, symbol: MarketSymbol): Promise<OrderReport | null> {
    const { wireId, param, lookup } = wire(clientOrderId);
    const params = { [param.lookup]: wireId };
    if (lookup === "fetch-order") {
      const order = await read<unknown>((exchange) => exchange.fetchOrder(orderIdFor(wireId), symbol, params));
      return toOrderReport(order, { clientOrderId, symbol }, now());
    }
    for (const ask of ["fetchOpenOrders", "fetchClosedOrders"] as const) {
      const orders = await read<readonly { clientOrderId?: unknown }[]>((exchange) =>
        exchange[ask](symbol, undefined, undefined, params),
      );
      const found = orders.find((order) => order.clientOrderId === wireId);
      if (found) return toOrderReport(found, { clientOrderId, symbol }, now());
    }
    return null;
  }

  async function readPermissions(): Promise<KeyPermissions> {
    try {
      return await read<KeyPermissions>((exchange) => askPermissions(exchangeId, exchange));
    } catch (error) {
      // A testnet has no such endpoint. Only where the operator chose the address is that taken for an answer.
      if (error instanceof VenueError && error.code === "http-404" && client.isMoved) return UNTOLD;
      throw error;
    }
  }

  function refuseTooMuchPower() {
    if (isTooPowerful)
      throw new VenueError("permission", `The key for ${client.name} can move money out. Switch that off there first.`);
  }

  function wire(clientOrderId: string) {
    if (!rule)
      throw new VenueError("unsupported", `${client.name} is only watched: orders cannot be traced safely there.`);
    const param = { send: rule.idParam, lookup: rule.lookupParam };
    return { wireId: toWireId(rule, clientOrderId), param, lookup: rule.lookup };
  }

  // Asked by our id, the exchange's own id is left empty; ccxt wants some text in its place.
  const orderIdFor = (wireId: string) => (exchangeId.startsWith("binance") ? "" : wireId);

  return {
    kind: "exchange",
    label: client.name,
    limits: { requestValidityMs: rule?.requestValidityMs ?? 60_000, lookupLagMs: rule?.lookupLagMs ?? 10_000 },

    async testConnection() {
      await syncClock(client, now, { isForced: true });
      await options.loadMarkets(client);
      const startedAt = now();
      const permissions = await readPermissions();
      isTooPowerful = permissions.canWithdraw === true || permissions.canTransfer === true;
      if (permissions.canRead === null) await read((exchange) => exchange.fetchBalance());
      const latencyMs = now() - startedAt;
      const told = rule ? permissions : { ...permissions, canTrade: false };
      return { permissions: told, latencyMs, clockOffsetMs: clockOffset(client) };
    },

    loadMarkets,

    async fetchBalances() {
      refuseTooMuchPower();
      await options.loadMarkets(client);
      const answer = await read<unknown>((exchange) => exchange.fetchBalance());
      const { balances, listed } = toBalances(answer);
      if (listed === 0 && LISTS_ALL_ASSETS.has(exchangeId))
        throw new VenueError("bad-answer", `${client.name} answered with no balances at all.`);
      return balances;
    },

    async fetchQuotes(symbols) {
      return options.fetchQuotes(symbols);
    },

    async fetchOpenOrders(symbols) {
      await options.loadMarkets(client);
      const reports: OrderReport[] = [];
      for (const symbol of symbols) {
        const orders = await read<readonly { id?: unknown; clientOrderId?: unknown }[]>((exchange) =>
          exchange.fetchOpenOrders(symbol),
        );
        for (const order of orders) {
          const clientOrderId = typeof order.clientOrderId === "string" ? order.clientOrderId : "";
          reports.push(toOrderReport(order, { clientOrderId, symbol }, now()));
        }
      }
      return reports;
    },

    async submitOrder(order: OrderRequest) {
      const { wireId, param } = wire(order.clientOrderId);
      if (isTooPowerful)
        throw new VenueError(
          "permission",
          `The key for ${client.name} can move money out. Switch that off there first.`,
        );
      await prepared(() => passFilters(order));
      await prepared(() => syncClock(client, now));
      const { symbol, side } = order;
      let answer: unknown;
      try {
        // The only line that places an order. One call, one request, never repeated here.
        answer = await client.order((exchange) =>
          exchange.createOrder(symbol, "limit", side, asAmount(order.quantity), asAmount(order.limitPrice), {
            [param.send]: wireId,
            timeInForce: "IOC",
          }),
        );
      } catch (error) {
        await recover(error);
        throw error;
      }
      try {
        return toOrderReport(answer, order, now());
      } catch {
        throw new VenueError("unknown-outcome", `${client.name} took the order but its answer cannot be read.`);
      }
    },

    async findOrder(clientOrderId, symbol) {
      await options.loadMarkets(client);
      try {
        const found = await lookUp(clientOrderId, symbol);
        return found && (await withFills(found));
      } catch (error) {
        if (error instanceof VenueError && error.code === "not-found") return null;
        throw error;
      }
    },

    async cancelOrder(clientOrderId, symbol) {
      const { wireId, param } = wire(clientOrderId);
      await options.loadMarkets(client);
      await syncClock(client, now);
      try {
        await client.order((exchange) => exchange.cancelOrder(orderIdFor(wireId), symbol, { [param.lookup]: wireId }));
      } catch (error) {
        // "Not found" on a cancel may be a fill that won the race: look.
        if (!(error instanceof VenueError) || error.code !== "not-found") throw error;
      }
      return this.findOrder(clientOrderId, symbol);
    },

    close: async () => undefined,
  };

  /** Checks the order against the market list, and once more against a fresh one before refusing it. */
  async function passFilters(order: OrderRequest): Promise<void> {
    const check = (markets: readonly Market[]) =>
      checkOrder(
        order,
        markets.find((market) => market.symbol === order.symbol),
        client,
      );
    try {
      check(await options.loadMarkets(client));
    } catch (error) {
      if (!(error instanceof VenueError) || (error.kind !== "rejected" && error.kind !== "market-closed")) throw error;
      check(await options.loadMarkets(client, { isForced: true }));
    }
  }

  /** What must be at hand before an order is sent: failing here, it surely was not. */
  async function prepared<T>(step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof VenueError) || error.isSurelyNotPlaced) throw error;
      throw new VenueError("rejected", `Not sent: ${error.message}`, { code: "not-sent" });
    }
  }

  /** After a refusal that says our picture is old: a new clock, or new filters, for the next order. */
  async function recover(error: unknown) {
    if (!(error instanceof VenueError)) return;
    if (error.kind === "clock-skew") await syncClock(client, now, { isForced: true }).catch(() => undefined);
    if (error.kind === "market-closed" || error.kind === "rejected")
      options.loadMarkets(client, { isForced: true }).catch(() => undefined);
  }
}

/** ccxt checks neither minimum nor halt nor the sense of a figure; and what it would round it must not. */
function checkOrder(order: OrderRequest, market: Market | undefined, client: Client): void {
  if (!market) throw new VenueError("market-closed", `${client.name} has no market ${order.symbol}.`);
  if (!market.isActive) throw new VenueError("market-closed", `${order.symbol} is closed at ${client.name}.`);
  checkFilters(order, market);
  const sent = {
    quantity: client.exchange.amountToPrecision(order.symbol, order.quantity),
    limitPrice: client.exchange.priceToPrecision(order.symbol, order.limitPrice),
  };
  for (const field of ["quantity", "limitPrice"] as const)
    if (compare(String(sent[field]), order[field]) !== 0)
      throw new VenueError(
        "rejected",
        `${order.symbol} does not take ${order[field]}: it would become ${sent[field]}.`,
      );
}

/**
 * One account at an exchange, through ccxt. Orders are immediate-or-cancel limits with our own id, sent once. Market
 * lists and quotes come from the hub, shared by all accounts of the exchange.
 */
import type { Market, MarketSymbol, Quote } from "@/lib/engine/model";
import { urgently } from "../urgent";
import { type KeyPermissions, type OrderReport, type Venue, VenueError } from "../venue";
import { createAccountMarkets } from "./account-markets";
import type { Client } from "./client";
import { clockOffset, syncClock } from "./clock";
import { findOrder, orderIdFor } from "./find-order";
import { toBalances, toOrderReport } from "./normalize";
import { askPermissions, UNTOLD } from "./permissions";
import { createRead } from "./read";
import { submitOrder } from "./submit-order";
import { type TradingRule, toWireId } from "./trading-rules";

export interface CcxtVenueOptions {
  venueId: string;
  exchangeId: string;
  client: Client;
  /** null: this exchange is read, never traded on. */
  rule: TradingRule | null;
  /** The exchange's markets, shared; makes sure the client knows them too. */
  loadMarkets(client: Client, options?: { isForced?: boolean }): Promise<readonly Market[]>;
  fetchQuotes(symbols: readonly MarketSymbol[]): Promise<readonly Quote[]>;
  now: () => number;
}

/** Exchanges that list every asset, zeros too: an empty list from them is never an empty account. */
const LISTS_ALL_ASSETS = new Set(["binance", "binanceus"]);

export function createCcxtVenue(options: CcxtVenueOptions): Venue {
  const { venueId, exchangeId, client, now } = options;
  const read = createRead(client, now);
  const withOwnFees = createAccountMarkets(venueId, client, read, now);
  const loadMarkets = (load?: { isForced?: boolean }) => options.loadMarkets(client, load);
  /** Set when a later check finds that the key was given more rights: it is then used no more. */
  let isTooPowerful = false;

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

  function tradingRule(): TradingRule {
    if (options.rule) return options.rule;
    throw new VenueError("unsupported", `${client.name} is only watched: orders cannot be traced safely there.`);
  }

  async function find(clientOrderId: string, symbol: MarketSymbol) {
    const rule = tradingRule();
    await loadMarkets();
    return findOrder({ exchangeId, client, rule, read, now }, clientOrderId, symbol);
  }

  async function cancel(clientOrderId: string, symbol: MarketSymbol) {
    const rule = tradingRule();
    await loadMarkets();
    await syncClock(client, now);
    const wireId = toWireId(rule, clientOrderId);
    try {
      await client.order((exchange) =>
        exchange.cancelOrder(orderIdFor(exchangeId, wireId), symbol, { [rule.lookupParam]: wireId }),
      );
    } catch (error) {
      // "Not found" on a cancel may be a fill that won the race: look.
      if (!(error instanceof VenueError) || error.code !== "not-found") throw error;
    }
  }

  return {
    kind: "exchange",
    label: client.name,
    limits: {
      requestValidityMs: options.rule?.requestValidityMs ?? 60_000,
      lookupLagMs: options.rule?.lookupLagMs ?? 10_000,
    },

    async testConnection() {
      await syncClock(client, now, { isForced: true });
      await loadMarkets();
      const startedAt = now();
      const permissions = await readPermissions();
      isTooPowerful = permissions.canWithdraw === true || permissions.canTransfer === true;
      if (permissions.canRead === null) await read((exchange) => exchange.fetchBalance());
      const latencyMs = now() - startedAt;
      const told = options.rule ? permissions : { ...permissions, canTrade: false };
      return { permissions: told, latencyMs, clockOffsetMs: clockOffset(client) };
    },

    loadMarkets: async (load) => withOwnFees(await loadMarkets(load)),

    async fetchBalances() {
      refuseTooMuchPower();
      await loadMarkets();
      const { balances, listed } = toBalances(await read<unknown>((exchange) => exchange.fetchBalance()));
      if (listed === 0 && LISTS_ALL_ASSETS.has(exchangeId))
        throw new VenueError("bad-answer", `${client.name} answered with no balances at all.`);
      return balances;
    },

    fetchQuotes: (symbols) => options.fetchQuotes(symbols),

    async fetchOpenOrders(symbols) {
      await loadMarkets();
      const reports: OrderReport[] = [];
      for (const symbol of symbols) {
        const orders = await read<readonly { clientOrderId?: unknown }[]>((exchange) =>
          exchange.fetchOpenOrders(symbol),
        );
        for (const order of orders) {
          const clientOrderId = typeof order.clientOrderId === "string" ? order.clientOrderId : "";
          reports.push(toOrderReport(order, { clientOrderId, symbol }, now()));
        }
      }
      return reports;
    },

    async submitOrder(order) {
      const rule = tradingRule();
      refuseTooMuchPower();
      return urgently(() => submitOrder({ exchangeId, client, rule, loadMarkets, now }, order));
    },

    findOrder: (clientOrderId, symbol) => urgently(() => find(clientOrderId, symbol)),

    cancelOrder: (clientOrderId, symbol) =>
      urgently(async () => {
        await cancel(clientOrderId, symbol);
        return find(clientOrderId, symbol);
      }),

    close: async () => undefined,
  };
}

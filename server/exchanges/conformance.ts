/**
 * One suite that every adapter passes (VC-01 ...), so that services may treat venues alike. A subject is an account
 * with funds on both sides of one market; orders here are small against them. Errors must be VenueErrors.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Balance, Market, OrderReport, OrderRequest, Quote, Side } from "@/lib/engine/model";
import {
  add,
  compare,
  decimal,
  isLess,
  isPositive,
  multiply,
  type Price,
  type Quantity,
  roundDownToStep,
  roundUpToStep,
  subtract,
  sum,
} from "@/lib/money";
import { type Venue, VenueError } from "./venue";

export interface ConformanceSubject {
  venue: Venue;
  /** A market with funds on both sides, enough for a few hundred quote units. */
  symbol: string;
  /** The same account as a new process would open it. */
  reopen(): Promise<Venue>;
  close(): Promise<void>;
}

let counter = 0;
const newId = () => `vc${Date.now().toString(36)}-${counter++}`;

const held = (balances: readonly Balance[], asset: string) =>
  balances.find((balance) => balance.asset === asset)?.total ?? ("0" as Quantity);

async function refusal(placing: Promise<unknown>): Promise<VenueError> {
  const error = await placing.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VenueError);
  return error as VenueError;
}

export function describeConformance(name: string, make: () => Promise<ConformanceSubject>): void {
  describe(`${name} is a venue`, () => {
    let subject: ConformanceSubject;
    let market: Market;

    beforeAll(async () => {
      subject = await make();
      market = (await subject.venue.loadMarkets()).find((known) => known.symbol === subject.symbol)!;
    });
    afterAll(() => subject?.close());

    const quoteNow = async (): Promise<Quote> => (await subject.venue.fetchQuotes([subject.symbol]))[0]!;

    /** About `notional` quote units, at a limit one percent through the market. */
    async function crossing(side: Side, notional: string): Promise<OrderRequest> {
      const quote = await quoteNow();
      const limitPrice =
        side === "buy"
          ? roundUpToStep(multiply<Price>(quote.ask, "1.01"), market.priceStep)
          : roundDownToStep(multiply<Price>(quote.bid, "0.99"), market.priceStep);
      const units = (Number(notional) / Number(quote.ask)).toFixed(12);
      const quantity = roundDownToStep(units as Quantity, market.quantityStep);
      return { clientOrderId: newId(), symbol: subject.symbol, side, quantity, limitPrice };
    }

    /** Places, and queries again until the fills are reported, as the worker does. */
    async function settled(order: OrderRequest): Promise<OrderReport> {
      let report = await subject.venue.submitOrder(order);
      for (
        let turn = 0;
        turn < 20 && compare(sum(report.fills.map((fill) => fill.quantity)), report.filled) !== 0;
        turn++
      ) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        report = (await subject.venue.findOrder(order.clientOrderId, order.symbol)) ?? report;
      }
      return report;
    }

    test("VC-01 lists its markets with whole steps, each once", async () => {
      const markets = await subject.venue.loadMarkets();
      expect(new Set(markets.map((known) => known.symbol)).size).toBe(markets.length);
      expect(market.symbol).toBe(`${market.base}/${market.quote}`);
      for (const field of ["quantityStep", "priceStep", "quantityMin"] as const)
        expect(isPositive(market[field]), field).toBe(true);
      for (const field of ["notionalMin", "takerFeeRate", "makerFeeRate"] as const)
        expect(decimal(market[field])).toBe(market[field]);
      expect(market.isActive).toBe(true);
    });

    test("VC-02 quotes what it knows, bid not above ask, and invents nothing", async () => {
      const quotes = await subject.venue.fetchQuotes([subject.symbol, "NOPE/NADA"]);
      expect(quotes.map((quote) => quote.symbol)).toEqual([subject.symbol]);
      expect(isPositive(quotes[0]!.bid)).toBe(true);
      expect(isLess(quotes[0]!.ask, quotes[0]!.bid)).toBe(false);
      expect(Math.abs(quotes[0]!.at - Date.now())).toBeLessThan(60_000);
    });

    test("VC-03 reports balances as exact decimals, free never above total", async () => {
      const balances = await subject.venue.fetchBalances();
      expect(isPositive(held(balances, market.base))).toBe(true);
      const names = balances.map(({ asset, venueCode = "" }) => `${asset} ${venueCode}`);
      expect(new Set(names).size).toBe(names.length);
      for (const balance of balances) {
        expect(decimal(balance.total)).toBe(balance.total);
        expect(isLess(balance.total, balance.free)).toBe(false);
      }
    });

    test.each(["buy", "sell"] as const)(
      "VC-04 a %s through the market fills, and balances move by its fills",
      async (side) => {
        const before = await subject.venue.fetchBalances();
        const order = await crossing(side, "120");
        const report = await settled(order);
        expect(report).toMatchObject({
          clientOrderId: order.clientOrderId,
          side,
          symbol: order.symbol,
          state: "filled",
        });
        expect(report.filled).toBe(order.quantity);
        expect(sum(report.fills.map((fill) => fill.quantity))).toBe(report.filled);
        expect(new Set(report.fills.map((fill) => fill.fillId)).size).toBe(report.fills.length);

        const cost = sum(report.fills.map((fill) => multiply(fill.quantity, fill.price)));
        const fees = (asset: string) =>
          sum(report.fills.filter((fill) => fill.feeAsset === asset).map((fill) => fill.fee as string));
        const after = await subject.venue.fetchBalances();
        const change = (asset: string) => subtract<string>(held(after, asset), held(before, asset));
        const sign = (value: string) => (side === "buy" ? value : subtract("0", value));
        expect(change(market.base)).toBe(subtract(sign(report.filled), fees(market.base)));
        expect(change(market.quote)).toBe(subtract(subtract("0", sign(cost)), fees(market.quote)));
        expect(report.fills.every((fill) => isPositive(fill.fee) && fill.feeAsset !== "")).toBe(true);
      },
    );

    test("VC-05 a limit the market does not reach expires with nothing filled", async () => {
      const before = await subject.venue.fetchBalances();
      const order = await crossing("buy", "120");
      const limitPrice = roundDownToStep(multiply<Price>((await quoteNow()).bid, "0.9"), market.priceStep);
      const report = await subject.venue.submitOrder({ ...order, limitPrice });
      expect(report).toMatchObject({ filled: "0", fills: [] });
      expect(["expired", "cancelled"]).toContain(report.state);
      expect(await subject.venue.fetchBalances()).toEqual(before);
    });

    test("VC-06 finds an order by our id after a restart, fills and all", async () => {
      const order = await crossing("buy", "50");
      const report = await settled(order);
      const again = await (await subject.reopen()).findOrder(order.clientOrderId, order.symbol);
      expect(again).toMatchObject({ venueOrderId: report.venueOrderId, state: "filled", filled: report.filled });
      expect(again!.fills.map((fill) => [fill.fillId, fill.quantity, fill.price, fill.fee, fill.feeAsset])).toEqual(
        report.fills.map((fill) => [fill.fillId, fill.quantity, fill.price, fill.fee, fill.feeAsset]),
      );
    });

    test("VC-07 says null of an id it does not know", async () => {
      expect(await subject.venue.findOrder(newId(), subject.symbol)).toBeNull();
    });

    test("VC-08 surely refuses what breaks a filter, and places nothing", async () => {
      const order = await crossing("buy", "50");
      const half = (step: string) => multiply<Quantity>(step, "0.5");
      const wrong: OrderRequest[] = [
        { ...order, quantity: add(order.quantity, half(market.quantityStep)) },
        { ...order, limitPrice: add<Price>(order.limitPrice, half(market.priceStep) as string as Price) },
        { ...order, quantity: "0" as Quantity },
        { ...order, quantity: "-1" as Quantity },
        { ...order, quantity: market.quantityMin },
      ];
      for (const attempt of wrong) {
        const clientOrderId = newId();
        const error = await refusal(subject.venue.submitOrder({ ...attempt, clientOrderId }));
        expect(error.kind).toBe("rejected");
        expect(error.isSurelyNotPlaced).toBe(true);
        expect(await subject.venue.findOrder(clientOrderId, order.symbol)).toBeNull();
      }
    });

    test("VC-09 surely refuses what the account cannot pay", async () => {
      const order = await crossing("sell", "100");
      const all = held(await subject.venue.fetchBalances(), market.base);
      const quantity = roundUpToStep(multiply<Quantity>(all, "1.5"), market.quantityStep);
      const error = await refusal(subject.venue.submitOrder({ ...order, quantity }));
      expect(error.kind).toBe("insufficient-funds");
      expect(error.isSurelyNotPlaced).toBe(true);
    });

    test("VC-10 surely refuses a market it does not have", async () => {
      const order = await crossing("buy", "50");
      const error = await refusal(subject.venue.submitOrder({ ...order, symbol: "NOPE/NADA" }));
      expect(error.kind).toBe("market-closed");
    });

    test("VC-11 leaves nothing open, and a cancel of a done order says how it ended", async () => {
      const order = await crossing("buy", "50");
      const report = await settled(order);
      expect(await subject.venue.fetchOpenOrders([subject.symbol])).toEqual([]);
      const cancelled = await subject.venue.cancelOrder(order.clientOrderId, order.symbol);
      expect(cancelled).toMatchObject({ venueOrderId: report.venueOrderId, state: "filled" });
    });

    test("VC-12 reports what its key may do", async () => {
      const { permissions, latencyMs } = await subject.venue.testConnection();
      expect(permissions.canTrade).toBe(true);
      expect(permissions.canWithdraw).not.toBe(true);
      expect(latencyMs).toBeGreaterThanOrEqual(0);
    });

    test("VC-13 reports recent closes of what it knows, near its quote, where it has any", async () => {
      const closes = await subject.venue.fetchRecentCloses?.([subject.symbol, "NOPE/NADA"]);
      if (closes === undefined) return;
      expect(closes.map((close) => close.symbol)).toEqual([subject.symbol]);
      const quote = await quoteNow();
      expect(Math.abs(Number(closes[0]!.close) / Number(quote.ask) - 1)).toBeLessThan(0.02);
      expect(decimal(closes[0]!.close)).toBe(closes[0]!.close);
    });

    test("VC-14 lists transfers and trades since an instant, or says that it cannot", async () => {
      const order = await crossing("buy", "50");
      const report = await settled(order);
      const trades = await subject.venue.fetchAccountTrades?.([subject.symbol], report.at - 60_000);
      if (trades != null) {
        const own = trades.filter((trade) => trade.venueOrderId === report.venueOrderId);
        expect(sum(own.map((trade) => trade.quantity))).toBe(report.filled);
        expect(own.every(({ side, symbol }) => side === "buy" && symbol === order.symbol)).toBe(true);
      }
      const transfers = await subject.venue.fetchTransfers?.(Date.now() - 60_000);
      for (const { quantity } of transfers ?? []) expect(isPositive(quantity)).toBe(true);
    });
  });
}

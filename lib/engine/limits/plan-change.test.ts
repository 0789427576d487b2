/** When a plan is still what would be planned now, to the step and to the basis point. */
import { describe, expect, test } from "vitest";
import type { OpenOrder, Snapshot } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import { price, type Quantity, quantity } from "@/lib/money";
import { aQuote } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { type ApprovedPlan, findPlanChange } from "./plan-change";

/** 10,000 dollars: 60 % of Bitcoin, 25 % of Ethereum, 15 % of cash; wanted 50, 30, 20. Tolerance 100 bps. */
const { policy, snapshot } = readPlanTable(`
  holdings   BTC 60 @ 100   ETH 250 @ 10   USDT 1500
  targets    BTC 50%        ETH 30%        USDT 20%
  step       BTC 0.001      ETH 0.01
`);
const approved: ApprovedPlan = { plan: planTrades(policy, snapshot), snapshot, reasons: [], leftOut: [] };

const ours = (id: string | null) => id === "ours";
const change = (now: Snapshot, plan = approved) => findPlanChange(policy, plan, now, ours)?.kind ?? "same";

function holding(asset: string, units: string): Snapshot {
  const others = snapshot.holdings.filter((row) => row.asset !== asset);
  const model = snapshot.holdings[0]!;
  return {
    ...snapshot,
    holdings: [...others, { ...model, asset, quantity: quantity(units), free: quantity(units) }],
  };
}

function priced(changes: Readonly<Record<string, string>>): Snapshot {
  return {
    ...snapshot,
    prices: snapshot.prices.map((row) => (changes[row.asset] ? { ...row, price: price(changes[row.asset]!) } : row)),
    venues: snapshot.venues.map((venue) => ({
      ...venue,
      quotes: venue.quotes.map((quote) => {
        const mid = changes[quote.symbol.split("/")[0]!];
        return mid ? aQuote(quote.symbol, mid) : quote;
      }),
    })),
  };
}

describe("the same world gives the same plan", () => {
  test("plain", () => expect(change(snapshot)).toBe("same"));
  test("with legs left out", () => {
    const leftOut = [{ asset: "ETH", side: "buy" as const }];
    const plan = planTrades(policy, snapshot, { leftOut, reasons: [] });
    expect(change(snapshot, { ...approved, plan, leftOut })).toBe("same");
  });
});

describe("holdings, at unchanged prices", () => {
  test.each([
    ["BTC", "60", "same"],
    // Sale of 10 within 1 % and a step: half a Bitcoin less is a sale of a quarter less.
    ["BTC", "60.15", "same"],
    ["BTC", "60.3", "leg-resized"],
    ["BTC", "50", "leg-resized"],
    ["BTC", "30", "leg-turned"],
    ["ETH", "252", "leg-resized"],
    ["ETH", "250.5", "same"],
    ["ETH", "500", "leg-turned"],
    ["USDT", "1600", "leg-resized"],
    ["USDT", "1510", "same"],
    ["USDT", "0", "leg-resized"],
    ["DOGE", "1000", "same"],
  ])("%s %s: %s", (asset, units, kind) => expect(change(holding(asset, units))).toBe(kind));

  test("exactly what was to be done was done by hand: nothing is left", () => {
    const done = {
      ...snapshot,
      holdings: snapshot.holdings.map((row) => {
        const units = { BTC: "50", ETH: "300", USDT: "2000" }[row.asset]!;
        return { ...row, quantity: quantity(units), free: quantity(units) };
      }),
    };
    expect(change(done)).toBe("nothing-left");
  });
});

describe("prices", () => {
  test.each([
    [{ BTC: "100.9" }, "same"],
    [{ BTC: "99.1", ETH: "10.09" }, "same"],
    [{ BTC: "104" }, "leg-resized"],
    [{ BTC: "80" }, "leg-resized"],
    [{ BTC: "60" }, "leg-turned"],
  ])("%j: %s", (prices, kind) => expect(change(priced(prices))).toBe(kind));

  test("a small leg of a large position may move by what the tolerance does to the position", () => {
    const world = readPlanTable(`
      holdings   BTC 51 @ 100   ETH 490 @ 10
      targets    BTC 50%        ETH 50%
    `);
    const small: ApprovedPlan = {
      plan: planTrades(world.policy, world.snapshot),
      snapshot: world.snapshot,
      reasons: [],
      leftOut: [],
    };
    // Half a per cent of the price is a quarter more of a sale of one Bitcoin.
    const now = {
      ...world.snapshot,
      prices: world.snapshot.prices.map((row) => (row.asset === "BTC" ? { ...row, price: price("100.5") } : row)),
    };
    expect(findPlanChange(world.policy, small, now, ours)).toBeNull();
  });
});

describe("besides", () => {
  const order = (clientOrderId: string | null): OpenOrder => ({
    venueId: "v1",
    symbol: "ETH/USDT",
    side: "buy",
    remaining: "1" as Quantity,
    venueOrderId: "77",
    clientOrderId,
  });
  test("a foreign order that was not there; one that was, or is ours, does not matter", () => {
    expect(change({ ...snapshot, openOrders: [order(null)] })).toBe("foreign-order");
    expect(change({ ...snapshot, openOrders: [order("ours")] })).toBe("same");
    const known = { ...approved, snapshot: { ...snapshot, openOrders: [order(null)] } };
    expect(change({ ...snapshot, openOrders: [order(null)] }, known)).toBe("same");
  });

  test("what an order of somebody else's holds is not free any more", () => {
    const held = {
      ...snapshot,
      holdings: snapshot.holdings.map((row) => (row.asset === "BTC" ? { ...row, free: quantity("2") } : row)),
    };
    expect(change(held)).toBe("leg-resized");
  });

  test("a market that closed takes its leg away", () => {
    const closed = {
      ...snapshot,
      venues: snapshot.venues.map((venue) => ({
        ...venue,
        markets: venue.markets.map((market) => ({ ...market, isActive: market.base !== "ETH" })),
      })),
    };
    expect(change(closed)).not.toBe("same");
  });

  test("a run out of the market is not made when the stop is armed again, nor another one while it is out", () => {
    const leaving = { kind: "portfolio-stop" as const, fall: 0.3, drop: 0.2, safeAsset: "USDT" };
    expect(change(snapshot, { ...approved, reasons: [leaving] })).toBe("stop-turned");
  });
});

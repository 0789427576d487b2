import { describe, expect, test } from "vitest";
import type { Market, OrderRequest, Quote } from "@/lib/engine/model";
import type { Price, Quantity, Rate } from "@/lib/money";
import { describeConformance } from "../conformance";
import { createVenueDirectory } from "../directory";
import { createMemoryStore } from "../memory-store";
import { fillOnPaper } from "./fill";

const FUNDS = { BTC: "1", USDT: "50000" };
const PAPER = { kind: "paper", venueId: "p", name: "Paper", feeRate: "0.001", prices: "simulated", seed: 1 } as const;

describeConformance("the paper venue on simulated prices", async () => {
  let at = Date.now();
  const now = () => at++;
  const spec = { ...PAPER, store: createMemoryStore(FUNDS) };
  const directory = createVenueDirectory({ now });
  return {
    venue: await directory.open(spec),
    symbol: "BTC/USDT",
    reopen: () => createVenueDirectory({ now }).open(spec),
    close: () => directory.close(),
  };
});

const market = {
  symbol: "BTC/USDT",
  base: "BTC",
  quote: "USDT",
  quantityStep: "0.001",
  priceStep: "0.1",
  quantityMin: "0.001",
  quantityMax: null,
  notionalMin: "5",
  takerFeeRate: "0.001" as Rate,
} as Market;
const quote = { symbol: "BTC/USDT", bid: "99.9", ask: "100.1" } as Quote;
const order = (over: Partial<OrderRequest>): OrderRequest => ({
  clientOrderId: "a",
  symbol: "BTC/USDT",
  side: "buy",
  quantity: "1" as Quantity,
  limitPrice: "101" as Price,
  ...over,
});
const held = (asset: string) => ({ BTC: "2", USDT: "101" })[asset] as Quantity;

describe("a paper fill", () => {
  test("buys at the ask, not at its limit, and pays the fee out of what it gets", () => {
    const { report, balances } = fillOnPaper(order({}), market, quote, held, 5);
    expect(report.fills).toEqual([
      { fillId: "paper-a-1", quantity: "1", price: "100.1", fee: "0.001", feeAsset: "BTC", at: 5 },
    ]);
    expect(balances).toEqual([
      { asset: "USDT", before: "101", quantity: "0.9" },
      { asset: "BTC", before: "2", quantity: "2.999" },
    ]);
  });

  test("sells at the bid", () => {
    const { balances } = fillOnPaper(order({ side: "sell", limitPrice: "99" as Price }), market, quote, held, 5);
    expect(balances).toEqual([
      { asset: "BTC", before: "2", quantity: "1" },
      { asset: "USDT", before: "101", quantity: "200.8001" },
    ]);
  });

  test("needs its limit in cash, as an exchange does", () => {
    expect(() => fillOnPaper(order({ limitPrice: "101.1" as Price }), market, quote, held, 5)).toThrow(
      "Not enough USDT",
    );
  });
});

test("a second order under the same id is not placed: it says the first one may be there", async () => {
  const directory = createVenueDirectory();
  const store = createMemoryStore(FUNDS);
  const venue = await directory.open({ kind: "manual", venueId: "m", name: "Ledger in the drawer", store });
  await expect(venue.submitOrder(order({}))).rejects.toMatchObject({ kind: "unsupported" });
  const paper = await directory.open({ ...PAPER, store });
  const [now] = await paper.fetchQuotes(["BTC/USDT"]);
  const request = order({ side: "sell", quantity: "0.01" as Quantity, limitPrice: now!.bid });
  const [first, second] = await Promise.allSettled([paper.submitOrder(request), paper.submitOrder(request)]);
  expect(first.status).toBe("fulfilled");
  expect(second).toMatchObject({ status: "rejected", reason: { kind: "unknown-outcome", code: "duplicate" } });
});

test("two processes that fill at the same instant lose neither one's money", async () => {
  const store = createMemoryStore(FUNDS);
  const spec = { ...PAPER, feeRate: "0", store };
  const [one, other] = await Promise.all([createVenueDirectory().open(spec), createVenueDirectory().open(spec)]);
  const sale = (clientOrderId: string) =>
    order({ clientOrderId, side: "sell", quantity: "0.01" as Quantity, limitPrice: "10000" as Price });
  await Promise.all([one.submitOrder(sale("x")), other.submitOrder(sale("y"))]);
  expect((await store.readBalances()).find((row) => row.asset === "BTC")!.quantity).toBe("0.98");
});

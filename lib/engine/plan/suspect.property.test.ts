/**
 * No order rests on what is suspect or on a book too thin to price it, whatever chance makes so; and a hold says so.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Snapshot, SuspectFact } from "@/lib/engine/model";
import { price, type Quantity, toFloat } from "@/lib/money";
import { ASSETS, worlds } from "@/lib/testing/arbitraries";
import { aClock, aSuspectPrice, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { decideAndPlan } from "./decide-and-plan";
import { planTrades } from "./plan-trades";

const RUNS = { numRuns: 200 };
const suspectBalance = (venueId: string, asset: string): SuspectFact => ({
  about: "balance",
  venueId,
  venue: venueId,
  asset,
  suspicion: "shrank",
  seen: "1" as Quantity,
  counted: "2" as Quantity,
  since: NOON,
  recheckAt: null,
  needsOwner: false,
});
const assets = fc.uniqueArray(fc.constantFrom(...ASSETS, "USDT"), { maxLength: 3 });

describe("no order", () => {
  test("trades an asset whose price is suspect or that is frozen, or spends suspect cash", () => {
    fc.assert(
      fc.property(worlds, assets, assets, ({ policy, snapshot }, suspect, frozen) => {
        const { orders } = planTrades(policy, {
          ...snapshot,
          suspects: suspect.map((asset) => aSuspectPrice(asset)),
          frozen,
        });
        for (const { base, quote } of orders) {
          for (const asset of [base, quote]) expect([...suspect, ...frozen]).not.toContain(asset);
        }
      }),
      RUNS,
    );
  });

  test("trades an asset at the venue whose balance of it is suspect", () => {
    const places = fc.array(fc.tuple(fc.constantFrom("v1", "v2", "v3"), fc.constantFrom(...ASSETS, "USDT")), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(worlds, places, ({ policy, snapshot }, suspect) => {
        const suspects = suspect.map(([venueId, asset]) => suspectBalance(venueId, asset));
        for (const { venueId, base, quote } of planTrades(policy, { ...snapshot, suspects }).orders) {
          for (const asset of [base, quote]) expect(suspect).not.toContainEqual([venueId, asset]);
        }
      }),
      RUNS,
    );
  });

  test("has a limit price past the slippage from the middle of its book, however books lie", () => {
    const books = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(worlds, books, fc.constantFrom(0, 5, 50, 100, 300), ({ policy, snapshot }, skews, slippageBpsMax) => {
        let place = 0;
        const venues: Snapshot["venues"] = snapshot.venues.map((venue) => ({
          ...venue,
          quotes: venue.quotes.map((quote) => {
            const [below, above] = skews[place++ % skews.length]!;
            const at = toFloat(quote.last);
            const cents = (value: number) => price(Math.max(value, 0.01).toFixed(2));
            return { ...quote, bid: cents(at * (1 - below / 20_000)), ask: cents(at * (1 + above / 20_000)) };
          }),
        }));
        const limits = { ...policy.limits, slippageBpsMax };
        for (const order of planTrades({ ...policy, limits }, { ...snapshot, venues }).orders) {
          const quote = venues
            .find((venue) => venue.venueId === order.venueId)!
            .quotes.find(({ symbol }) => symbol === order.symbol)!;
          const middle = (toFloat(quote.bid) + toFloat(quote.ask)) / 2;
          const sign = order.side === "buy" ? 1 : -1;
          for (const from of [middle, toFloat(order.expectedPrice)]) {
            const bps = sign * (toFloat(order.limitPrice) / from - 1) * 10_000;
            expect(bps).toBeLessThanOrEqual(slippageBpsMax + 1e-6);
          }
        }
      }),
      RUNS,
    );
  });
});

describe("a rebalance none of whose trades can be made", () => {
  const clock = aClock();
  const world = () => readPlanTable("holdings BTC 80 @ 10 ETH 20 @ 10\n targets BTC 50% ETH 50%\n policy band 5%");
  const reasonsOf = (change: (snapshot: Snapshot) => Snapshot, least = "0") => {
    const { policy, snapshot } = world();
    const found = decideAndPlan({ ...policy, tradeNotionalMin: least as never }, change(snapshot), clock);
    return found.kind === "hold" ? found.decision.reasons : [];
  };

  test("says what stands in the way: one halted market of two keeps both", () => {
    const halted = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      venues: snapshot.venues.map((venue) => ({
        ...venue,
        markets: venue.markets.map((market) => (market.base === "ETH" ? { ...market, isActive: false } : market)),
      })),
    });
    expect(reasonsOf(halted)).toEqual([
      { kind: "cannot-trade", legs: [{ asset: "ETH", side: "buy", why: "market-closed" }] },
    ]);
  });
  test("is called too small only where it is", () => {
    expect(reasonsOf((it) => it, "500")).toEqual([{ kind: "nothing-to-trade", notionalMin: "500" }]);
  });
});

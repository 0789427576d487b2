/** Plans read as ledgers: what is held, what is wanted, what is traded, what is deferred. */
import { describe, expect, test } from "vitest";
import { quantity, rate } from "@/lib/money";
import { aMarket, aQuote } from "@/lib/testing/builders";
import { expectPlan, readPlanTable } from "@/lib/testing/plan-table";
import { planTrades } from "./plan-trades";

describe("to target", () => {
  test("sells fund buys, dust stays in cash", () =>
    expectPlan(`
      holdings   BTC 1.00 @ 60000   ETH 0.00 @ 3000   USDT 1000
      targets    BTC 50%            ETH 50%
      step       BTC 0.01           ETH 0.1
      plan       sell BTC 0.49      buy ETH 10.1
    `));

  test("trades only the difference", () =>
    expectPlan(`
      holdings   BTC 0.6 @ 100   ETH 0.4 @ 100
      targets    BTC 50%         ETH 50%
      plan       sell BTC 0.1    buy ETH 0.1
    `));

  test("on target there is nothing to do", () =>
    expectPlan(`
      holdings   BTC 0.5 @ 100   ETH 0.5 @ 100
      targets    BTC 50%         ETH 50%
      plan       nothing
      deferred   nothing
    `));

  test("cash alone is spread by the targets", () =>
    expectPlan(`
      holdings   USDT 1000   BTC 0 @ 50000   ETH 0 @ 2500   SOL 0 @ 100
      targets    BTC 50%     ETH 30%         SOL 20%
      plan       buy BTC 0.01   buy ETH 0.12   buy SOL 2
    `));

  test("a fee taken from what is received is bought on top, and paid for by the sale", () =>
    expectPlan(`
      holdings   BTC 1 @ 10000   ETH 0 @ 1000
      targets    BTC 50%         ETH 50%
      policy     fee 0.1%
      step       BTC 0.000001    ETH 0.000001
      plan       sell BTC 0.5005     buy ETH 4.999995
    `));
});

describe("cash", () => {
  test("the buffer stays out of every purchase", () =>
    expectPlan(`
      holdings   USDT 10000   BTC 0 @ 50000   ETH 0 @ 2500
      targets    BTC 50%      ETH 50%
      policy     buffer 1%
      plan       buy BTC 0.099   buy ETH 1.98
    `));

  test("a targeted quote asset is kept at its own weight", () =>
    expectPlan(`
      holdings   BTC 0.01 @ 50000   USDT 500
      targets    BTC 80%            USDT 20%
      plan       buy BTC 0.006
    `));
});

describe("groups", () => {
  test("stablecoins in any mix: the quote asset is simply kept", () =>
    expectPlan(`
      holdings   BTC 0.02 @ 50000   USDC 100 @ 1   USDT 100
      targets    BTC 50%            Stablecoins(USDT+USDC) 50%
      plan       sell BTC 0.008
    `));

  test("another member is sold when cash alone cannot pay", () =>
    expectPlan(`
      holdings   BTC 0.01 @ 50000   USDC 480 @ 1   USDT 20
      targets    BTC 70%            Stablecoins(USDT+USDC) 30%
      plan       sell USDC 180      buy BTC 0.004
    `));

  test("a group without the quote asset buys the member it holds most of", () =>
    expectPlan(`
      holdings   BTC 0.01 @ 50000   DAI 10 @ 1   USDC 90 @ 1   USDT 400
      targets    BTC 50%            Dollars(DAI+USDC) 50%
      plan       buy USDC 400
    `));

  test("inner weights are restored inside a weighted group", () =>
    expectPlan(`
      holdings   BTC 6 @ 100   ETH 2 @ 100   USDT 200
      targets    Majors(BTC:50+ETH:50) 80%   USDT 20%
      plan       sell BTC 2    buy ETH 2
    `));
});

describe("destination", () => {
  test("half stops at half the band; the buyer that is outside gets the money first", () =>
    expectPlan(`
      holdings   BTC 60 @ 1   ETH 25 @ 1   SOL 15 @ 1
      targets    BTC 50%      ETH 30%      SOL 20%
      policy     destination half   band 5%
      plan       sell BTC 7.5   buy ETH 3.75   buy SOL 3.75
    `));

  test("edge stops just inside the edge", () =>
    expectPlan(`
      holdings   BTC 60 @ 1   USDT 40
      targets    BTC 50%      USDT 50%
      policy     destination edge   band 5%
      plan       sell BTC 5.25
    `));

  test("breaching: only the broken one moves, the rest help out by their way to go", () =>
    expectPlan(`
      holdings   BTC 60 @ 1   ETH 26 @ 1   SOL 14 @ 1
      targets    BTC 50%      ETH 30%      SOL 20%
      policy     destination target   scope breaching   band 8%
      plan       sell BTC 10   buy SOL 6   buy ETH 4
    `));
});

describe("untargeted assets", () => {
  test("ignored ones are neither counted nor touched", () =>
    expectPlan(`
      holdings   BTC 5 @ 10   ETH 5 @ 10   DOGE 1000 @ 1
      targets    BTC 50%      ETH 50%
      plan       nothing
    `));

  test("sold ones are sold to the last step", () =>
    expectPlan(`
      holdings   BTC 5 @ 10   ETH 5 @ 10   DOGE 20.55555 @ 1
      targets    BTC 50%      ETH 50%
      policy     untargeted sell
      step       DOGE 0.1
      plan       sell DOGE 20.5   buy BTC 1.0277   buy ETH 1.0223
    `));
});

describe("what cannot be done is deferred", () => {
  test("below the venue's minimum", () =>
    expectPlan(`
      holdings   BTC 0.5 @ 100   ETH 0.495 @ 100   SOL 0 @ 100   USDT 4
      targets    BTC 48%         ETH 48%           SOL 4%
      minimum    BTC 10          ETH 10            SOL 10
      plan       nothing
      deferred   sell BTC below-venue-minimum   buy ETH below-venue-minimum   buy SOL below-venue-minimum
    `));

  test("below the owner's minimum", () =>
    expectPlan(`
      holdings   BTC 52 @ 1   ETH 48 @ 1
      targets    BTC 50%      ETH 50%
      policy     trade-minimum 5
      plan       nothing
      deferred   sell BTC below-policy-minimum   buy ETH below-policy-minimum
    `));

  test("locked coins count, and are never sold", () =>
    expectPlan(`
      locked     BTC 8 @ 10
      holdings   BTC 1 @ 10   ETH 1 @ 10
      targets    BTC 50%      ETH 50%
      plan       sell BTC 1   buy ETH 1
    `));

  test("an asset without a market", () => {
    const { policy, snapshot } = readPlanTable(`
      holdings   BTC 1 @ 100   USDT 100
      targets    BTC 50%       XMR 50%
    `);
    const withPrice = { ...snapshot, prices: [...snapshot.prices, { ...snapshot.prices[0]!, asset: "XMR" }] };
    const plan = planTrades(policy, withPrice);
    expect(plan.orders).toEqual([]);
    expect(plan.deferred.map((each) => each.reason)).toEqual([{ kind: "no-market", quote: "USDT" }]);
  });
});

describe("several venues", () => {
  test("funds cannot jump: each venue's purchases are paid by its own sales", () =>
    expectPlan(`
      holdings A   BTC 3 @ 100   USDT 0
      holdings B   BTC 3 @ 100   ETH 4 @ 100   USDT 0
      targets      BTC 50%       ETH 50%
      plan         sell BTC 1 B  buy ETH 1 B
    `));

  test("cash is spent where it lies", () =>
    expectPlan(`
      holdings A   BTC 1 @ 100   USDT 100
      holdings B   ETH 1 @ 100   USDT 100
      targets      BTC 50%       ETH 50%
      plan         buy BTC 1 A   buy ETH 1 B
    `));
});

describe("a market written the other way round", () => {
  // With EUR as quote asset, USDT is sold for EUR by buying EUR/USDT... on a market whose base is EUR.
  const world = (usdt: string, eur: string) => {
    const { policy, snapshot } = readPlanTable(`
      holdings   USDT ${usdt} @ 0.8   EUR ${eur}
      targets    USDT 50%             EUR 50%
      policy     quote EUR
    `);
    const market = aMarket("EUR/USDT", { quantityStep: quantity("0.01"), takerFeeRate: rate("0.001") });
    const venues = snapshot.venues.map((venue) => ({
      ...venue,
      markets: [market],
      quotes: [aQuote("EUR/USDT", "1.25")],
    }));
    return planTrades(policy, { ...snapshot, venues }).orders;
  };
  const show = (orders: ReturnType<typeof world>) =>
    orders.map(({ side, quantity, symbol, fee, feeAsset }) => `${side} ${quantity} ${symbol} fee ${fee} ${feeAsset}`);

  test("sells its quote by a buy", () => {
    expect(show(world("1000", "400"))).toEqual(["buy 200.1 EUR/USDT fee 0.2001 EUR"]);
  });

  test("and buys it by a sell", () => {
    expect(show(world("500", "800"))).toEqual(["sell 200.1 EUR/USDT fee 0.250125 USDT"]);
  });
});

describe("left out by the owner", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 60 @ 10   ETH 20 @ 10   SOL 20 @ 10
    targets    BTC 40%       ETH 30%       SOL 30%
  `);
  const legs = (leftOut: readonly { asset: string; side: "buy" | "sell" }[]) => {
    const plan = planTrades(policy, snapshot, { leftOut });
    return [
      plan.orders.map((order) => `${order.side} ${order.base} ${order.quantity}`),
      plan.deferred.map((each) => `${each.side} ${each.asset} ${each.reason.kind}`),
    ];
  };

  test("a purchase left out is not paid for", () =>
    expect(legs([{ asset: "SOL", side: "buy" }])).toEqual([["sell BTC 10", "buy ETH 10"], ["buy SOL left-out"]]));

  test("a sale left out leaves its purchases unpaid", () =>
    expect(legs([{ asset: "BTC", side: "sell" }])).toEqual([
      [],
      ["sell BTC left-out", "buy ETH not-enough-cash", "buy SOL not-enough-cash"],
    ]));

  test("another plan has another name", () => {
    expect(planTrades(policy, snapshot, { leftOut: [{ asset: "SOL", side: "buy" }] }).planHash).not.toBe(
      planTrades(policy, snapshot).planHash,
    );
  });
});

test("a venue that does not answer is not traded at", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 60 @ 10   ETH 40 @ 10
    targets    BTC 50%       ETH 50%
  `);
  const problem = { message: "Timed out.", since: 0 };
  const silent = { ...snapshot, venues: snapshot.venues.map((venue) => ({ ...venue, problem })) };
  expect(planTrades(policy, silent).orders).toEqual([]);
});

test("what a plan costs is said in the base currency and in basis points", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 60 @ 10   ETH 40 @ 10
    targets    BTC 50%       ETH 50%
    policy     fee 0.1%      spread 20
    step       BTC 1         ETH 1
  `);
  const { cost, tradedBase, driftBefore, driftAfter } = planTrades(policy, snapshot);
  expect(tradedBase).toBe("189.99");
  expect(cost).toMatchObject({ fees: "0.1899", spread: "0.19", total: "0.3799" });
  expect(cost.bpsOfTrades).toBeCloseTo(20, 1);
  expect([driftBefore, driftAfter].map((drift) => drift.toFixed(3))).toEqual(["0.100", "0.010"]);
});

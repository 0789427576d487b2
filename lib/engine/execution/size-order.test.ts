import { expect, test } from "vitest";
import type { Price } from "@/lib/money";
import { runTable } from "@/lib/testing/run-table";
import { sizeOrder } from "./size-order";

/** Size of the first order still planned: "quantity @ limit", or why it is dropped. */
function sizeNext(table: string, ask: string): string {
  const run = runTable(table);
  const next = run.orders.find((order) => order.state === "planned")!;
  const sized = sizeOrder(run, next, ask as Price);
  return sized.kind === "sized" ? `${sized.quantity} @ ${sized.limitPrice}` : sized.reason.kind;
}

test("when the sale brought what was planned, the buy is sent as planned", () => {
  const table = `
    holds BTC 1 USDT 2000
    sell  BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 50000
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("2 @ 2525");
});

test("when it brought half, the buy is half: the owner's other cash is not touched", () => {
  const table = `
    holds BTC 1 USDT 900000
    sell  BTC 0.1 @ 50000 limit 49500   filled 0.05 @ 50000
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("1 @ 2525");
});

test("when it brought nothing, nothing is bought", () => {
  const table = `
    holds BTC 1 USDT 900000
    sell  BTC 0.1 @ 50000 limit 49500   filled 0 @ 50000
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("no-cash");
});

test("more than planned is never bought, however well the sale went", () => {
  const table = `
    holds BTC 1 USDT 0
    sell  BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 60000
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("2 @ 2525");
});

test("cash that pays for the price but not for the limit tightens the limit, not the quantity", () => {
  const table = `
    holds USDT 5010
    buy   ETH 2 @ 2500 limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("2 @ 2505");
});

test("cash that hardly pays for the price shrinks the quantity to what the limit allows", () => {
  const table = `
    holds USDT 4900
    buy   ETH 2 @ 2500 limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("1.9405 @ 2525");
});

test("where money falls short it is the later, smaller purchase that shrinks", () => {
  const table = `
    holds BTC 1 USDT 0
    sell  BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 49600
    buy   ETH 1.8 @ 2500  limit 2525    filled 1.8 @ 2500
    buy   SOL 5   @ 100   limit 101
  `;
  expect(sizeNext(table, "100")).toBe("4.55 @ 101");
});

test("what falls below the venue's minimum is dropped and says so", () => {
  const table = `
    holds BTC 1 USDT 0
    sell  BTC 0.1 @ 50000 limit 49500   filled 0.00008 @ 50000
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe("below-minimum");
});

test("a sale sends no more than is there", () => {
  const table = `
    holds BTC 0.03 USDT 0
    sell  BTC 0.1 @ 50000 limit 49500
  `;
  expect(sizeNext(table, "50000")).toBe("0.03 @ 49500");
});

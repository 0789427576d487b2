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

// The sale of 0.1 BTC is to pay for 2 ETH, whatever other cash lies there.
test.each([
  { what: "what was planned: the buy is sent as planned", cash: 2_000, filled: "0.1 @ 50000", size: "2 @ 2525" },
  {
    what: "half: so is the buy, the owner's other cash is not touched",
    cash: 900_000,
    filled: "0.05 @ 50000",
    size: "1 @ 2525",
  },
  { what: "nothing: nothing is bought", cash: 900_000, filled: "0 @ 50000", size: "no-cash" },
  { what: "more: never is more bought than planned", cash: 0, filled: "0.1 @ 60000", size: "2 @ 2525" },
  {
    what: "less than the venue's minimum: dropped, and it says so",
    cash: 0,
    filled: "0.00008 @ 50000",
    size: "below-minimum",
  },
])("the sale brought $what", ({ cash, filled, size }) => {
  const table = `
    holds BTC 1 USDT ${cash}
    sell  BTC 0.1 @ 50000 limit 49500   filled ${filled}
    buy   ETH 2   @ 2500  limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe(size);
});

test.each([
  { what: "the price but not for the limit tightens the limit, not the quantity", cash: 5010, size: "2 @ 2505" },
  { what: "hardly the price shrinks the quantity to what the limit allows", cash: 4900, size: "1.9405 @ 2525" },
])("cash that pays for $what", ({ cash, size }) => {
  const table = `
    holds USDT ${cash}
    buy   ETH 2 @ 2500 limit 2525
  `;
  expect(sizeNext(table, "2500")).toBe(size);
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

test("a sale sends no more than is there", () => {
  const table = `
    holds BTC 0.03 USDT 0
    sell  BTC 0.1 @ 50000 limit 49500
  `;
  expect(sizeNext(table, "50000")).toBe("0.03 @ 49500");
});

import { expect, test } from "vitest";
import { checkOrderLimits } from "@/lib/engine/limits/check-order-limits";
import { LIMIT_KINDS, type PlannedOrder } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { ASKED_BEFORE_EVERY_ORDER, LIMIT_NAMES, whenAsked } from "./limit-times";

test("what the sheet says is asked before every order is what is asked", () => {
  const order = { side: "buy", symbol: "BTC/USDT", base: "BTC", quantity: "1", expectedPrice: "1" } as PlannedOrder;
  const { checks } = checkOrderLimits(aPolicy({}), order, {
    now: 0,
    stopped: false,
    quote: null,
    quoteAssetPrice: null,
    quantity: "1" as Quantity,
    limitPrice: "1" as Price,
    venue: { name: "Binance", problem: null },
  });
  expect(checks.map(({ limit }) => limit).sort()).toEqual([...ASKED_BEFORE_EVERY_ORDER].sort());
});

test("every limit has a name, and what has ended is asked no more", () => {
  expect(Object.keys(LIMIT_NAMES).sort()).toEqual([...LIMIT_KINDS].sort());
  expect(whenAsked("proposed")).toMatch(/^All are asked again at approval and before the first order/);
  expect(whenAsked("executing")).toMatch(
    /^Before every order, .*: kill switch, venues, prices present, .* and slippage\.$/,
  );
  for (const state of ["declined", "settled", "incomplete", "halted"] as const)
    expect(whenAsked(state)).toBe("As they stood when all were last asked together.");
});

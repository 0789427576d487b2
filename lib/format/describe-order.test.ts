import { expect, test } from "vitest";
import type { OrderReason, OrderState } from "@/lib/engine/model";
import { describeOrderReason, describeOrderState, describeSides } from "./describe-order";
import { withPlainSpaces } from "./number";

test.each<[OrderState, number, string]>([
  ["expired", 0.75, "75 % filled, rest expired"],
  ["expired", 0, "expired, nothing filled"],
  ["cancelled", 0.999995, "99 % filled, rest cancelled"],
  ["cancelled", 0.0001, "1 % filled, rest cancelled"],
  ["expired", 1, "filled"],
  ["open", 0.5, "open"],
  ["unknown", 0, "unknown, being checked"],
])("%s with %d filled reads: %s", (state, share, text) =>
  expect(withPlainSpaces(describeOrderState(state, share))).toBe(text),
);

test.each<[OrderReason, string]>([
  [{ kind: "over-target", key: "BTC", name: "Bitcoin", drift: 0.074, excess: 0.049 }, "4.9 pp over its band"],
  [{ kind: "under-target", key: "ETH", name: "Ethereum", drift: -0.036, excess: 0 }, "3.6 pp under its target"],
  [{ kind: "untargeted" }, "in no target"],
  [{ kind: "raises-cash", asset: "USDT" }, "raises USDT"],
])("%j reads: %s", (reason, text) => expect(withPlainSpaces(describeOrderReason(reason))).toBe(text));

test("a plan's sides are counted", () => {
  const [buy, sell] = [{ side: "buy" }, { side: "sell" }] as const;
  expect(describeSides([sell, buy, buy])).toBe("1 sell, 2 buys");
  expect(describeSides([buy])).toBe("1 buy");
});

import { expect, test } from "vitest";
import type { OrderReason, Plan } from "@/lib/engine/model";
import { describePurchaseOrder, firstPurchaseParagraphs } from "./first-purchase";
import { withPlainSpaces } from "./number";

const after = [
  { key: "BTC", target: 0.5, postTrade: 0.4991 },
  { key: "ETH", target: 0.3, postTrade: 0.2 },
] as unknown as Plan["after"];

test.each<[OrderReason, string]>([
  [{ kind: "under-target", key: "BTC", name: "Bitcoin", drift: -0.5, excess: 0.47 }, "lands on target"],
  [{ kind: "under-target", key: "ETH", name: "Ethereum", drift: -0.3, excess: 0.27 }, "closer to target"],
  [{ kind: "over-target", key: "USD", name: "Dollars", drift: 0.8, excess: 0.77 }, "pays for it"],
  [{ kind: "untargeted" }, "in no target"],
  [{ kind: "raises-cash", asset: "USDT" }, "raises USDT"],
])("of a first purchase %j reads: %s", (reason, text) => expect(describePurchaseOrder(reason, after)).toBe(text));

test("the cents of a first purchase are those of its trades, which add up to their total", () => {
  const order = (base: string, notionalBase: string) => ({ side: "buy", base, quote: "USDT", notionalBase });
  const orders = [order("BTC", "5000.365"), order("ETH", "3000.588")];
  const plan = { orders, after: [], cost: { total: "8.47" } } as unknown as Plan;
  const [first] = firstPurchaseParagraphs(plan, "USDT");
  // 8,000.953 in all: 5,000.36 and 3,000.59 as in the table, not 5,000.37.
  expect(withPlainSpaces(first ?? "")).toContain("Bitcoin for 5,000.36 USDT and Ethereum for 3,000.59 USDT");
});

import { expect, test } from "vitest";
import type { OrderReason, Plan } from "@/lib/engine/model";
import { describePurchaseOrder } from "./first-purchase";

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

import { expect, test } from "vitest";
import { orderWords } from "./order-words";

test("an expired order that filled in part says so", () => {
  const order = { quantity: "2", plannedQuantity: "2" };
  expect(orderWords({ ...order, state: "expired", filled: "1.5" })).toBe("75 % filled, rest expired");
  expect(orderWords({ ...order, state: "expired", filled: "0" })).toBe("expired, nothing filled");
  expect(orderWords({ ...order, state: "cancelled", filled: "1.99999" })).toBe("99 % filled, rest cancelled");
  expect(orderWords({ ...order, state: "unknown", filled: "0" })).toBe("unknown, being asked");
});

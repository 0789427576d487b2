import fc from "fast-check";
import { expect, test } from "vitest";
import { clientOrderId } from "./client-order-id";

const placeArbitrary = fc.record({ rebalanceId: fc.uuid(), leg: fc.nat(99), attempt: fc.nat(99) });

test("the same meaning has the same id, and it says who sent it", () => {
  const id = clientOrderId("018f2f6e-7c1a-7b3e-8d2f-1234567890ab", 3, 1);
  expect(id).toBe(clientOrderId("018F2F6E-7C1A-7B3E-8D2F-1234567890AB", 3, 1));
  expect(id).toMatch(/^ek[0-9a-z]{25}-3-1$/);
});

test("every exchange takes it, and different meanings differ", () => {
  fc.assert(
    fc.property(placeArbitrary, placeArbitrary, (one, other) => {
      const [left, right] = [one, other].map((each) => clientOrderId(each.rebalanceId, each.leg, each.attempt));
      expect(left).toMatch(/^[a-zA-Z0-9_-]{1,36}$/);
      expect(left === right).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test("an id it cannot carry is refused, never cut", () => {
  expect(() => clientOrderId("x".repeat(27), 0, 0)).toThrow(RangeError);
  expect(() => clientOrderId("with space", 0, 0)).toThrow(RangeError);
  expect(() => clientOrderId("018f2f6e-7c1a-7b3e-8d2f-1234567890ab", 12_345, 100)).toThrow(RangeError);
});

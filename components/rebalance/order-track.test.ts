import { expect, test } from "vitest";
import { PLANNED_ORDER } from "./fixture";
import { betterThanPlanned, isOrderBooked, trackOf } from "./order-track";
import type { OrderView } from "./types";

/** "Intent saved:done Sent:now …" */
const shown = (change: Partial<OrderView>) =>
  trackOf({ ...PLANNED_ORDER, ...change })
    .map((step) => `${step.label}:${step.status}`)
    .join(" ");

const SENT = { intentAt: 1, sentAt: 2 };
const OPEN = { ...SENT, answeredAt: 3 };

test("an order's way, step by step", () => {
  expect(shown({})).toBe("Intent saved:todo Sent:todo Accepted:todo Filled:todo Booked:todo");
  expect(shown({ state: "submitting", intentAt: 1 })).toBe(
    "Intent saved:done Sent:now Accepted:todo Filled:todo Booked:todo",
  );
  expect(shown({ state: "submitting", ...SENT })).toBe(
    "Intent saved:done Sent:done Accepted:now Filled:todo Booked:todo",
  );
  expect(shown({ state: "open", ...OPEN })).toBe("Intent saved:done Sent:done Accepted:done Filled:now Booked:todo");
  expect(shown({ state: "open", ...OPEN, filled: "0.0248", fillCount: 3, bookedCount: 3 })).toBe(
    "Intent saved:done Sent:done Accepted:done Filled 62 %:part Booked:todo",
  );
  expect(shown({ state: "filled", ...OPEN, filled: "0.04", doneAt: 4, fillCount: 3, bookedCount: 3 })).toBe(
    "Intent saved:done Sent:done Accepted:done Filled 100 %:done Booked:done",
  );
});

test("unknown is queried, not failed", () => {
  expect(shown({ state: "unknown", ...SENT })).toBe(
    "Intent saved:done Sent:done Unknown:queried Filled:todo Booked:todo",
  );
});

test("ends without a fill say so where they happened", () => {
  expect(shown({ state: "rejected", ...OPEN, doneAt: 4 })).toContain("Sent:done Refused:failed Filled:todo");
  expect(shown({ state: "absent", ...SENT, doneAt: 4 })).toContain("Sent:done Never arrived:failed");
  expect(shown({ state: "dropped", doneAt: 4 })).toBe(
    "Intent saved:todo Not sent:failed Accepted:todo Filled:todo Booked:todo",
  );
});

test("99.9 % filled is not shown as 100, and an expired order may be partly filled", () => {
  expect(shown({ state: "expired", ...OPEN, filled: "0.03999", doneAt: 4, fillCount: 1, bookedCount: 1 })).toContain(
    "Filled 99 %:part",
  );
  expect(isOrderBooked({ state: "expired", fillCount: 1, bookedCount: 1 })).toBe(true);
  expect(isOrderBooked({ state: "filled", fillCount: 2, bookedCount: 1 })).toBe(false);
});

test.each(["dropped", "rejected", "absent", "expired"] as const)("%s without a fill is nothing booked", (state) => {
  expect(isOrderBooked({ state, fillCount: 0, bookedCount: 0 })).toBe(false);
});

test("better than planned counts from the owner's side", () => {
  const order = { ...PLANNED_ORDER, filled: "0.04", filledQuote: "3640" };
  expect(betterThanPlanned(order, "90950")).toBe("2");
  expect(betterThanPlanned({ ...order, side: "buy" }, "90950")).toBe("-2");
  expect(betterThanPlanned(PLANNED_ORDER, "90950")).toBeNull();
});

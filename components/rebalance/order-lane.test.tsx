import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { PLANNED_ORDER } from "./fixture";
import { OrderLane } from "./order-lane";
import type { OrderView } from "./types";

const AT = Date.UTC(2026, 10, 28, 12);
const ORDER: OrderView = {
  ...PLANNED_ORDER,
  state: "open",
  quantity: "0.04",
  venueOrderId: "v-1",
  intentAt: AT,
  sentAt: AT + 120,
  answeredAt: AT + 340,
};

const lane = (change: Partial<OrderView>, better: string | null = null) =>
  renderToStaticMarkup(
    <OrderLane order={{ ...ORDER, ...change }} planned={undefined} brought="1820.00" better={better} />,
  );
const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/[\s\u00a0]+/g, " ");

describe("an order on its way", () => {
  test("shows five steps, each with its state and its time to the millisecond", () => {
    const html = lane({});
    expect(html.match(/<li class="relative/g)).toHaveLength(5);
    const text = textOf(html);
    expect(text).toMatch(/Intent saved 12:00:00\.000 done Sent 00\.120 done Accepted 00\.340 done Filled now/);
  });

  test("one filled in part draws how far, one that is booked says what it brought", () => {
    const half = lane({ filled: "0.02", filledQuote: "1820", fillCount: 1 });
    expect(half).toContain("--filled:50%");
    expect(textOf(half)).toContain("in part");
    const whole = lane(
      { state: "filled", filled: "0.04", filledQuote: "3640", fillCount: 1, bookedCount: 1, doneAt: AT + 900 },
      "4.20",
    );
    expect(textOf(whole)).toMatch(/1,820\.00 USDT 4\.20 better than planned/);
  });

  test("an unknown one says what is done about it and what it is at most", () => {
    const html = lane({ state: "unknown", lookups: 2, notFound: 1 });
    const text = textOf(html);
    expect(text).toContain("being checked");
    expect(text).toContain("not known");
    expect(text).toContain("Unknown, checking with the exchange.");
    expect(text).toMatch(/Looked up twice\s*, “not found” once/);
    expect(html).toContain("bg-warning-wash");
  });

  test("one the venue refused ends there, named and in red", () => {
    const html = lane({ state: "rejected", doneAt: AT + 340 });
    expect(textOf(html)).toContain("ended here");
    expect(textOf(html)).toContain("Refused by the venue.");
    expect(html).toContain("bg-negative-wash");
  });
});

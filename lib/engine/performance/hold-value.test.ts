import { describe, expect, test } from "vitest";
import type { Notional, Quantity } from "@/lib/money";
import { aPrice, NOON } from "@/lib/testing/builders";
import { dayChange } from "./day-change";
import { holdValue } from "./hold-value";

const HOUR = 3_600_000;
const at = (hoursAgo: number, value: string) => ({ at: NOON - hoursAgo * HOUR, value: value as Notional });

describe("the counterfactual", () => {
  const baseline = [
    { asset: "BTC", quantity: "0.5" as Quantity },
    { asset: "DOGE", quantity: "0" as Quantity },
  ];
  test("is the first quantities at today's prices", () =>
    expect(holdValue(baseline, [aPrice("BTC", "60000.5")])).toBe("30000.25"));
  test("is not known where a price is missing", () => expect(holdValue(baseline, [])).toBeNull());
});

describe("day change", () => {
  const now = "110" as Notional;
  test("is against the last value a day ago", () =>
    expect(dayChange([at(30, "90"), at(25, "100"), at(1, "105")], now, NOON)).toEqual({ value: "10", ratio: 0.1 }));
  test("a deposit is no gain", () =>
    expect(dayChange([at(25, "100")], now, NOON, ["8" as Notional])).toEqual({ value: "2", ratio: 0.02 }));
  test("a history of a little under a day still counts from its start", () =>
    expect(dayChange([at(22, "100"), at(1, "105")], now, NOON)).toEqual({ value: "10", ratio: 0.1 }));
  test("a young history has no yesterday", () => expect(dayChange([at(5, "100")], now, NOON)).toBeNull());
});

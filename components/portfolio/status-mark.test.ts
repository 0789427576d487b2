import { expect, test } from "vitest";
import { headlineClass, markOf } from "./status-mark";
import type { PortfolioStatus } from "./types";

const proposed = (isFirstPurchase: boolean) => ({ kind: "proposed", isFirstPurchase }) as PortfolioStatus;

test("what has strayed is amber, a first purchase only waits", () => {
  expect([markOf(proposed(false)), headlineClass(proposed(false))]).toEqual(["warn", "font-medium text-warning"]);
  expect([markOf(proposed(true)), headlineClass(proposed(true))]).toEqual(["wait", "font-medium text-accent"]);
  expect(headlineClass({ kind: "unchecked", headline: "", detail: "" })).toBeUndefined();
});

/** What a case may not say: each of these was once computed, and wrongly. */
import { expect, test } from "vitest";
import { LedgerCase } from "./ledger-case";

const base = { id: "own", jurisdiction: "US", base: "USD", zone: "UTC", method: "specific", scope: "wallet" };
const at = { id: "e", time: "2024-03-01T12:00:00Z", asset: "BTC", quantity: "1" };

test.each([
  ["a day the calendar lacks", { ...at, kind: "income", time: "2024-02-30T12:00:00Z" }, /zone/],
  [
    "a fee withheld from what was not bought",
    { ...at, kind: "buy", value: "9", fee: { asset: "BNB", quantity: "0.1", withheld: true } },
    /another asset/,
  ],
  [
    "more lots than are sold",
    { ...at, kind: "sell", value: "9", lots: [{ lot: "a", quantity: "2" }] },
    /name 2, more than the 1/,
  ],
  [
    "one lot twice",
    { ...at, kind: "sell", value: "9", lots: [0.4, 0.5].map((each) => ({ lot: "a", quantity: String(each) })) },
    /one lot twice/,
  ],
  [
    "a fee that did not get lost on the way",
    { ...at, kind: "transfer", from: "a", to: "b", fee: { asset: "BTC", quantity: "0.01", value: "400" } },
    /not what was lost/,
  ],
])("%s is refused", (_, event, message) => {
  const verdict = LedgerCase.safeParse({ ...base, events: [event] });
  expect(verdict.error?.issues.map((issue) => issue.message).join(" ")).toMatch(message);
});

import { expect, test } from "vitest";
import type { SeriesProblem, VenueProblem, VenueStatement } from "@/lib/engine/model";
import { NOON } from "@/lib/testing/builders";
import { describeVenueProblem } from "./describe-venue-problem";
import { describeSeriesProblem, describeVenueStatement, statementOfProblem } from "./describe-venue-statement";

test.each<[VenueStatement, string | RegExp]>([
  [{ kind: "venue", venueMessage: "Kraken asks to wait 30 s." }, "Kraken asks to wait 30 s."],
  [{ kind: "unreadable", venue: "Kraken", message: "socket closed" }, "Kraken could not be read: socket closed"],
  [{ kind: "money-can-leave" }, /^The key can now move money out\./],
  [{ kind: "cannot-open" }, /The log names the reason\.$/],
  [{ kind: "no-answer-yet" }, "No answer yet."],
  [
    { kind: "late-balances", venue: "Kraken", assets: ["BTC", "ETH"] },
    "Kraken's balance of BTC, ETH does not show our last fills yet. Nothing new is planned from it until it does.",
  ],
  [{ kind: "lagging", venue: "Kraken" }, /^Orders at Kraken were filled just now/],
  [{ kind: "text", text: "as it was written" }, "as it was written"],
])("%j", (statement, expected) => {
  const described = describeVenueStatement(statement);
  if (typeof expected === "string") expect(described).toBe(expected);
  else expect(described).toMatch(expected);
});

test.each<[SeriesProblem, string]>([
  [{ kind: "venue", venueMessage: "Kraken cannot be reached." }, "Kraken cannot be reached."],
  [
    { kind: "no-prices", source: "Kraken", symbol: "BTC/USD", timeframe: "1h" },
    "Kraken has no 1h prices of BTC/USD since then.",
  ],
  [{ kind: "text", text: "as it was written" }, "as it was written"],
])("%j", (problem, expected) => expect(describeSeriesProblem(problem)).toBe(expected));

test("a snapshot of a version before 0.3 shows its venue's problem by its own message", () => {
  const earlier: VenueProblem = { isSuspect: true, message: "Kraken shows no BTC any more.", since: NOON };
  expect(statementOfProblem(earlier)).toBe("Kraken shows no BTC any more.");
  expect(describeVenueProblem("Kraken", earlier, { now: NOON, timeZone: "UTC" })).toBe("Kraken shows no BTC any more.");
  expect(statementOfProblem({})).toBe("");
});

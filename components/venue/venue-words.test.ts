import { expect, test } from "vitest";
import { VENUE_PROBLEMS } from "@/lib/engine/model";
import { withPlainSpaces } from "@/lib/format/number";
import { kindWords, permissionWords, problemWords, wayOut } from "./venue-words";

test("paper money is never called anything else", () => {
  expect(kindWords({ kind: "paper", isSimulated: true, exchangeName: null })).toBe("Paper, simulated prices");
  expect(kindWords({ kind: "paper", isSimulated: false, exchangeName: "Kraken" })).toBe("Paper, Kraken prices");
});

test("what the exchange does not tell is not claimed", () => {
  const told = (canTrade: boolean | null, canWithdraw: boolean | null) =>
    permissionWords({ kind: "exchange", permissions: { canTrade, canWithdraw } });
  expect(told(true, false)).toBe("can trade, cannot withdraw");
  expect(told(true, null)).toBe("can trade, withdrawal: not told");
  expect(permissionWords({ kind: "exchange", permissions: null })).toBe("trading: not told, withdrawal: not told");
});

test("every problem has a way out", () => {
  expect(wayOut({ kind: "exchange" }, "Binance refused the key.")).toContain("replace the keys");
  expect(wayOut({ kind: "exchange" }, "Binance refused the time of this computer. Set its clock.")).toContain("clock");
  expect(wayOut({ kind: "exchange" }, "Connection reset.")).toContain("asks again by itself");
});

test.each([
  ["key-refused", null, "key refused"],
  ["too-powerful", null, "key can move money out"],
  ["forbidden", null, "turned away by its firewall"],
  ["rate-limited", 40_000, "rate-limited for 40 s"],
  ["rate-limited", 12 * 60_000, "rate-limited for 12 min"],
  ["rate-limited", -1, "rate-limited"],
  ["rate-limited", null, "rate-limited"],
  ["banned", 3 * 3_600_000, "address banned for 3 h"],
  ["blocked-region", null, "blocked in your region"],
  ["maintenance", null, "maintenance"],
  ["malformed", null, "answers make no sense"],
  ["silent", null, null],
  ["doubted", null, null],
  [null, 40_000, null],
] as const)("%s (%s ms to go) is told as %s", (kind, ms, words) => {
  const told = problemWords({ kind, until: ms === null ? null : 1_000_000 + ms }, 1_000_000);
  expect(told && withPlainSpaces(told)).toBe(words);
});

test("every kind of problem has a way out of its own, or that of its words", () => {
  for (const kind of VENUE_PROBLEMS)
    expect(wayOut({ kind: "exchange" }, "It failed.", kind).length).toBeGreaterThan(20);
  // A lost master key is ours, whatever the kind.
  const lost = "The keys are sealed with another master key.";
  expect(wayOut({ kind: "exchange" }, lost, "key-refused")).toContain("old master key");
});

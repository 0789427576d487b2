import { expect, test } from "vitest";
import { VENUE_PROBLEMS, type VenueProblemKind } from "@/lib/engine/model";
import { describeVenueProblem, stateOfProblem, wayOutOfProblem } from "./describe-venue-problem";
import { withPlainSpaces } from "./number";

const SINCE = Date.UTC(2026, 10, 28, 16, 20);
const reader = { now: SINCE + 30_000, timeZone: "UTC" };
const described = (kind: VenueProblemKind, until: number | null = null) =>
  describeVenueProblem("Binance", { kind, message: "HTTP 418", since: SINCE, until }, reader);

test.each<[VenueProblemKind, string]>([
  ["silent", "Binance has not answered since 16:20."],
  ["key-refused", "Binance has refused the key since 16:20."],
  ["too-powerful", "Binance has given the key more rights than Evenkeel accepts since 16:20."],
  ["forbidden", "Binance has refused this computer's requests (403) since 16:20."],
  ["rate-limited", "Binance has asked us to send fewer requests since 16:20."],
  ["banned", "Binance has banned this computer's address for too many requests since 16:20."],
  ["blocked-region", "Binance has served no requests from where this computer is (451) since 16:20."],
  ["maintenance", "Binance has been under maintenance since 16:20."],
  ["malformed", "Binance has answered with what cannot be read since 16:20."],
])("%s", (kind, sentence) => expect(described(kind)).toBe(sentence));

test("says until when only while that is to come", () => {
  expect(described("banned", SINCE + 120_000)).toMatch(/ since 16:20, until 16:22\.$/);
  expect(described("banned", SINCE)).toMatch(/ since 16:20\.$/);
});

test("a venue that refuses is never said not to have answered", () => {
  for (const kind of VENUE_PROBLEMS) if (kind !== "silent") expect(described(kind)).not.toMatch(/not answered/);
  expect(new Set(VENUE_PROBLEMS.map((kind) => stateOfProblem(kind))).size).toBe(VENUE_PROBLEMS.length);
});

test("problems recorded before 0.3 have no kind", () => {
  const old = { message: "BTC fell by 90 %.", since: SINCE };
  expect(describeVenueProblem("Kraken", old, reader)).toBe("Kraken has not answered since 16:20.");
  expect(describeVenueProblem("Kraken", { ...old, isSuspect: true }, reader)).toBe("BTC fell by 90 %.");
  expect(stateOfProblem(null)).toBe("trouble");
});

test("every problem has a way out", () => {
  expect(wayOutOfProblem("exchange", "Binance refused the key.")).toContain("replace the keys");
  expect(wayOutOfProblem("exchange", "Binance refused the time of this computer. Set its clock.")).toContain("clock");
  expect(wayOutOfProblem("exchange", "Connection reset.")).toContain("tries again by itself");
});

test.each([
  ["rate-limited", 40_000, "rate-limited for 40 s"],
  ["rate-limited", 12 * 60_000, "rate-limited for 12 min"],
  ["rate-limited", -1, "rate-limited"],
  ["rate-limited", null, "rate-limited"],
  ["banned", 3 * 3_600_000, "address banned for 3 h"],
  // It does not pass by itself, whatever time it names.
  ["key-refused", 40_000, "key refused"],
  [null, 40_000, "trouble"],
] as const)("%s (%s ms to go) is shown as %s", (kind, ms, state) =>
  expect(withPlainSpaces(stateOfProblem(kind, ms === null ? null : SINCE + ms, SINCE))).toBe(state),
);

test("every kind of problem has a way out of its own, or that of its message", () => {
  for (const kind of VENUE_PROBLEMS) expect(wayOutOfProblem("exchange", "It failed.", kind).length).toBeGreaterThan(20);
  // A lost master key is ours, whatever the kind.
  const lost = "The keys are sealed with another master key.";
  expect(wayOutOfProblem("exchange", lost, "key-refused")).toContain("old master key");
});

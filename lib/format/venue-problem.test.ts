import { expect, test } from "vitest";
import { VENUE_PROBLEMS, type VenueProblemKind } from "@/lib/engine/model";
import { describeVenueProblem, stateOfProblem } from "./venue-problem";

const SINCE = Date.UTC(2026, 10, 28, 16, 20);
const reader = { now: SINCE + 30_000, timeZone: "UTC" };
const told = (kind: VenueProblemKind, until: number | null = null) =>
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
])("%s", (kind, sentence) => expect(told(kind)).toBe(sentence));

test("says until when only while that is to come", () => {
  expect(told("banned", SINCE + 120_000)).toMatch(/ since 16:20, until 16:22\.$/);
  expect(told("banned", SINCE)).toMatch(/ since 16:20\.$/);
});

test("a venue that refuses is never said not to have answered", () => {
  for (const kind of VENUE_PROBLEMS) if (kind !== "silent") expect(told(kind)).not.toMatch(/not answered/);
  expect(new Set(VENUE_PROBLEMS.map(stateOfProblem)).size).toBe(VENUE_PROBLEMS.length);
});

test("problems noted before 0.3 have no kind", () => {
  const old = { message: "BTC fell by 90 %.", since: SINCE };
  expect(describeVenueProblem("Kraken", old, reader)).toBe("Kraken has not answered since 16:20.");
  expect(describeVenueProblem("Kraken", { ...old, isDoubted: true }, reader)).toBe("BTC fell by 90 %.");
  expect(stateOfProblem(null)).toBe("trouble");
});

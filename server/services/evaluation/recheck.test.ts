import { expect, test } from "vitest";
import type { Decision, HoldReason, PendingRebalance, VenueProblem } from "@/lib/engine/model";
import { aSnapshot, aVenue, NOON } from "@/lib/testing/builders";
import type { Finding } from "./finding";
import { recheckAt } from "./recheck";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function pauseOf(reasons: readonly HoldReason[], openFor: number | null, problem: Partial<VenueProblem> = {}) {
  const pending = openFor === null ? [] : [{ state: "open", since: NOON - openFor } as PendingRebalance];
  const isDown = reasons.some((reason) => reason.kind === "venue-down");
  const venue = aVenue({ problem: isDown ? { message: "429", since: NOON, ...problem } : null });
  const decision = { kind: "hold", reasons } as unknown as Decision;
  const at = recheckAt({
    at: NOON,
    decision,
    pending,
    snapshot: aSnapshot({ venues: [venue] }),
  } as unknown as Finding);
  return at === null ? null : at - NOON;
}
const DOWN: HoldReason = { kind: "venue-down", venues: [] };

test("a venue that says when it may be queried is queried then, not at the next five-minute check", () => {
  expect(pauseOf([DOWN], 0, { recheckAt: NOON + 5 * SECOND })).toBe(5 * SECOND);
  expect(pauseOf([DOWN], null, { recheckAt: NOON + 5 * SECOND })).toBe(5 * SECOND);
});

test("what is pending is in a hurry, less and less", () => {
  expect([0, 1, 4, 8, 60].map((minutes) => pauseOf([DOWN], minutes * MINUTE)! / MINUTE)).toEqual([1, 1, 2, 4, 5]);
});

test("without anything pending the usual watch is early enough", () => {
  expect(pauseOf([DOWN], null)).toBeNull();
  expect(pauseOf([{ kind: "inside-bands", nearest: null }], MINUTE)).toBeNull();
});

test("what waits for a cooldown is checked when that is over", () => {
  expect(pauseOf([{ kind: "cooldown", until: NOON + 7 * MINUTE }], 0)).toBe(7 * MINUTE);
});

test("an instant that has passed is no reason to check", () => {
  expect(pauseOf([DOWN], null, { recheckAt: NOON - SECOND })).toBeNull();
});

/** Decisions: what fires, what holds, and that either says why. */
import { describe, expect, test } from "vitest";
import type { HoldReason, Policy, TriggerReason } from "@/lib/engine/model";
import { describeCheck, withPlainSpaces } from "@/lib/format";
import { aClock, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { type DecideClock, decide } from "./decide";

const BALANCED = "holdings BTC 52 @ 1 ETH 48 @ 1\n targets BTC 50% ETH 50%\n policy band 5%";
const BROKEN = "holdings BTC 62 @ 1 ETH 38 @ 1\n targets BTC 50% ETH 50%\n policy band 5%";

function check(table: string, policy: Partial<Policy> = {}, change: Partial<DecideClock> = {}) {
  const world = readPlanTable(table);
  return decide({ ...world.policy, ...policy }, world.snapshot, aClock(change));
}
const kinds = (reasons: readonly (HoldReason | TriggerReason)[]) => reasons.map((reason) => reason.kind);
const weekly = { cron: "0 9 * * 1", timeZone: "UTC" };

describe("threshold", () => {
  test("inside the bands it holds, and names the nearest to its edge", () => {
    const decision = check(BALANCED);
    expect(decision.kind).toBe("hold");
    expect(decision.reasons).toEqual([
      { kind: "inside-bands", nearest: { key: "BTC", name: "Bitcoin", distance: expect.closeTo(0.03) } },
    ]);
  });

  test("outside it fires, the widest breach first", () => {
    const decision = check(BROKEN);
    expect(decision.kind).toBe("rebalance");
    expect(kinds(decision.reasons)).toEqual(["band-broken", "band-broken"]);
    expect(decision.drifts.map((row) => row.isOutside)).toEqual([true, true]);
    expect(decision.portfolioDrift).toBeCloseTo(0.12);
  });

  test.each(["absolute", "relative", "clamp"] as const)(
    "dust of a target of nothing calls for nothing (%s)",
    (kind) => {
      const band = {
        absolute: { kind: "absolute", width: 0 },
        relative: { kind: "relative", ratio: 0.2 },
        clamp: { kind: "clamp", ratio: 0.2, floor: 0, cap: 0.1 },
      } as const;
      const table = "holdings BTC 50 @ 1 ETH 50 @ 1 SOL 0.00001 @ 1\n targets BTC 50% ETH 50% SOL 0%";
      const targets = readPlanTable(table).policy.targets.map((target) =>
        target.weight === 0 ? { ...target, band: band[kind] } : target,
      );
      expect(check(table, { targets }).reasons[0]?.kind).toBe("inside-bands");
      // As everything that is to hold nothing it goes once it is more than that.
      const more = "holdings BTC 49 @ 1 ETH 49 @ 1 SOL 2 @ 1\n targets BTC 50% ETH 50% SOL 0%";
      expect(check(more, { targets }).reasons[0]).toMatchObject({ kind: "band-broken", key: "SOL" });
    },
  );

  test("the edge itself is inside", () => {
    expect(check("holdings BTC 55 @ 1 ETH 45 @ 1\n targets BTC 50% ETH 50%\n policy band 5%").kind).toBe("hold");
  });

  test("portfolio drift fires where no band is broken", () => {
    const decision = check(BALANCED, { triggers: [{ kind: "threshold", portfolioDrift: 0.02 }] });
    expect(decision.reasons).toEqual([{ kind: "portfolio-drift", drift: expect.closeTo(0.02), threshold: 0.02 }]);
  });
});

describe("time and hybrid", () => {
  test("a schedule that is not due holds even against a broken band, and says when it is", () => {
    const decision = check(BROKEN, { triggers: [{ kind: "time", ...weekly }] });
    expect(decision.reasons).toEqual([{ kind: "not-due", nextAt: Date.UTC(2026, 10, 23, 9) }]);
    expect(decision.checks.find((check) => check.check === "bands")?.outcome).toBe("broken");
  });

  test("a due occurrence fires; of several missed ones the latest is the reason", () => {
    const dueOccurrences = [NOON - 7_200_000, NOON - 3_600_000].map((occurrenceAt) => ({
      triggerIndex: 0,
      occurrenceAt,
    }));
    const decision = check(BALANCED, { triggers: [{ kind: "time", ...weekly }] }, { dueOccurrences });
    expect(decision.reasons).toEqual([{ kind: "schedule", ...weekly, occurrenceAt: NOON - 3_600_000 }]);
  });

  test("hybrid: due, but the drift is under the minimum", () => {
    const triggers = [{ kind: "hybrid", ...weekly, driftMin: 0.03 }] as const;
    const dueOccurrences = [{ triggerIndex: 0, occurrenceAt: NOON }];
    expect(kinds(check(BALANCED, { triggers }, { dueOccurrences }).reasons)).toEqual(["drift-below-minimum"]);
    expect(kinds(check(BROKEN, { triggers }, { dueOccurrences }).reasons)).toEqual([
      "schedule",
      "band-broken",
      "band-broken",
    ]);
  });

  test("the first trigger that fires gives the reason", () => {
    const triggers = [
      { kind: "time", ...weekly },
      { kind: "threshold", portfolioDrift: null },
    ] as const;
    expect(kinds(check(BROKEN, { triggers }).reasons)).toEqual(["band-broken", "band-broken"]);
    expect(kinds(check(BALANCED, { triggers }).reasons)).toEqual(["inside-bands", "not-due"]);
  });

  test("a request stands in for the calendar, not for the bands", () => {
    const triggers = [{ kind: "hybrid", ...weekly, driftMin: 0.03 }] as const;
    expect(kinds(check(BROKEN, { triggers }, { requestedBy: "Ada" }).reasons)).toEqual([
      "requested",
      "band-broken",
      "band-broken",
    ]);
    expect(kinds(check(BALANCED, { triggers }, { requestedBy: "Ada" }).reasons)).toEqual(["drift-below-minimum"]);
  });
});

describe("cooldown", () => {
  const lastRunAt = NOON - 30 * 60_000;
  test("holds what would have fired", () => {
    expect(check(BROKEN, {}, { lastRunAt }).reasons).toEqual([{ kind: "cooldown", until: NOON + 30 * 60_000 }]);
  });
  test("is over after its time, and does not hold a request", () => {
    expect(check(BROKEN, { cooldownMinutes: 30 }, { lastRunAt }).kind).toBe("rebalance");
    expect(check(BROKEN, {}, { lastRunAt, requestedBy: "Ada" }).kind).toBe("rebalance");
  });
});

describe("gates hold whatever the drift is", () => {
  test.each([
    [{ stopped: true }, "stopped"],
    [{ paused: true }, "paused"],
    [{ running: { kind: "in-progress" as const, rebalanceId: "r1" } }, "in-progress"],
    [{ running: { kind: "waiting-for-approval" as const, rebalanceId: "r1" } }, "waiting-for-approval"],
  ])("%j", (change, kind) => expect(kinds(check(BROKEN, {}, change).reasons)).toEqual([kind]));

  test("a missing or non-positive price", () => {
    const { policy, snapshot } = readPlanTable(BROKEN);
    for (const prices of [[], snapshot.prices.map((price) => ({ ...price, price: "0" as typeof price.price }))]) {
      const decision = decide(policy, { ...snapshot, prices }, aClock());
      expect(decision.reasons[0]).toEqual({ kind: "price-missing", assets: ["BTC", "ETH"] });
    }
  });

  test("a venue that does not answer", () => {
    const { policy, snapshot } = readPlanTable(BROKEN);
    const problem = { message: "Timed out.", since: NOON - 60_000 };
    const venues = snapshot.venues.map((venue) => ({ ...venue, problem }));
    expect(decide(policy, { ...snapshot, venues }, aClock()).reasons).toEqual([
      { kind: "venue-down", venues: [{ name: "v1", ...problem }] },
    ]);
  });

  test("nothing of value", () => {
    expect(kinds(check("holdings BTC 0 @ 1 ETH 0 @ 1\n targets BTC 50% ETH 50%").reasons)).toEqual(["no-value"]);
  });
});

test("every decision carries its checks, with figure and threshold", () => {
  const show = (decision: ReturnType<typeof check>) =>
    decision.checks.map((check) => {
      const { check: name, outcome, detail } = describeCheck(check, NOON);
      return `${name} ${outcome}: ${withPlainSpaces(detail)}`;
    });
  expect(show(check(BROKEN))).toEqual([
    "prices passed: both fresh, oldest 0 s of 60 s",
    "venues passed: the one connected answers",
    "bands broken: Bitcoin +12.0 pp (band ±5.0 pp), Ethereum −12.0 pp (band ±5.0 pp)",
    "cooldown not-needed: 1 h after each run, no run yet",
  ]);
  expect(show(check(BALANCED))).toEqual([
    "prices passed: both fresh, oldest 0 s of 60 s",
    "venues passed: the one connected answers",
    "bands passed: all inside, nearest Bitcoin at 3.0 pp from its edge",
    "cooldown not-reached: 1 h after each run",
  ]);
});

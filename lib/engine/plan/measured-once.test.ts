/** A check measures its snapshot once, and whoever needs the measurement reads that. */
import { beforeEach, expect, test, vi } from "vitest";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import { aClock, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { decideAndPlan } from "./decide-and-plan";

const { measured } = vi.hoisted(() => ({ measured: [] as unknown[] }));

vi.mock("@/lib/engine/valuation/measure-allocation", async (importOriginal) => {
  const original = await importOriginal<typeof import("@/lib/engine/valuation/measure-allocation")>();
  const measureAllocation: typeof original.measureAllocation = (policy, snapshot) => {
    measured.push(snapshot);
    return original.measureAllocation(policy, snapshot);
  };
  return { ...original, measureAllocation };
});

const clock = aClock();

beforeEach(() => {
  measured.length = 0;
});

test("decision, plan and limits of one snapshot", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 1 @ 60000   ETH 0 @ 3000   USDT 1000
    targets    BTC 50%         ETH 50%
  `);
  const found = decideAndPlan(policy, snapshot, clock);
  if (found.kind === "hold") throw new Error("The snapshot calls for a rebalance.");
  const context = { now: NOON, turnoverLastDay: 0, lastPrices: {}, stopped: false, approver: "person" } as const;
  checkLimits(policy, found.plan, snapshot, { ...context, allocation: found.allocation });
  // What a plan leaves is another snapshot, and is measured for itself.
  expect(measured.filter((each) => each === snapshot)).toHaveLength(1);
});

test("a hold", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 1 @ 60000   ETH 20 @ 3000
    targets    BTC 50%         ETH 50%
  `);
  expect(decideAndPlan(policy, snapshot, clock).kind).toBe("hold");
  expect(measured).toEqual([snapshot]);
});

/** A portfolio of cash alone goes to its targets whole, whatever destination and scope its policy has for later. */
import { describe, expect, test } from "vitest";
import type { Destination, Policy } from "@/lib/engine/model";
import { decideAndPlan } from "@/lib/engine/plan/decide-and-plan";
import { titleOfRebalance, whyParagraphs, withPlainSpaces } from "@/lib/format";
import { NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";

const CASH = "holdings USDT 10000 @ 1 BTC 0 @ 50000 ETH 0 @ 2500\n targets BTC 50% ETH 30% USDT 20%\n policy band 5%";
const reader = { now: NOON, timeZone: "UTC" };

function run(table: string, policy: Partial<Policy> = {}, lastRunAt: number | null = null) {
  const world = readPlanTable(table);
  const whole = { ...world.policy, ...policy };
  const clock = { dueOccurrences: [], requestedBy: null, policyChanged: false, stopped: false, paused: false };
  return { policy: whole, ...decideAndPlan(whole, world.snapshot, { ...clock, now: NOON, lastRunAt, running: null }) };
}

const weights = (found: ReturnType<typeof run>) => found.plan?.after.map((row) => Number(row.postTrade.toFixed(3)));

describe("a first purchase", () => {
  test.each<[Destination, Policy["scope"]]>([
    ["target", "all"],
    ["half", "all"],
    ["edge", "breaching"],
  ])("lands on target, also where later runs stop at %s and move %s", (destination, scope) => {
    const found = run(CASH, { destination, scope });
    expect(found.decision.reasons[0]).toEqual({ kind: "first-purchase", cash: 1 });
    expect(weights(found)).toEqual([0.5, 0.3, 0.2]);
  });

  test("is one only once, and only from cash", () => {
    const later = run(CASH, { destination: "half" }, NOON - 7_200_000);
    expect(later.decision.reasons.map(({ kind }) => kind)).not.toContain("first-purchase");
    expect(weights(later)).not.toEqual([0.5, 0.3, 0.2]);
    const held = run(CASH.replace("BTC 0 ", "BTC 0.02 "));
    expect(held.decision.reasons.map(({ kind }) => kind)).not.toContain("first-purchase");
  });

  test("dust of another coin makes it no second one", () => {
    expect(run(CASH.replace("ETH 0 ", "ETH 0.001 ")).decision.reasons[0]?.kind).toBe("first-purchase");
  });

  test("calls for nothing by itself: a portfolio that trades on Mondays buys on Monday", () => {
    const triggers = [{ kind: "time", cron: "0 9 * * 1", timeZone: "UTC" }] as const;
    expect(run(CASH, { triggers }).decision.kind).toBe("hold");
  });

  test("is spoken of as one: no band is over anything, and what is bought for how much is said", () => {
    const found = run(CASH, { destination: "half" });
    if (found.kind !== "rebalance") throw new Error("It holds");
    const { reasons } = found.decision;
    expect(titleOfRebalance(found.plan, reasons)).toBe("Your first purchase: 2 buys");
    expect(whyParagraphs({ reasons }, found.plan, found.policy, reader).map(withPlainSpaces)).toEqual([
      "So far the portfolio holds only cash. This buys Bitcoin for 5,000.00 USDT and Ethereum for 3,000.00 USDT; fees and spread are about 0.00 USDT.",
      "Then it is on target: Bitcoin 50.0 %, Ethereum 30.0 % and Tether 20.0 %. From there on nothing is traded while each weight stays inside its band.",
    ]);
  });
});

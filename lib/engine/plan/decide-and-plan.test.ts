/** A hold because no trade can be made says what stopped each, and "too small" only where size did. */
import { expect, test } from "vitest";
import type { AssetDoubt, Snapshot } from "@/lib/engine/model";
import type { Price } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { decideAndPlan } from "./decide-and-plan";

const CLOCK = {
  now: NOON,
  dueSlots: [],
  lastRunAt: null,
  asked: null,
  policyChanged: false,
  stopped: false,
  paused: false,
  running: null,
};

const world = (trade: string) =>
  readPlanTable(`
    holdings   BTC 60 @ 1   ETH 40 @ 1
    targets    BTC 50%      ETH 50%
    policy     band 2.5% ${trade}
  `);

const close = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  venues: snapshot.venues.map((venue) => ({
    ...venue,
    markets: venue.markets.map((market) => ({ ...market, isActive: false })),
  })),
});

function held(snapshot: Snapshot, policy: ReturnType<typeof world>["policy"]) {
  const { decision } = decideAndPlan(policy, snapshot, CLOCK);
  const [reason] = decision.reasons;
  if (decision.kind !== "hold" || reason?.kind !== "nothing-to-trade") throw new Error(JSON.stringify(decision));
  const check = decision.checks.find((each) => each.check === "minimum-trade");
  return { why: [...new Set(reason.carried?.map((each) => each.reason.kind))], detail: check?.detail };
}

test("too small for the owner's minimum", () => {
  const { policy, snapshot } = world("trade-minimum 1000");
  expect(held(snapshot, policy)).toEqual({
    why: ["below-policy-minimum"],
    detail: "every trade is under the minimum of 1000 USDT or of its venue",
  });
});

test("a closed market is not a small trade", () => {
  const { policy, snapshot } = world("");
  const { why, detail } = held(close(snapshot), policy);
  expect(why).toContain("market-closed");
  expect(detail).toBe("no trade that is wanted can be made now");
});

const doubtOf = (asset: string): AssetDoubt => ({
  about: "price",
  asset,
  doubt: "moved",
  seen: "9" as Price,
  believed: "1" as Price,
  source: "Binance",
  since: NOON,
  askAgainAt: null,
  needsOwner: false,
});

test("a decision carries the doubts about what it counts, and not those about dust set aside", () => {
  const { policy, snapshot } = world("");
  const aside = [{ venueId: "v", asset: "SOL", quantity: "1", share: null }] as unknown as Snapshot["setAside"];
  const { decision } = decideAndPlan(
    policy,
    { ...snapshot, doubts: [doubtOf("BTC"), doubtOf("SOL")], setAside: aside },
    CLOCK,
  );
  expect(decision.doubts?.map(({ asset }) => asset)).toEqual(["BTC"]);
  expect(decideAndPlan(policy, snapshot, CLOCK).decision).not.toHaveProperty("doubts");
});

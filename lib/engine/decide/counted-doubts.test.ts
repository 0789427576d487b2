import { expect, test } from "vitest";
import type { AssetDoubt, SetAside } from "@/lib/engine/model";
import type { Price, Quantity } from "@/lib/money";
import { NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { countedDoubts } from "./counted-doubts";
import { decide } from "./decide";

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
const aside = (asset: string): SetAside => ({ venueId: "v", asset, quantity: "1" as Quantity, share: null });

test("a decision carries the doubts about what it counts, and not those about dust set aside", () => {
  const { policy, snapshot } = readPlanTable("holdings BTC 60 @ 1 ETH 40 @ 1\n targets BTC 50% ETH 50%");
  const doubted = { ...snapshot, doubts: [doubtOf("BTC"), doubtOf("SOL")], setAside: [aside("SOL")] };
  expect(decide(policy, doubted, CLOCK).doubts?.map(({ asset }) => asset)).toEqual(["BTC"]);
  expect(decide(policy, snapshot, CLOCK)).not.toHaveProperty("doubts");
  // Dust at one venue and a holding at another: it is counted.
  expect(countedDoubts({ ...doubted, frozen: ["SOL"] })).toHaveLength(2);
});

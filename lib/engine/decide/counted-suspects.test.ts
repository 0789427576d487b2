import { expect, test } from "vitest";
import type { SetAside } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { aClock, aSuspectPrice } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { countedSuspects } from "./counted-suspects";
import { decide } from "./decide";

const CLOCK = aClock();

const aside = (asset: string): SetAside => ({ venueId: "v", asset, quantity: "1" as Quantity, share: null });

test("a decision holds what is suspect of what it counts, and not of dust set aside", () => {
  const { policy, snapshot } = readPlanTable("holdings BTC 60 @ 1 ETH 40 @ 1\n targets BTC 50% ETH 50%");
  const suspect = { ...snapshot, suspects: [aSuspectPrice("BTC"), aSuspectPrice("SOL")], setAside: [aside("SOL")] };
  expect(decide(policy, suspect, CLOCK).suspects?.map(({ asset }) => asset)).toEqual(["BTC"]);
  expect(decide(policy, snapshot, CLOCK)).not.toHaveProperty("suspects");
  // Dust at one venue and a holding at another: it is counted.
  expect(countedSuspects({ ...suspect, frozen: ["SOL"] })).toHaveLength(2);
});

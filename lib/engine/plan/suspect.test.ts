/** What a suspect fact holds back, and what goes on around it. */
import { describe, expect, test } from "vitest";
import type { Policy, Snapshot, SuspectFact } from "@/lib/engine/model";
import { price, quantity } from "@/lib/money";
import { aClock, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import { decideAndPlan } from "./decide-and-plan";

const CLOCK = aClock({ requestedBy: "Ada" });

const DRIFTED = `
  holdings   BTC 50 @ 1   ETH 20 @ 1   SOL 10 @ 1   USDT 20
  targets    BTC 30%      ETH 30%      SOL 20%      USDT 20%
  policy     band 1%
`;

const suspectOf = (
  asset: string,
  suspicion: "moved" | "missing" | "off-peg" | "first-look",
  counted: string | null = "1",
) =>
  ({
    about: "price",
    asset,
    suspicion,
    seen: suspicion === "missing" ? null : price("0.1"),
    counted: counted === null ? null : price(counted),
    source: "Binance",
    since: NOON,
    recheckAt: null,
    needsOwner: false,
  }) satisfies SuspectFact;

/** The plan's orders, or why it holds. */
function planFor(table: string, suspect: Partial<Snapshot>, policy: Partial<Policy> = {}): string {
  const world = readPlanTable(table);
  const frozen = new Set(suspect.frozen);
  const snapshot = {
    ...world.snapshot,
    ...suspect,
    holdings: world.snapshot.holdings.map((row) => (frozen.has(row.asset) ? { ...row, free: quantity("0") } : row)),
  };
  const found = decideAndPlan({ ...world.policy, ...policy }, snapshot, CLOCK);
  if (found.kind === "hold") return found.decision.reasons.map((reason) => reason.kind).join(", ");
  return found.plan.orders.map((order) => `${order.side} ${order.base} ${Number(order.quantity)}`).join(", ");
}

const moved = (...assets: string[]) => ({ suspects: assets.map((asset) => suspectOf(asset, "moved")), frozen: assets });

describe("a suspect asset", () => {
  test("holds everything unless the owner said to go on", () => {
    expect(planFor(DRIFTED, moved("ETH"))).toBe("unconfirmed");
    expect(planFor(DRIFTED, moved("ETH"), { whenUnconfirmed: "ask" })).toBe("unconfirmed");
  });

  test("is neither bought nor sold while the others go on", () => {
    expect(planFor(DRIFTED, {})).toBe("sell BTC 20, buy ETH 10, buy SOL 10");
    expect(planFor(DRIFTED, moved("ETH"), { whenUnconfirmed: "go-on" })).not.toContain("ETH");
    expect(planFor(DRIFTED, moved("ETH"), { whenUnconfirmed: "go-on" })).toContain("buy SOL 10");
    expect(planFor(DRIFTED, moved("BTC"), { whenUnconfirmed: "go-on" })).not.toContain("BTC");
  });

  test("holds everything all the same when trades go through it, or when something is owed", () => {
    expect(planFor(DRIFTED, moved("USDT"), { whenUnconfirmed: "go-on" })).toBe("unconfirmed");
    const owed: SuspectFact = {
      about: "balance",
      venueId: "v1",
      venue: "Binance",
      asset: "SOL",
      suspicion: "negative",
      seen: quantity("-1"),
      counted: quantity("0"),
      since: NOON,
      recheckAt: null,
      needsOwner: true,
    };
    expect(planFor(DRIFTED, { suspects: [owed], frozen: ["SOL"] }, { whenUnconfirmed: "go-on" })).toBe("unconfirmed");
  });

  test("that is not counted holds nothing", () => {
    expect(planFor(DRIFTED, { suspects: [suspectOf("DOGE", "moved")] })).toBe("sell BTC 20, buy ETH 10, buy SOL 10");
  });

  test("without any price is a missing price, whatever the owner said", () => {
    const table = DRIFTED.replace("SOL 10 @ 1", "");
    const world = readPlanTable(DRIFTED);
    expect(world.snapshot.prices.some((row) => row.asset === "SOL")).toBe(true);
    const suspects = [suspectOf("SOL", "missing", null)];
    expect(planFor(table, { suspects }, { whenUnconfirmed: "go-on" })).toBe("price-missing");
    expect(planFor(table, { suspects })).toBe("price-missing");
    expect(planFor(table, { suspects: [suspectOf("SOL", "first-look", null)] })).toBe("unconfirmed");
  });
});

describe("off its peg", () => {
  const STABLE = `
    holdings   BTC 60 @ 1   ETH 10 @ 1   USDC 10 @ 0.9   USDT 21
    targets    BTC 30%      ETH 20%      USDC 30%        USDT 20%
    policy     band 1%
  `;
  const off = { suspects: [suspectOf("USDC", "off-peg", "0.9")], offPeg: ["USDC"] };

  test("is not bought, and the rest goes on", () => {
    expect(planFor(STABLE, {})).toContain("buy USDC");
    const around = planFor(STABLE, off);
    expect(around).not.toContain("USDC");
    expect(around).toMatch(/sell BTC .*, buy ETH/);
  });

  test("may be sold", () => {
    const over = STABLE.replace("USDC 10 @", "USDC 90 @");
    expect(planFor(over, off)).toContain("sell USDC");
  });

  test("holds everything when trades go through it", () => {
    expect(planFor(STABLE, { suspects: [suspectOf("USDT", "off-peg")], offPeg: ["USDT"] })).toBe("unconfirmed");
  });
});

describe("set aside", () => {
  test("dust of a sold-off coin without a price stops nothing", () => {
    const table = `
      holdings   BTC 70 @ 1   ETH 30 @ 1   LUNA 0.00001
      targets    BTC 50%      ETH 50%
      policy     untargeted sell   band 1%
    `;
    expect(planFor(table, {})).toBe("price-missing");
    const setAside = [{ venueId: "v1", asset: "LUNA", quantity: quantity("0.00001"), share: null }];
    expect(planFor(table, { setAside, suspects: [suspectOf("LUNA", "missing", null)] })).toBe(
      "sell BTC 20, buy ETH 20",
    );
  });

  test("a dead member of a group that nobody holds is not missed", () => {
    const table = `
      holdings   BTC 70 @ 1   USDC 30 @ 1
      targets    BTC 50%      Stable(USDC+BUSD) 50%
      policy     band 1%
    `;
    const setAside = [{ venueId: "", asset: "BUSD", quantity: quantity("0"), share: null }];
    expect(planFor(table, {})).toBe("price-missing");
    expect(planFor(table, { setAside, suspects: [suspectOf("BUSD", "missing", null)] })).toBe(
      "sell BTC 20, buy USDC 20",
    );
  });

  test("a group of which every member is dead is a missing price", () => {
    const table = "holdings BTC 70 @ 1\n targets BTC 50% Stable(BUSD+UST) 50%\n policy band 1%";
    const setAside = ["BUSD", "UST"].map((asset) => ({ venueId: "", asset, quantity: quantity("0"), share: null }));
    expect(planFor(table, { setAside })).toBe("price-missing");
  });
});

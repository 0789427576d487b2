import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditEntries, portfolioStates, postings } from "@/drizzle/schema";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getPortfolioView } from "../portfolio/get";
import { acceptSeen } from "./accept";

const MINUTE = 60_000;

describeOnEachDatabase("acceptSeen", (database) => {
  let world: RunWorld;
  const observation = async (afterMs = 0) => {
    world.ctx.advance(afterMs);
    for (const symbol of ["BTC/USDT", "ETH/USDT", "SOL/USDT"]) world.setPrice(symbol, PRICES[symbol]!);
    return (await evaluatePortfolio(world.ctx, world.portfolioId, {})).decision;
  };
  const PRICES: Record<string, number> = { "BTC/USDT": 50_000, "ETH/USDT": 2_500, "SOL/USDT": 100 };
  const accept = (fact: Parameters<typeof acceptSeen>[1]["fact"]) =>
    acceptSeen(world.ctx, { portfolioId: world.portfolioId, fact });
  const state = async () =>
    (await database.db.select().from(portfolioStates).where(eq(portfolioStates.portfolioId, world.portfolioId)))[0]!;
  const view = () => getPortfolioView(world.ctx, world.portfolioId);

  beforeEach(async () => {
    world = await runWorld(database, { policy: { autonomy: "watch" } });
    await observation();
  });

  describe("a price", () => {
    beforeEach(async () => {
      world.venue.lies.book["BTC/USDT"] = 0.45;
      world.venue.lies.last["BTC/USDT"] = 0.45;
      await observation(MINUTE);
    });

    test("is shown with what is seen, what counts, and the way out", async () => {
      const { suspects, value, holdings, allocation } = await view();
      expect(suspects).toMatchObject([{ name: "Bitcoin", seen: "22500", counted: "50000", canAccept: true }]);
      expect(suspects[0]!.sentence).toContain("other sources contradict it");
      expect(value).toBe("10000");
      expect(holdings.filter((row) => row.isFrozen).map((row) => row.asset)).toEqual(["BTC"]);
      expect(allocation.filter((row) => row.isFrozen).map((row) => row.key)).toEqual(["BTC"]);
    });

    test("counts as the owner says, from the next check on, and the trail says who and what", async () => {
      const before = await state();
      await accept({ about: "price", asset: "BTC", seen: "22500" });
      expect((await state()).version).toBe(before.version + 1);
      expect(await observation(MINUTE)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      expect((await view()).suspects).toEqual([]);
      expect(Number((await view()).value)).toBeCloseTo(10_000 - 0.13 * 27_500, 6);
      const trail = and(eq(auditEntries.portfolioId, world.portfolioId), eq(auditEntries.action, "price.accept"));
      const [line] = await database.db.select().from(auditEntries).where(trail);
      expect(line).toMatchObject({ actor: world.ctx.ownerId, detail: { seen: "22500", before: "50000" } });
      expect(world.ctx.sentJobs.at(-1)).toMatchObject({ name: "evaluate-portfolio" });
    });

    test("that is another by now is refused", async () => {
      world.venue.lies.book["BTC/USDT"] = 0.1;
      world.venue.lies.last["BTC/USDT"] = 0.1;
      await observation(MINUTE);
      await expect(accept({ about: "price", asset: "BTC", seen: "22500" })).rejects.toThrow("checked again meanwhile");
      await expect(accept({ about: "price", asset: "ETH", seen: "2500" })).rejects.toThrow("not suspect any more");
    });

    test("that nobody can see cannot be confirmed", async () => {
      world.venue.lies.book["BTC/USDT"] = 0;
      world.venue.lies.last["BTC/USDT"] = 0;
      await observation(MINUTE);
      expect((await view()).suspects).toMatchObject([{ suspicion: "unusable", canAccept: false }]);
      await expect(accept({ about: "price", asset: "BTC", seen: "1" })).rejects.toThrow("cannot be confirmed");
    });
  });

  test("a balance the owner took away is booked as what it was", async () => {
    const { venueId } = world;
    world.venue.lies.balances.ETH = null;
    expect(await observation(MINUTE)).toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    await expect(accept({ about: "balance", asset: "ETH", venueId, seen: "0.1" })).rejects.toThrow("meanwhile");
    await accept({ about: "balance", asset: "ETH", venueId, seen: "0" });
    await observation(MINUTE);
    const withdrawn = and(eq(postings.portfolioId, world.portfolioId), eq(postings.account, "flow:withdrawal"));
    expect(
      (await database.db.select().from(postings).where(withdrawn)).map((row) => `${row.asset} ${row.quantity}`),
    ).toEqual(["ETH 0.6"]);
  });

  test("only the owner can say so", async () => {
    world.venue.lies.balances.ETH = null;
    await observation(MINUTE);
    const ctx = { ...world.ctx, actor: { kind: "system", name: "autopilot", ownerId: world.ctx.ownerId } as const };
    const fact = { about: "balance", asset: "ETH", venueId: world.venueId, seen: "0" } as const;
    await expect(acceptSeen(ctx, { portfolioId: world.portfolioId, fact })).rejects.toThrow("Only the owner");
  });
});

/** A price that moved, is contradicted or is gone decides nothing. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { portfolioStates, rebalances } from "@/drizzle/schema";
import { quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { snapshotWorld } from "@/server/testing/snapshot-world";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getPortfolioView } from "../portfolio/get";
import { findLastSnapshot } from "./last-known";

const MINUTE = 60_000;

describeOnEachDatabase("a price that nobody confirms", (database) => {
  const world = snapshotWorld(database);
  const { changePolicy, taken, check, without, suspect } = world;

  test("a code given to another coin is for the owner to settle: balance and price jump at once, and no market shows it", async () => {
    await check();
    world.script.balances = { ...world.script.balances, ETH: "0.3" };
    world.script.prices.ETH = "7200";
    for (let observation = 0; observation < 4; observation += 1) expect((await check(2 * MINUTE)).value).toBe(10_000);
    const { suspects } = (await findLastSnapshot(world.ctx, world.portfolioId))!;
    expect(suspects).toMatchObject([
      { about: "balance", asset: "ETH", suspicion: "shrank", needsOwner: true },
      { about: "price", asset: "ETH", suspicion: "moved", counted: "3000", seen: "7200", needsOwner: true },
    ]);
  });

  test("the price of a coin that is delisted stays as last confirmed; as dust it is set aside and the rest goes on", async () => {
    await check();
    delete world.script.prices.ETH;
    world.script.delisted = ["ETH"];
    expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "missing", { counted: "3000" }));
    expect((await findLastSnapshot(world.ctx, world.portfolioId))!.frozen).toEqual(["ETH"]);
    world.script.balances = { ...world.script.balances, ETH: "0.001" };
    world.script.transfers = [
      { kind: "withdrawal", asset: "ETH", quantity: quantity("0.999"), at: world.ctx.now() + MINUTE, id: "w1" },
    ];
    const decision = await check(5 * MINUTE);
    expect(decision.reasons.map((reason) => reason.kind)).not.toContain("unconfirmed");
    expect((await findLastSnapshot(world.ctx, world.portfolioId))!.setAside).toMatchObject([
      { asset: "ETH", quantity: "0.001" },
    ]);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).setAside).toMatchObject([
      { name: "Ethereum", quantity: "0.001" },
    ]);
  });

  describe("a price that lies", () => {
    const lie = (base: string, truth: number, factor: number) => {
      world.script.prices[base] = String(truth * factor);
      world.script.closes = { [base]: String(truth) };
    };

    test.each([0.12, 0.45, 0.6, 0.75, 1.4, 10])("at %f of the truth moves nothing and is shown", async (factor) => {
      await check();
      const before = (await findLastSnapshot(world.ctx, world.portfolioId))!;
      lie("BTC", 100_000, factor);
      for (let observation = 0; observation < 5; observation += 1) {
        const decision = await check(5 * MINUTE);
        expect(decision).toMatchObject(suspect("BTC", "contradicted", { counted: "100000" }));
        expect(decision.value).toBe(10_000);
      }
      const after = (await findLastSnapshot(world.ctx, world.portfolioId))!;
      expect(after.prices.find((row) => row.asset === "BTC")).toMatchObject({ price: "100000", isFrozen: true });
      expect(after.frozen).toEqual(["BTC"]);
      lie("BTC", 100_000, 1);
      await check(5 * MINUTE);
      const healed = (await findLastSnapshot(world.ctx, world.portfolioId))!;
      expect([healed.suspects, healed.frozen, healed.prices[0]?.price]).toEqual([
        [],
        undefined,
        before.prices[0]?.price,
      ]);
    });

    test("at the very first check counts for nothing, and no total has a zero inside", async () => {
      lie("BTC", 100_000, 0.1);
      expect(await check()).toMatchObject(suspect("BTC", "contradicted", { counted: null }));
      expect((await taken()).prices.some((row) => row.asset === "BTC")).toBe(false);
      lie("BTC", 100_000, 1);
      expect((await check(MINUTE)).value).toBe(10_000);
    });

    test("is waited for while candles fail to answer, and taken at a second check where there are none", async () => {
      world.script.closesFail = true;
      for (let observation = 0; observation < 3; observation += 1)
        expect((await check(MINUTE)).reasons).toMatchObject([
          { kind: "unconfirmed", suspects: [{ suspicion: "first-look" }, {}] },
        ]);
      world.script.closesFail = false;
      world.script.closes = null;
      await check(MINUTE);
      expect((await check(MINUTE)).value).toBe(10_000);
    });

    test("a crash that candles show as well is confirmed a minute later", async () => {
      await check();
      lie("BTC", 60_000, 1);
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "moved", { seen: "60000" }));
      const decision = await check(MINUTE);
      expect(decision).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      expect(decision.value).toBe(8_000);
    });

    test("one thin book does nothing", async () => {
      await check();
      world.script.books = { BTC: ["36000", "100050"] };
      world.script.closes = null;
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "wide-spread"));
    });

    test("with the policy's leave the others go on around it", async () => {
      await check();
      await changePolicy({ whenUnconfirmed: "go-on" });
      lie("ETH", 3_000, 0.3);
      world.script.prices.BTC = "108000";
      world.script.balances = { ...world.script.balances, BTC: "0.08", USDT: "100" };
      world.script.transfers = [
        { kind: "deposit", asset: "BTC", quantity: quantity("0.03"), at: world.ctx.now() + 4 * MINUTE, id: "d1" },
        { kind: "withdrawal", asset: "USDT", quantity: quantity("1900"), at: world.ctx.now() + 4 * MINUTE, id: "w1" },
      ];
      world.ctx.advance(5 * MINUTE);
      const { decision, rebalanceId } = await evaluatePortfolio(world.ctx, world.portfolioId, {});
      expect(decision.kind).toBe("rebalance");
      const [made] = await database.db.select().from(rebalances).where(eq(rebalances.id, rebalanceId!));
      expect(made!.plan.orders.map((order) => `${order.side} ${order.symbol}`)).toEqual(["sell BTC/USDT"]);
    });
  });

  test("a snapshot from before confirmations were stored is what is first confirmed", async () => {
    await check();
    await database.db.delete(portfolioStates).where(eq(portfolioStates.portfolioId, world.portfolioId));
    world.script.prices.BTC = "45000";
    world.script.closes = { BTC: "100000" };
    world.script.balances = without("ETH");
    expect(await check(5 * MINUTE)).toMatchObject({
      reasons: [
        {
          suspects: [
            { asset: "ETH", suspicion: "vanished" },
            { asset: "BTC", counted: "100000" },
          ],
        },
      ],
    });
  });
});

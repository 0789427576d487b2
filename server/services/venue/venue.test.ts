import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { portfolios, portfolioVenues, venueBalances } from "@/drizzle/schema";
import type { Price, Quantity } from "@/lib/money";
import { KEYS } from "@/server/exchanges/ccxt/client/test-exchange";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { venueWorld } from "@/server/testing/venue-world";
import { newId } from "../id";
import { policyTemplates } from "../policy/templates";
import { createPortfolio } from "../portfolio/create";
import { setPortfolioVenues } from "../portfolio/set-venues";
import {
  createManual,
  createPaper,
  listVenues,
  openVenue,
  refreshHealth,
  removeVenue,
  renameVenue,
  replaceKeys,
  setBalance,
  testVenue,
} from ".";

describeOnEachDatabase("venues", (database) => {
  const world = venueWorld(database);
  const { connect, stored, actions } = world;

  describe("a paper venue", () => {
    const funded = () =>
      createPaper(world.ctx, {
        name: "Play money",
        prices: "simulated",
        balances: [
          { asset: "USDT", quantity: "10000" },
          { asset: "BTC", quantity: "0" },
        ],
      });

    test("starts with its balances, is labelled simulated, and keeps an order with its money", async () => {
      const { venueId } = await funded();
      const [view] = await listVenues(world.ctx);
      expect(view).toMatchObject({ kind: "paper", isSimulated: true, problem: null });
      expect(view!.balances).toEqual([{ asset: "USDT", quantity: "10000", valueBase: "10000", note: null }]);
      const venue = await openVenue(world.ctx, venueId);
      const [quote] = await venue.fetchQuotes(["BTC/USDT"]);
      const limitPrice = (Number(quote!.ask) * 1.01).toFixed(0) as Price;
      const order = {
        clientOrderId: "one",
        symbol: "BTC/USDT",
        side: "buy",
        quantity: "0.01" as Quantity,
        limitPrice,
      } as const;
      const report = await venue.submitOrder(order);
      expect(report.state).toBe("filled");
      const rows = await world.ctx.db.select().from(venueBalances).where(eq(venueBalances.venueId, venueId));
      expect(rows.find((row) => row.asset === "BTC")!.quantity).toBe("0.00999");
      await world.ctx.venues.forget(venueId);
      expect(await (await openVenue(world.ctx, venueId)).findOrder("one", "BTC/USDT")).toEqual(report);
    });

    test("on an exchange's public prices needs no key", async () => {
      const { venueId } = await createPaper(world.ctx, {
        name: "Real prices",
        prices: { exchangeId: "binance" },
        balances: [{ asset: "BTC", quantity: "1" }],
      });
      expect((await listVenues(world.ctx))[0]).toMatchObject({
        id: venueId,
        isSimulated: false,
        exchangeName: "Binance",
      });
      expect((await (await openVenue(world.ctx, venueId)).fetchQuotes(["BTC/USDT"]))[0]!.bid).toBe("59994");
    });

    test("is not opened on prices that cannot be had", async () => {
      await world.exchange.send("faults", { times: 50, kind: { do: "drop-before" } });
      await expect(
        createPaper(world.ctx, { name: "X", prices: { exchangeId: "binance" }, balances: [] }),
      ).rejects.toThrow("start on simulated prices");
      expect(await stored()).toEqual([]);
    });
  });

  describe("holdings kept by hand", () => {
    test("are counted with their notes, written anew, and taken off at zero", async () => {
      const { venueId } = await createManual(world.ctx, {
        name: "Cold storage",
        balances: [{ asset: "btc", quantity: "2.50", note: "Ledger, drawer" }],
      });
      await connect();
      const views = await listVenues(world.ctx);
      expect(views[0]!.balances).toEqual([
        { asset: "BTC", quantity: "2.5", valueBase: "150000", note: "Ledger, drawer" },
      ]);
      await setBalance(world.ctx, { venueId, asset: "ETH", quantity: "4" });
      await setBalance(world.ctx, { venueId, asset: "BTC", quantity: "0" });
      expect(await (await openVenue(world.ctx, venueId)).fetchBalances()).toEqual([
        { asset: "ETH", total: "4", free: "0" },
      ]);
      expect(await actions()).toEqual([
        "venue.create-manual",
        "venue.connect",
        "venue.set-balance",
        "venue.set-balance",
      ]);
    });

    test("refuse what is no quantity", async () => {
      const input = (asset: string, quantity: string) => ({ name: "X", balances: [{ asset, quantity }] });
      for (const [asset, quantity] of [
        ["BTC", "-1"],
        ["BTC", "NaN"],
        ["BTC", "1,5"],
        ["", "1"],
      ] as const)
        await expect(createManual(world.ctx, input(asset, quantity))).rejects.toThrow();
    });
  });

  describe("anybody's venue", () => {
    test("is absent for another owner, in every verb", async () => {
      const { venueId } = await connect();
      const other = await testContext(database, { venues: world.ctx.venues, secrets: world.ctx.secrets });
      const tries = [
        () => openVenue(other, venueId),
        () => renameVenue(other, { venueId, name: "Mine" }),
        () => removeVenue(other, { venueId }),
        () => setBalance(other, { venueId, asset: "BTC", quantity: "1" }),
        () => replaceKeys(other, { venueId, credentials: KEYS }),
        () => testVenue(other, { venueId }),
        () => refreshHealth(other, venueId),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ name: "NotFoundError" });
      expect(await listVenues(other)).toEqual([]);
    });

    test("is renamed, and not removed while a portfolio uses it", async () => {
      const { venueId } = await createManual(world.ctx, { name: "Old", balances: [] });
      await renameVenue(world.ctx, { venueId, name: "New" });
      const portfolioId = newId();
      await world.ctx.db
        .insert(portfolios)
        .values({ id: portfolioId, ownerId: world.ctx.ownerId, name: "Core", baseCurrency: "USDT" });
      await world.ctx.db.insert(portfolioVenues).values({ portfolioId, venueId });
      await expect(removeVenue(world.ctx, { venueId })).rejects.toThrow('"New" is part of "Core"');
      expect((await listVenues(world.ctx))[0]!.portfolios).toEqual([{ id: portfolioId, name: "Core" }]);
    });

    /** The same context, in which somebody else acts right before its next transaction begins. */
    const overtaken = (act: () => Promise<unknown>): TestContext => {
      let isFirst = true;
      const db: TestContext["db"] = Object.create(world.ctx.db);
      db.transaction = async (work, config) => {
        if (isFirst) {
          isFirst = false;
          await act();
        }
        return world.ctx.db.transaction(work, config);
      };
      return { ...world.ctx, db };
    };
    const { policy } = policyTemplates()[0]!;

    test("is not removed when a portfolio takes it in at the last minute", async () => {
      const { venueId } = await createManual(world.ctx, { name: "Safe", balances: [] });
      const takeIn = () =>
        createPortfolio(world.ctx, { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy });
      await expect(removeVenue(overtaken(takeIn), { venueId })).rejects.toThrow('"Safe" is part of "Core"');
      expect((await stored())[0]!.archivedAt).toBeNull();
    });

    test("is not taken in when it is removed at the last minute", async () => {
      const { venueId } = await createManual(world.ctx, { name: "Safe", balances: [] });
      const { venueId: kept } = await createManual(world.ctx, { name: "Kept", balances: [] });
      const input = { name: "Core", baseCurrency: "USDT", policy };
      const { portfolioId } = await createPortfolio(world.ctx, { ...input, venueIds: [kept] });
      const remove = () => removeVenue(world.ctx, { venueId });
      await expect(setPortfolioVenues(overtaken(remove), { portfolioId, venueIds: [venueId] })).rejects.toThrow(
        "removed",
      );
      const { venueId: again } = await createManual(world.ctx, { name: "Safe", balances: [] });
      const removeAgain = () => removeVenue(world.ctx, { venueId: again });
      await expect(createPortfolio(overtaken(removeAgain), { ...input, venueIds: [again, kept] })).rejects.toThrow(
        "removed",
      );
      const links = await world.ctx.db
        .select()
        .from(portfolioVenues)
        .where(eq(portfolioVenues.portfolioId, portfolioId));
      expect(links.map((row) => row.venueId)).toEqual([kept]);
    });
  });
});

import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { portfolioVenues, rebalances, valuations } from "@/drizzle/schema";
import { VenueError } from "@/server/exchanges/venue";
import { describeOnEachDatabase } from "@/server/testing/database";
import { snapshotWorld } from "@/server/testing/snapshot-world";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getPortfolioView } from "../portfolio/get";
import { createManual } from "../venue";
import { findLastSnapshot } from "./last-known";

const MINUTE = 60_000;

describeOnEachDatabase("takeSnapshot", (database) => {
  const world = snapshotWorld(database);
  const { changePolicy, taken, check, venueRow } = world;

  test("balances, quotes and prices of one instant, with their ages", async () => {
    const snapshot = await taken();
    expect(snapshot.holdings.map((row) => `${row.asset} ${row.quantity}`)).toEqual([
      "BTC 0.05",
      "ETH 1",
      "USDT 2000",
      "DOGE 100",
    ]);
    expect(snapshot.prices).toContainEqual({
      asset: "BTC",
      price: "100000",
      at: world.ctx.now() - 2_000,
      source: "My Binance BTC/USDT",
    });
    expect(await venueRow()).toMatchObject({ problem: null, lastOkAt: new Date(world.ctx.now()) });
  });

  test("a venue that does not answer keeps its last known holdings and trades nothing", async () => {
    await evaluatePortfolio(world.ctx, world.portfolioId, {});
    world.script.failure = new VenueError("unavailable", "Binance does not answer.");
    world.ctx.advance(10 * 60_000);
    const snapshot = await taken();
    expect(snapshot.venues[0]?.problem).toMatchObject({
      statement: { kind: "venue", venueMessage: "Binance does not answer." },
    });
    expect(snapshot.holdings).toHaveLength(4);
    const { decision } = await evaluatePortfolio(world.ctx, world.portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
    expect(await venueRow()).toMatchObject({ problem: { kind: "venue", venueMessage: "Binance does not answer." } });
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).not.toBe("unchecked");
    const points = await database.db.select().from(valuations).where(eq(valuations.portfolioId, world.portfolioId));
    expect(points).toHaveLength(1);
    world.script.failure = null;
    world.ctx.advance(60_000);
    await evaluatePortfolio(world.ctx, world.portfolioId, {});
    expect(await venueRow()).toMatchObject({ problem: null, problemSince: null });
  });

  test("what earns under a code of its own counts at its underlying's price, locked, and moving there is no fall", async () => {
    await check();
    world.script.balances = { ...world.script.balances, BTC: "0.02" };
    world.script.earning = { LDBTC: ["BTC", "0.03"] };
    const decision = await check(5 * MINUTE);
    expect(decision).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    expect(decision.value).toBe(10_000);
    const rows = (await taken()).holdings.filter((row) => row.asset === "BTC");
    expect(rows.map((row) => [row.quantity, row.free, row.isLocked, row.venueCode])).toEqual([
      ["0.02", "0.02", false, undefined],
      ["0.03", "0", true, "LDBTC"],
    ]);
    const bitcoin = (await getPortfolioView(world.ctx, world.portfolioId)).holdings.find((row) => row.asset === "BTC");
    expect(bitcoin).toMatchObject({ quantity: "0.05", lockedQuantity: "0.03", value: "5000" });
    expect(bitcoin?.venues.map((venue) => venue.venueCode)).toEqual([undefined, "LDBTC"]);
  });

  test("an airdropped coin that nobody prices stops nothing, even where the rest is to be sold", async () => {
    await changePolicy({ untargeted: "sell" });
    world.script.balances = { ...world.script.balances, FREE: "1000000" };
    const decision = await check();
    expect(decision.reasons.map((reason) => reason.kind)).not.toContain("price-missing");
    const { setAside, suspects } = (await findLastSnapshot(world.ctx, world.portfolioId))!;
    expect(setAside).toMatchObject([{ asset: "FREE", share: null }]);
    expect(suspects).toMatchObject([{ asset: "FREE", recheckAt: null }]);
  });

  test("a missing price of a target stops the decision and is named", async () => {
    delete world.script.prices.ETH;
    const { decision } = await evaluatePortfolio(world.ctx, world.portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "price-missing", assets: ["ETH"] }] });
    expect(await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId))).toEqual(
      [],
    );
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("broken");
  });

  test("cold storage counts, is locked, and is valued at the exchange's prices", async () => {
    const cold = await createManual(world.ctx, { name: "Cold", balances: [{ asset: "BTC", quantity: "0.01" }] });
    await database.db.insert(portfolioVenues).values({ portfolioId: world.portfolioId, venueId: cold.venueId });
    const opened = world.ctx.venues.open;
    world.ctx.venues.open = async (spec) =>
      spec.kind === "manual"
        ? (await import("@/server/exchanges/manual/venue")).createManualVenue(spec.name, spec.store)
        : opened(spec);
    await evaluatePortfolio(world.ctx, world.portfolioId, {});
    const view = await getPortfolioView(world.ctx, world.portfolioId);
    const bitcoin = view.holdings.find((row) => row.asset === "BTC");
    expect(bitcoin).toMatchObject({ quantity: "0.06", lockedQuantity: "0.01", value: "6000" });
    expect(view.holdings.find((row) => row.asset === "DOGE")).toMatchObject({ isUntargeted: true, weight: null });
  });
});

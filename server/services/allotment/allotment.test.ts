import { describe, expect, test } from "vitest";
import { quantity } from "@/lib/money";
import { accountWorld } from "@/server/testing/account-world";
import { describeOnEachDatabase } from "@/server/testing/database";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getOverview } from "../overview/get";
import { archivePortfolio } from "../portfolio/archive";
import { getPortfolioView } from "../portfolio/get";
import { listPortfolios } from "../portfolio/list";
import { setPortfolioVenues } from "../portfolio/set-venues";
import { listVenues, setBalance } from "../venue";
import { limitToPart } from "./limit-run";

describeOnEachDatabase("two portfolios on one account", (database) => {
  const world = accountWorld(database);
  const { createWithPart, create, check, createElsewhere, held } = world;

  describe("a second portfolio is refused", () => {
    test("when it is made, with the way out, and nothing of it is left", async () => {
      await expect(create("Satellites")).rejects.toMatchObject({
        name: "PreconditionError",
        message: expect.stringContaining('Paper belongs to "Core". Divide it first'),
        detail: { reason: "shared-account", venueId: world.venueId, portfolios: [{ id: world.core, name: "Core" }] },
      });
      expect((await listPortfolios(world.ctx)).map((card) => card.name)).toEqual(["Core"]);
    });

    test("when its venues are changed, and it keeps the ones it had", async () => {
      const other = await createElsewhere("Satellites");
      await expect(
        setPortfolioVenues(world.ctx, { portfolioId: other, venueIds: [world.venueId] }),
      ).rejects.toMatchObject({
        detail: { reason: "shared-account" },
      });
      expect((await getPortfolioView(world.ctx, other)).venues.map((venue) => venue.name)).toEqual(["Cold"]);
    });

    test("of a list kept by hand as well", async () => {
      await createElsewhere("Satellites");
      const cold = (await listVenues(world.ctx)).find((venue) => venue.name === "Cold")!.id;
      await expect(
        setPortfolioVenues(world.ctx, { portfolioId: world.core, venueIds: [world.venueId, cold] }),
      ).rejects.toMatchObject({
        detail: { reason: "shared-account" },
      });
    });

    test("of two at once one gets the account", async () => {
      await archivePortfolio(world.ctx, world.core);
      const made = await Promise.allSettled([create("One"), create("Two")]);
      expect(made.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    });

    test("not of an account whose portfolio was archived", async () => {
      await archivePortfolio(world.ctx, world.core);
      const next = await create("Next");
      await check(next);
      expect(await held(next)).toEqual({ BTC: "1" });
    });
  });

  test("the overview counts each unit once, and says what is in no portfolio", async () => {
    const satellites = await createWithPart("0.4");
    await setBalance(world.ctx, { venueId: world.venueId, asset: "USDT", quantity: "500" });
    world.ctx.advance(60_001);
    await evaluatePortfolio(world.ctx, world.core);
    await evaluatePortfolio(world.ctx, satellites);
    const overview = await getOverview(world.ctx);
    const [card] = await listVenues(world.ctx);
    const bitcoin = Number(card?.balances.find((row) => row.asset === "BTC")?.valueBase);
    expect(Number(overview.totalValue)).toBeCloseTo(bitcoin, 2);
    expect(overview.notAllotted).toEqual([
      { venueId: world.venueId, venueName: "Paper", assets: [{ asset: "USDT", quantity: "500" }], value: "500" },
    ]);
  });

  test("a run spends no more than its portfolio's part, however much lies free beside it", async () => {
    const satellites = await createWithPart("0.4");
    const value = [
      { asset: "BTC", total: quantity("1"), free: quantity("1") },
      { asset: "USDT", total: quantity("100"), free: quantity("100") },
    ];
    const never = () => Promise.reject(new Error("Not called here."));
    const venues = {
      timing: never,
      submit: never,
      lookup: never,
      cancel: never,
      readQuotes: never,
      readBalances: async () => ({ kind: "read" as const, value }),
    };
    expect(await limitToPart(world.ctx, satellites, venues).readBalances(world.venueId)).toEqual({
      kind: "read",
      value: [
        { asset: "BTC", total: "1", free: "0.4" },
        { asset: "USDT", total: "100", free: "0" },
      ],
    });
  });
});

/** What its owner gives, moves and takes back of a divided account, and when that is refused. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { portfolioStates } from "@/drizzle/schema";
import { NOTHING_CONFIRMED } from "@/lib/engine/model";
import { add, compare } from "@/lib/money";
import { VenueError } from "@/server/exchanges/venue";
import { accountWorld } from "@/server/testing/account-world";
import { describeOnEachDatabase } from "@/server/testing/database";
import { listActivity } from "../activity";
import { archivePortfolio } from "../portfolio/archive";
import { getPortfolioView } from "../portfolio/get";
import { setPortfolioVenues } from "../portfolio/set-venues";
import { advanceRebalance, approveRebalance, startAdvancing, stopAdvancing } from "../rebalance";
import { listVenues, setBalance } from "../venue";
import { moveAllotment } from "./move";
import { setAllotments } from "./set";

describeOnEachDatabase("parts of an account", (database) => {
  const world = accountWorld(database);
  const { giveBitcoin, createWithPart, create, check, createElsewhere, rebalance, ledger, flows, held, holdOf } = world;

  test("what comes in is nobody's until its owner says whose, and no more than came in is given", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await setBalance(world.ctx, { venueId: world.venueId, asset: "USDT", quantity: "500" });
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "1" });
    const [card] = await listVenues(world.ctx);
    expect(card!.division).toMatchObject({ kind: "quantity", notAllotted: [{ asset: "USDT", quantity: "500" }] });
    const give = (to: string, quantity: string) =>
      moveAllotment(world.ctx, { venueId: world.venueId, from: null, to, asset: "USDT", quantity });
    await expect(give(world.core, "500.01")).rejects.toThrow("what is not allotted has 500 Tether");
    await give(satellites, "300");
    await expect(give(world.core, "200.000001")).rejects.toThrow("has 200 Tether");
    await give(world.core, "200");
    expect((await listVenues(world.ctx))[0]!.division!.notAllotted).toEqual([]);
    expect([await ledger(world.core, "USDT"), await ledger(satellites, "USDT")]).toEqual(["200", "300"]);
    expect((await flows(satellites)).at(-1)).toBe("flow:deposit USDT -300");
    const { entries } = await listActivity(world.ctx, { action: "venue.allot" });
    expect(entries.map((entry) => entry.summary)).toContain(
      'Moved 300 USDT at "Paper" from what is not allotted to "Satellites".',
    );
  });

  test("what somebody took away is a question for the owner, and holds those who claim it until it is answered", async () => {
    const satellites = await createWithPart("0.4");
    await setBalance(world.ctx, { venueId: world.venueId, asset: "BTC", quantity: "0.7" });
    for (const portfolioId of [world.core, satellites])
      expect(await holdOf(portfolioId)).toEqual([expect.stringContaining("Paper holds 0.3 Bitcoin less")]);
    expect(compare(add((await held(world.core)).BTC!, (await held(satellites)).BTC!), "0.7")).toBe(0);
    await giveBitcoin(null, "0.3");
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "0.3" });
    expect((await rebalance(satellites)).map((order) => order.side)).toEqual(["sell"]);
  });

  test("nothing is given out of an account that does not answer, and no part of it is shown", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    world.ctx.venues.open = async () => {
      throw new VenueError("unavailable", "503 Service Unavailable");
    };
    const refusal = { detail: { reason: "venue-unavailable" } };
    await expect(
      moveAllotment(world.ctx, { venueId: world.venueId, from: null, to: satellites, asset: "BTC", quantity: "0.1" }),
    ).rejects.toMatchObject(refusal);
    await expect(
      setAllotments(world.ctx, { venueId: world.venueId, division: { kind: "quantity", parts: [] } }),
    ).rejects.toMatchObject(refusal);
    expect((await listVenues(world.ctx))[0]!.division).toMatchObject({ isKnown: false, notAllotted: [] });
    await giveBitcoin(satellites, "0.4");
    expect(await ledger(satellites, "BTC")).toBe("0.4");
  });

  test("nothing is moved or divided while one of its portfolios runs, or right after a fill", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    stopAdvancing();
    const { rebalanceId, planHash } = await check(world.core);
    await approveRebalance(world.ctx, { rebalanceId: rebalanceId!, planHash: planHash! });
    const move = () => giveBitcoin(satellites, "0.4");
    await expect(move()).rejects.toMatchObject({ detail: { reason: "in-progress" } });
    await expect(
      setAllotments(world.ctx, { venueId: world.venueId, division: { kind: "asset", parts: [] } }),
    ).rejects.toMatchObject({
      detail: { reason: "in-progress" },
    });
    await expect(setPortfolioVenues(world.ctx, { portfolioId: world.core, venueIds: [world.venueId] })).rejects.toThrow(
      "is running",
    );
    startAdvancing();
    await advanceRebalance(world.ctx, rebalanceId!);
    await expect(
      moveAllotment(world.ctx, { venueId: world.venueId, from: null, to: satellites, asset: "USDT", quantity: "1" }),
    ).rejects.toMatchObject({ detail: { reason: "fills-settling" } });
    world.ctx.advance(60_001);
    await move();
  });

  test("a proposal for the part as it was is taken back, and no check of that time commits", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    const { rebalanceId, planHash } = await check(world.core);
    const versionOf = async () =>
      (await world.ctx.db.select().from(portfolioStates).where(eq(portfolioStates.portfolioId, world.core)))[0]!
        .version;
    const row = { portfolioId: world.core, version: 7, confirmations: NOTHING_CONFIRMED };
    await world.ctx.db.insert(portfolioStates).values(row).onConflictDoNothing();
    const before = await versionOf();
    await giveBitcoin(satellites, "0.4");
    await expect(approveRebalance(world.ctx, { rebalanceId: rebalanceId!, planHash: planHash! })).rejects.toMatchObject(
      {
        name: "PreconditionError",
      },
    );
    expect(await versionOf()).toBe(before + 1);
  });

  test("a check that read before the move books nothing of what it saw then", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    const open = world.ctx.venues.open;
    world.ctx.venues.open = async (spec) => {
      world.ctx.venues.open = open;
      const venue = await open(spec);
      const fetchBalances = async () => {
        const balances = await venue.fetchBalances();
        await giveBitcoin(satellites, "0.4");
        return balances;
      };
      return { ...venue, fetchBalances };
    };
    await check(world.core).catch(() => null);
    expect([await ledger(world.core, "BTC"), await ledger(satellites, "BTC")]).toEqual(["0.6", "0.4"]);
  });

  test("its parts are written at once, as far as the account goes", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    const parts = (one: string, other: string) => ({
      venueId: world.venueId,
      division: {
        kind: "quantity" as const,
        parts: [
          { portfolioId: world.core, balances: [{ asset: "BTC", quantity: one }] },
          { portfolioId: satellites, balances: [{ asset: "BTC", quantity: other }] },
        ],
      },
    });
    await expect(setAllotments(world.ctx, parts("0.7", "0.4"))).rejects.toThrow(
      "come to 1.1 Bitcoin, and Paper holds 1.",
    );
    expect(await ledger(world.core, "BTC")).toBe("1");
    await setAllotments(world.ctx, parts("0.25", "0.7"));
    expect([await ledger(world.core, "BTC"), await ledger(satellites, "BTC")]).toEqual(["0.25", "0.7"]);
    expect((await listVenues(world.ctx))[0]!.division!.notAllotted).toEqual([{ asset: "BTC", quantity: "0.05" }]);
  });

  test("an archived portfolio gives its part back; one that leaves books what left it", async () => {
    const satellites = await createWithPart("0.4");
    await archivePortfolio(world.ctx, satellites);
    const division = async () => (await listVenues(world.ctx))[0]!.division;
    expect(await division()).toMatchObject({
      parts: [{ portfolioName: "Core" }],
      notAllotted: [{ asset: "BTC", quantity: "0.4" }],
    });
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "0.6" });
    const third = await createElsewhere("Third");
    const cold = (await getPortfolioView(world.ctx, third)).venues[0]!.id;
    await setPortfolioVenues(world.ctx, { portfolioId: third, venueIds: [cold, world.venueId] });
    await moveAllotment(world.ctx, { venueId: world.venueId, from: null, to: third, asset: "BTC", quantity: "0.4" });
    await setPortfolioVenues(world.ctx, { portfolioId: third, venueIds: [cold] });
    expect((await flows(third)).at(-1)).toBe("flow:withdrawal BTC 0.4");
    expect(await ledger(third, "BTC")).toBe("0");
    expect((await division())!.notAllotted).toEqual([{ asset: "BTC", quantity: "0.4" }]);
  });

  test("who is alone can have the whole again", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    const whole = () => setAllotments(world.ctx, { venueId: world.venueId, division: { kind: "whole" } });
    await expect(whole()).rejects.toMatchObject({ detail: { reason: "shared-account" } });
    await giveBitcoin(satellites, "0.4");
    await archivePortfolio(world.ctx, satellites);
    await whole();
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "1" });
    expect((await flows(world.core)).at(-1)).toBe("flow:deposit BTC -0.4");
    expect((await listVenues(world.ctx))[0]!.division).toBeNull();
  });
});

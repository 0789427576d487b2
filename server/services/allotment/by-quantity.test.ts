import { expect, test } from "vitest";
import { postings } from "@/drizzle/schema";
import { add, compare, isLess, quantity } from "@/lib/money";
import { accountWorld } from "@/server/testing/account-world";
import { describeOnEachDatabase } from "@/server/testing/database";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { listVenues, openVenue, setBalance } from "../venue";
import { moveAllotment } from "./move";

describeOnEachDatabase("an account divided by quantity", (database) => {
  const world = accountWorld(database);
  const { createWithPart, create, check, rebalance, account, ledger, flows, held, holdOf, soldBtc } = world;

  test("the newcomer starts with nothing, and cannot sell what is the other's", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    expect(await holdOf(satellites)).toEqual(["no-value"]);
    const sold = await rebalance(world.core);
    expect(sold.map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC"]);
    expect(await rebalance(satellites)).toEqual([]);
    expect(compare(add(await soldBtc(), (await account()).BTC!), "1")).toBe(0);
    expect(isLess(await soldBtc(), "0.51")).toBe(true);
  });

  test("each sells half of its own half, never the same half twice", async () => {
    const satellites = await createWithPart("0.4");
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "0.6" });
    await rebalance(world.core);
    await rebalance(satellites);
    expect(isLess(await soldBtc(), "0.51")).toBe(true);
    expect(Number(await soldBtc())).toBeGreaterThan(0.48);
    const there = await account();
    for (const asset of ["BTC", "USDT"])
      expect(compare(add(await ledger(world.core, asset), await ledger(satellites, asset)), there[asset]!)).toBe(0);
    expect(Number(await ledger(satellites, "BTC"))).toBeCloseTo(0.2, 2);
  });

  test("one's fills are no deposit or withdrawal of the other's", async () => {
    const satellites = await createWithPart("0.4");
    const before = await flows(world.core);
    await rebalance(satellites);
    world.ctx.advance(10 * 60_000);
    await check(world.core);
    expect(await flows(world.core)).toEqual(before);
    expect(await held(world.core)).toEqual({ BTC: "0.6" });
  });

  test("rounding of the venue's is booked as that, and is no question", async () => {
    const satellites = await createWithPart("0.4");
    await setBalance(world.ctx, { venueId: world.venueId, asset: "BTC", quantity: "0.99999995" });
    for (const portfolioId of [world.core, satellites])
      expect((await check(portfolioId)).decision.kind).toBe("rebalance");
    expect((await flows(world.core)).at(-1)).toBe("flow:rounding BTC 0.00000003");
    expect(isLess(add(await ledger(world.core, "BTC"), await ledger(satellites, "BTC")), "0.99999997")).toBe(true);
  });

  test("while balances lag behind a fill of one, the other sees no withdrawal", async () => {
    const satellites = await createWithPart("0.4");
    const lagging = await (await openVenue(world.ctx, world.venueId)).fetchBalances();
    await rebalance(world.core);
    const open = world.ctx.venues.open;
    world.ctx.venues.open = async (spec) => ({ ...(await open(spec)), fetchBalances: async () => lagging });
    const { decision } = await evaluatePortfolio(world.ctx, satellites);
    expect(decision.kind).toBe("rebalance"); // of Bitcoin there is enough, and of Tether it has no part
    const { decision: own } = await evaluatePortfolio(world.ctx, world.core);
    expect(own).toMatchObject({
      kind: "hold",
      reasons: [{ kind: "venue-down", venues: [{ statement: { kind: "lagging", venue: "Paper" } }] }],
    });
    world.ctx.venues.open = open;
    expect((await check(world.core)).decision).not.toMatchObject({ reasons: [{ kind: "venue-down" }] });
  });

  test("a fee paid with the other's coin is its debt, shown, and holds nobody", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await setBalance(world.ctx, { venueId: world.venueId, asset: "BNB", quantity: "1" });
    await moveAllotment(world.ctx, { venueId: world.venueId, from: null, to: world.core, asset: "BNB", quantity: "1" });
    const fee = {
      portfolioId: satellites,
      entryId: "fee",
      asset: "BNB",
      at: new Date(world.ctx.now()),
      fillId: "fill",
    };
    await world.ctx.db.insert(postings).values([
      { ...fee, id: `${satellites} 1`, account: `venue:${world.venueId}`, quantity: quantity("-0.01") },
      { ...fee, id: `${satellites} 2`, account: `fees:${world.venueId}`, quantity: quantity("0.01") },
    ]);
    await setBalance(world.ctx, { venueId: world.venueId, asset: "BNB", quantity: "0.99" });
    expect((await check(world.core)).decision.kind).toBe("rebalance");
    expect((await held(world.core)).BNB).toBe("0.99");
    const { parts } = (await listVenues(world.ctx))[0]!.division!;
    expect(parts.map((part) => [part.missing, part.overdrawn])).toEqual([
      [[{ asset: "BNB", quantity: quantity("0.01") }], []],
      [[], [{ asset: "BNB", quantity: quantity("0.01") }]],
    ]);
    await moveAllotment(world.ctx, {
      venueId: world.venueId,
      from: world.core,
      to: satellites,
      asset: "BNB",
      quantity: quantity("0.01"),
    });
    expect([await ledger(world.core, "BNB"), await ledger(satellites, "BNB")]).toEqual(["0.99", "0"]);
  });
});

import { expect, test } from "vitest";
import type { Balance } from "@/lib/engine/model";
import { quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { runWorld } from "@/server/testing/run-world";
import { advanceRebalance, approveRebalance, startAdvancing, stopAdvancing } from "..";
import { fillsContradict } from "./fills-contradict";

describeOnEachDatabase("fillsContradict", (database) => {
  async function settled() {
    await stopAdvancing();
    const world = await runWorld(database);
    const before = await world.venue.fetchBalances();
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    expect(await advanceRebalance(world.ctx, proposal.rebalanceId)).toEqual({ kind: "over", state: "settled" });
    startAdvancing();
    return { world, before, after: await world.venue.fetchBalances() };
  }

  const assetsOf = async (...args: Parameters<typeof fillsContradict>) =>
    (await fillsContradict(...args)).map((each) => each.asset).sort();

  test("balances from before the run contradict its fills, those from after it do not", async () => {
    const { world, before, after } = await settled();
    expect(await assetsOf(world.ctx, world.venueId, before)).toEqual(["BTC", "ETH", "SOL", "USDT"]);
    expect(await assetsOf(world.ctx, world.venueId, after)).toEqual([]);
    const half = after.map((row) => (row.asset === "ETH" ? (before.find((old) => old.asset === "ETH") ?? row) : row));
    expect(await assetsOf(world.ctx, world.venueId, half)).toEqual(["ETH"]);
  });

  test("at another venue nothing was filled", async () => {
    const { world, before } = await settled();
    expect(await assetsOf(world.ctx, "another-venue", before)).toEqual([]);
  });

  test("what earns beside the account is not part of it", async () => {
    const { world, after } = await settled();
    const earning: Balance = { asset: "BTC", total: quantity("3"), free: quantity("0"), venueCode: "LDBTC" };
    expect(await assetsOf(world.ctx, world.venueId, [earning, ...after])).toEqual([]);
  });

  test("some minutes later a difference is a difference, and no lag", async () => {
    const { world, before } = await settled();
    world.ctx.advance(241_000);
    expect(await assetsOf(world.ctx, world.venueId, before)).toEqual([]);
  });

  test("an account that was never traded on is taken as confirmed", async () => {
    const world = await runWorld(database);
    expect(await assetsOf(world.ctx, world.venueId, await world.venue.fetchBalances())).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { quantity } from "@/lib/money";
import { describeOnEachDatabase } from "@/server/testing/database";
import { snapshotWorld } from "@/server/testing/snapshot-world";

const MINUTE = 60_000;

describeOnEachDatabase("a balance that grows", (database) => {
  const world = snapshotWorld(database);
  const { taken, check, withdrawals, heldOf, suspect } = world;

  test("an account that is owed something books no withdrawal", async () => {
    await check();
    world.script.balances = { ...world.script.balances, ETH: "-0.5" };
    await check(5 * MINUTE);
    world.script.balances = { ...world.script.balances, ETH: "1" };
    await check(5 * MINUTE);
    await check(5 * MINUTE);
    expect(await withdrawals()).toEqual([]);
    expect((await taken()).suspects).toEqual([]);
  });

  describe("a balance that grows", () => {
    test("is confirmed with a deposit in the records", async () => {
      await check();
      world.script.balances = { ...world.script.balances, BTC: "0.1" };
      world.ctx.advance(5 * MINUTE);
      world.script.transfers = [
        { kind: "deposit", asset: "BTC", quantity: quantity("0.05"), at: world.ctx.now() - 1_000, id: "d1" },
      ];
      expect(await check()).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("is confirmed of money at a second check a minute later: it comes by ways that no record names", async () => {
      await check();
      world.script.balances = { ...world.script.balances, USDT: "4000" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("USDT", "grew"));
      expect(await check(30_000)).toMatchObject(suspect("USDT", "grew"));
      expect(await check(30_000)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("is for the owner to settle of a coin that the records know nothing of, however often it is shown", async () => {
      await check();
      world.script.balances = { ...world.script.balances, BTC: "0.1" };
      for (let minutes = 1; minutes <= 5; minutes += 1)
        expect(await check(MINUTE)).toMatchObject(suspect("BTC", "grew", { counted: "0.05", needsOwner: false }));
      expect(await check(MINUTE)).toMatchObject(suspect("BTC", "grew", { needsOwner: true }));
      world.script.balances = { ...world.script.balances, BTC: "0.05" };
      expect(await check(MINUTE)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("below zero is shown, and nothing is traded until the owner has settled it", async () => {
      await check();
      world.script.balances = { ...world.script.balances, ETH: "-0.5" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "negative", { needsOwner: true }));
      expect(heldOf(await taken(), "ETH")).toEqual(["-0.5"]);
    });
  });
});

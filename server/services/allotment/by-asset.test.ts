import { expect, test } from "vitest";
import { isLess } from "@/lib/money";
import { accountWorld } from "@/server/testing/account-world";
import { describeOnEachDatabase } from "@/server/testing/database";
import { listVenues, setBalance } from "../venue";
import { setAllotments } from "./set";

describeOnEachDatabase("an account divided by asset", (database) => {
  const world = accountWorld(database);
  const { giveBitcoin, create, check, rebalance, account, ledger, held, holdOf, soldBtc } = world;

  const divide = (one: string[], satellites: string, other: string[]) =>
    setAllotments(world.ctx, {
      venueId: world.venueId,
      division: {
        kind: "asset",
        parts: [
          { portfolioId: world.core, assets: one },
          { portfolioId: satellites, assets: other },
        ],
      },
    });

  test("who does not have the coin cannot sell it, whatever its policy wants", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await divide(["BTC", "USDT"], satellites, ["ETH", "USDC"]);
    expect(await holdOf(satellites)).toEqual(["no-value"]);
    expect(await rebalance(satellites)).toEqual([]);
    expect((await rebalance(world.core)).map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC"]);
    expect(isLess(await soldBtc(), "0.51")).toBe(true);
  });

  test("no order takes a coin that is another's, nor pays with one", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await divide(["BTC"], satellites, ["USDT"]);
    await setBalance(world.ctx, { venueId: world.venueId, asset: "USDT", quantity: "10000" });
    expect(await rebalance(world.core)).toEqual([]);
    expect(await rebalance(satellites)).toEqual([]);
    expect(await account()).toEqual({ BTC: "1", USDT: "10000" });
  });

  test("a deposit of a named asset is its portfolio's by itself; of any other it is nobody's", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await divide(["BTC"], satellites, ["USDT"]);
    await check(satellites);
    await setBalance(world.ctx, { venueId: world.venueId, asset: "USDT", quantity: "500" });
    await setBalance(world.ctx, { venueId: world.venueId, asset: "ETH", quantity: "2" });
    await check(satellites);
    expect(await held(satellites)).toEqual({ USDT: "500" });
    expect(await ledger(satellites, "USDT")).toBe("500");
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "1" });
    expect((await listVenues(world.ctx))[0]!.division!.notAllotted).toEqual([{ asset: "ETH", quantity: "2" }]);
  });

  test("one asset cannot be two portfolios', and a stranger gets none", async () => {
    const satellites = await create("Satellites", [world.venueId]);
    await expect(divide(["BTC", "USDT"], satellites, ["USDT"])).rejects.toThrow("Tether is given to two portfolios");
    await expect(divide(["BTC"], "nobody", ["USDT"])).rejects.toMatchObject({ name: "NotFoundError" });
    await divide(["BTC", "USDT"], satellites, []);
    await expect(giveBitcoin(satellites, "0.1")).rejects.toMatchObject({ detail: { reason: "not-divided" } });
  });
});

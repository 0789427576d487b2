/** Databases of earlier versions hold accounts that two portfolios share: neither trades until it is divided. */
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { allotments } from "@/drizzle/schema";
import { isLess, quantity } from "@/lib/money";
import { accountWorld, HALF } from "@/server/testing/account-world";
import { describeOnEachDatabase } from "@/server/testing/database";
import { getOverview } from "../overview/get";
import { getPortfolioView } from "../portfolio/get";
import { setPortfolioVenues } from "../portfolio/set-venues";
import { approveRebalance, getRebalance, whenQuiet } from "../rebalance";
import { listVenues } from "../venue";
import { limitToPart } from "./limit-run";
import { setAllotments } from "./set";

describeOnEachDatabase("an account of an earlier version that two share", (database) => {
  const world = accountWorld(database);
  const { check, share, createElsewhere, rebalance, account, flows, held, holdOf, soldBtc } = world;

  let second: string;
  beforeEach(async () => {
    second = await createElsewhere("Satellites");
    await share(second);
  });

  test("neither trades; it is counted once, and both say why and what to do", async () => {
    world.ctx.advance(HALF.proposalMinutes * 60_000);
    expect(await holdOf(world.core)).toEqual([expect.stringContaining('Paper is used by "Satellites" as well')]);
    expect(await holdOf(second)).toContainEqual(expect.stringContaining('It is counted in "Core"'));
    for (const portfolioId of [world.core, second]) {
      const { status } = await getPortfolioView(world.ctx, portfolioId);
      expect(status).toMatchObject({
        kind: "broken",
        detail: expect.stringContaining("Divide it on the Venues page"),
      });
    }
    expect([await held(world.core), await held(second)]).toEqual([{ BTC: "1" }, {}]);
    const { totalValue } = await getOverview(world.ctx);
    expect(totalValue).toBe((await getPortfolioView(world.ctx, world.core)).value);
    const card = (await listVenues(world.ctx)).find((venue) => venue.id === world.venueId)!;
    expect(card.division).toMatchObject({ kind: "conflict" });
    expect(await flows(second)).toEqual([]);
  });

  test("what was proposed before sells nothing", async () => {
    const { rebalanceId } = await check(world.core);
    const open = rebalanceId && (await getRebalance(world.ctx, rebalanceId));
    if (open && open.state === "proposed")
      await approveRebalance(world.ctx, { rebalanceId: open.id, planHash: open.plan.planHash }).catch(() => null);
    await whenQuiet();
    expect(await account()).toEqual({ BTC: "1" });
  });

  test("a run that was approved before has nothing to spend", async () => {
    const readBalances = async () => ({
      kind: "read" as const,
      value: [{ asset: "BTC", total: quantity("1"), free: quantity("1") }],
    });
    const never = () => Promise.reject(new Error("Not called here."));
    const venues = { timing: never, submit: never, lookup: never, cancel: never, readQuotes: never, readBalances };
    expect(await limitToPart(world.ctx, world.core, venues).readBalances(world.venueId)).toEqual({
      kind: "read",
      value: [{ asset: "BTC", total: "1", free: "0" }],
    });
  });

  test("divided, each trades its own", async () => {
    const parts = [
      { portfolioId: world.core, balances: [{ asset: "BTC", quantity: "0.5" }] },
      { portfolioId: second, balances: [{ asset: "BTC", quantity: "0.5" }] },
    ];
    await setAllotments(world.ctx, { venueId: world.venueId, division: { kind: "quantity", parts } });
    for (const portfolioId of [world.core, second])
      expect((await rebalance(portfolioId)).map((order) => order.side)).toEqual(["sell"]);
    expect(isLess(await soldBtc(), "0.51")).toBe(true);
  });

  test("when one lets go, the other has it all", async () => {
    const cold = (await getPortfolioView(world.ctx, second)).venues.find((venue) => venue.name === "Cold")!.id;
    await setPortfolioVenues(world.ctx, { portfolioId: second, venueIds: [cold] });
    await check(world.core);
    expect(await held(world.core)).toEqual({ BTC: "1" });
    expect((await rebalance(world.core)).map((order) => order.side)).toEqual(["sell"]);
    expect(await world.ctx.db.select().from(allotments).where(eq(allotments.venueId, world.venueId))).toEqual([]);
  });
});

/** The list that is approved from: everything that waits, with what whoever approves must know. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { ownerSettings, rebalances } from "@/drizzle/schema";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { seedPortfolios } from "@/server/testing/many-portfolios";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { getOverviewPage } from "../../overview/get-page";
import { getShell } from "../../overview/shell";
import { archivePortfolio } from "../../portfolio/archive";
import { approveRebalance } from "../approval/approve";
import { whenQuiet } from "../run/start";
import { countWaiting, listWaiting } from "./list-waiting";

const MINUTE = 60_000;

describeOnEachDatabase("listWaiting", (database) => {
  /** Limits of the world's proposal, as if they had come to this. */
  async function failLimit(world: RunWorld, rebalanceId: string, binds: "autopilot" | "everyone") {
    const { limitChecks } = await world.rebalance(rebalanceId);
    const [{ binds: _, ...first }, ...rest] = [limitChecks[0]!, ...limitChecks.slice(1)];
    await world.ctx.db
      .update(rebalances)
      .set({ limitChecks: [{ ...first, isPassed: false, ...(binds === "everyone" ? {} : { binds }) }, ...rest] })
      .where(eq(rebalances.id, rebalanceId));
  }

  test("a proposal is listed with its plan's hash, trades and cost, and approved by them", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    const { plan } = await world.rebalance(rebalanceId);
    const { rows, count, isStopped } = await listWaiting(world.ctx);
    expect([count, isStopped]).toEqual([1, false]);
    expect(rows[0]).toMatchObject({
      rebalanceId,
      planHash,
      portfolioName: "Core",
      mode: "live",
      venues: [{ name: "Scripted" }],
      cost: plan.cost.total,
      problem: null,
      notes: [],
    });
    expect(rows[0]?.why).toMatch(/^Bitcoin is .* over its band\.$/);
    expect(rows[0]?.trades.map(({ side, base }) => `${side} ${base}`)).toEqual(["sell BTC", "buy ETH", "buy SOL"]);
    await approveRebalance(world.ctx, { rebalanceId, planHash: rows[0]!.planHash });
    await whenQuiet();
    expect((await listWaiting(world.ctx)).rows).toEqual([]);
  });

  test.each([
    ["approve", "everyone", "a problem"],
    ["approve", "autopilot", "a note"],
    // More than the autopilot may do by itself.
    ["auto", "autopilot", "a note"],
    ["auto", null, "not listed"],
  ] as const)("under %s, with a limit that says no to %s: %s", async (autonomy, binds, expected) => {
    const world = await runWorld(database, { policy: { autonomy } });
    const { rebalanceId } = await world.propose();
    if (binds !== null) await failLimit(world, rebalanceId, binds);
    const { rows } = await listWaiting(world.ctx);
    const shown = rows.map(({ problem, notes }) => (problem !== null ? "a problem" : notes[0] ? "a note" : "nothing"));
    expect(shown[0] ?? "not listed").toBe(expected);
    expect((await getShell(world.ctx)).waitingCount).toBe(rows.length);
  });

  test("the first to expire comes first; what expired, is archived or another's is not there", async () => {
    const ctx = await testContext(database);
    const [late, soon, over, gone] = await seedPortfolios(ctx, [
      { name: "Late", proposedFor: 50 * MINUTE },
      { name: "Soon", proposedFor: 20 * MINUTE },
      { name: "Over", proposedFor: 0 },
      { name: "Gone", proposedFor: 60 * MINUTE },
    ]);
    await seedPortfolios(await testContext(database), [{ name: "Another's", proposedFor: MINUTE }]);
    await archivePortfolio(ctx, gone!.portfolioId);
    expect((await listWaiting(ctx)).rows.map((row) => row.portfolioId)).toEqual([soon!.portfolioId, late!.portfolioId]);
    expect(await countWaiting(ctx)).toEqual({
      count: 2,
      firstExpiresAt: ctx.now() + 20 * MINUTE,
      areFirstPurchases: false,
    });
    expect(over).toBeDefined();
  });

  test("first purchases are told from proposals of which any has strayed", async () => {
    const ctx = await testContext(database);
    const [one] = await seedPortfolios(ctx, [{ proposedFor: MINUTE }, { proposedFor: MINUTE }]);
    const buyFirst = () => ctx.db.update(rebalances).set({ reasons: [{ kind: "first-purchase", cash: 1 }] });
    await buyFirst().where(eq(rebalances.portfolioId, one!.portfolioId));
    expect(await countWaiting(ctx)).toMatchObject({ count: 2, areFirstPurchases: false });
    await buyFirst();
    expect(await countWaiting(ctx)).toMatchObject({ count: 2, areFirstPurchases: true });
    expect((await getOverviewPage(ctx, {})).waiting.areFirstPurchases).toBe(true);
    for (const each of (await listWaiting(ctx)).rows) await archivePortfolio(ctx, each.portfolioId);
    expect(await countWaiting(ctx)).toMatchObject({ count: 0, areFirstPurchases: false });
  });

  test("of hundreds the first are listed and all are counted; the kill switch is said", async () => {
    const ctx = await testContext(database);
    await seedPortfolios(
      ctx,
      Array.from({ length: 230 }, () => ({ proposedFor: MINUTE })),
    );
    await ctx.db.insert(ownerSettings).values({ ownerId: ctx.ownerId, stoppedAt: new Date(ctx.now()) });
    expect(await listWaiting(ctx)).toMatchObject({ count: 230, isStopped: true, rows: { length: 200 } });
  });
});

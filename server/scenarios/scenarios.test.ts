import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { rebalances, valuations } from "@/drizzle/schema";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { getOverview } from "@/server/services/overview/get";
import { getPortfolioView } from "@/server/services/portfolio/get";
import { getSeries } from "@/server/services/portfolio/series";
import { getRebalance } from "@/server/services/rebalance";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { SCENARIOS } from ".";

describeOnEachDatabase("scenarios", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
  });

  test("demo: a year of hours, a history of runs, and a proposal that waits", async () => {
    const built = await SCENARIOS.demo(ctx);
    const [core, byItself] = built.portfolioIds;
    expect(built.rebalanceId).not.toBeNull();
    const points = await database.db.select().from(valuations).where(eq(valuations.portfolioId, core!));
    expect(points.length).toBeGreaterThan(8_700);
    const view = await getPortfolioView(ctx, core!);
    expect(view.status.kind).toBe("proposed");
    expect(view.mode).toBe("paper-simulated");
    expect(view.allocation).toHaveLength(6);
    expect(view.allocation[0]?.trace.length).toBeGreaterThan(80);
    const series = await getSeries(ctx, { portfolioId: core!, range: "1Y", points: 500 });
    expect(series.at.length).toBeGreaterThan(300);
    expect(series.at.length).toBeLessThanOrEqual(501);
    expect(series.events.some((event) => event.kind === "deposit")).toBe(true);
    const runs = await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, byItself!));
    expect(runs.filter((run) => run.state === "settled").length).toBeGreaterThan(2);
    const shown = await getRebalance(ctx, runs[0]!.id);
    expect(shown.orders.length).toBeGreaterThan(0);
    const overview = await getOverview(ctx);
    expect(overview.portfolios).toHaveLength(3);
    expect(overview.waiting).toHaveLength(1);
  }, 120_000);

  test("drifted: a proposal that sells what ran away", async () => {
    const { rebalanceId } = await SCENARIOS.drifted(ctx);
    const shown = await getRebalance(ctx, rebalanceId!);
    expect(shown.state).toBe("proposed");
    expect(shown.plan.orders.map((order) => `${order.side} ${order.base}`)).toEqual(["sell BTC", "buy ETH"]);
  });

  test("mid-rebalance: one order booked, one unknown", async () => {
    const { rebalanceId } = await SCENARIOS["mid-rebalance"](ctx);
    const shown = await getRebalance(ctx, rebalanceId!);
    expect(shown.state).toBe("executing");
    expect(shown.orders.map((order) => order.state)).toEqual(["filled", "unknown"]);
  });
});

import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { evaluations, holdBaselines, postings, rebalances, valuations, venueBalances } from "@/drizzle/schema";
import { quantity } from "@/lib/money";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { savePolicy } from "../policy/save";
import { getPortfolioView } from "../portfolio/get";
import { loadPortfolio } from "../portfolio/get-owned";
import { listPortfolios } from "../portfolio/list";
import { getSeries } from "../portfolio/series";
import { startOnPaper } from "../portfolio/start-on-paper";
import { evaluatePortfolio } from "./evaluate";

describeOnEachDatabase("evaluatePortfolio", (database) => {
  let ctx: TestContext;
  let portfolioId: string;

  beforeEach(async () => {
    const venues = createVenueDirectory({ now: () => ctx.now() });
    ctx = await testContext(database, { venues });
    ({ portfolioId } = await startOnPaper(ctx, { templateId: "core-50-30-20", amount: "10000" }));
  });

  const proposals = () => database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId));

  test("a new paper portfolio has a proposal that buys what is missing", async () => {
    const [proposal, ...rest] = await proposals();
    expect(rest).toEqual([]);
    expect(proposal?.state).toBe("proposed");
    expect(proposal?.plan.orders.map((order) => `${order.side} ${order.base}`)).toEqual(["buy BTC", "buy ETH"]);
    const view = await getPortfolioView(ctx, portfolioId);
    expect(view.status).toMatchObject({ kind: "proposed", tradeCount: 2 });
    expect(view.value).toBe("10000");
    expect(view.mode).toBe("paper-simulated");
    expect(view.holdings.map((row) => row.asset)).toContain("BTC");
  });

  test("the same drift again keeps the open proposal", async () => {
    ctx.advance(5 * 60_000);
    const again = await evaluatePortfolio(ctx, portfolioId, {});
    expect(again.isNew).toBe(false);
    expect((await proposals()).map((row) => row.state)).toEqual(["proposed"]);
    expect(again.decision).toMatchObject({ kind: "hold", reasons: [{ kind: "waiting-for-approval" }] });
  });

  test("an expired proposal makes way for a fresh one", async () => {
    ctx.advance(61 * 60_000);
    await evaluatePortfolio(ctx, portfolioId, {});
    expect((await proposals()).map((row) => row.state).sort()).toEqual(["expired", "proposed"]);
  });

  test("the newest check is the series' last point; of an hour's checks the first is kept", async () => {
    const started = ctx.now();
    const checkAfter = async (minutes: number) => {
      ctx.advance(started + minutes * 60_000 - ctx.now());
      await evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" });
      const series = await getSeries(ctx, { portfolioId, range: "1W" });
      expect([series.at.at(-1), series.value.at(-1)]).toEqual([ctx.now(), series.valueNow]);
      return series.at.map((at) => (at - started) / 60_000);
    };
    const days = 3 * 1_440; // past the first day, where checks a few minutes apart are kept
    const hour = days + 60 - (new Date(started).getUTCMinutes() % 60);
    expect(await checkAfter(hour)).toEqual([0, hour]);
    expect(await checkAfter(hour + 10)).toEqual([0, hour, hour + 10]);
    expect(await checkAfter(hour + 20)).toEqual([0, hour, hour + 20]);
    expect(await checkAfter(hour + 60)).toEqual([0, hour, hour + 60]);
  });

  test("two checks at once make one proposal", async () => {
    ctx.advance(61 * 60_000);
    const both = await Promise.all([
      evaluatePortfolio(ctx, portfolioId, {}),
      evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" }),
    ]);
    expect(new Set(both.map((each) => each.rebalanceId)).size).toBe(1);
    expect((await proposals()).filter((row) => row.state === "proposed")).toHaveLength(1);
  });

  test("what was seen before a run ended is no ground for a proposal", async () => {
    ctx.advance(61 * 60_000);
    const ended = new Date(ctx.now() + 5);
    await database.db
      .update(rebalances)
      .set({ state: "settled", startedAt: ended, finishedAt: ended })
      .where(eq(rebalances.portfolioId, portfolioId));
    const { rebalanceId } = await evaluatePortfolio(ctx, portfolioId, { requestedBy: "Ada" });
    expect(rebalanceId).toBeNull();
    expect((await proposals()).map((row) => row.state)).toEqual(["settled"]);
  });

  test("a policy saved while the venues are read leaves no proposal made for the old one", async () => {
    ctx.advance(61 * 60_000);
    const { portfolio, policy } = await loadPortfolio(ctx, portfolioId);
    const open = ctx.venues.open;
    ctx.venues.open = async (spec) => {
      ctx.venues.open = open;
      await savePolicy(ctx, { portfolioId, policy, baseVersion: portfolio.policyVersion });
      return open(spec);
    };
    await expect(evaluatePortfolio(ctx, portfolioId, {})).rejects.toThrow("changed while it was checked");
    expect((await proposals()).map((row) => row.state)).toEqual(["superseded"]);
    await evaluatePortfolio(ctx, portfolioId, {});
    expect((await proposals()).map((row) => row.policyVersion).sort()).toEqual([1, 2]);
  });

  test("a deposit is a flow, not a gain", async () => {
    ctx.advance(5 * 60_000);
    const [venue] = await database.db.select().from(venueBalances);
    await database.db
      .update(venueBalances)
      .set({ quantity: quantity("11000") })
      .where(and(eq(venueBalances.asset, "USDT"), eq(venueBalances.quantity, quantity("10000"))));
    expect(venue).toBeDefined();
    await evaluatePortfolio(ctx, portfolioId, {});
    const flows = await database.db.select().from(postings).where(eq(postings.portfolioId, portfolioId));
    expect(flows.map((row) => `${row.account} ${row.quantity}`)).toContain("flow:deposit -1000");
    const held = await database.db.select().from(holdBaselines).where(eq(holdBaselines.portfolioId, portfolioId));
    expect(held).toMatchObject([{ asset: "USDT", quantity: "11000" }]);
    const series = await getSeries(ctx, { portfolioId, range: "1D" });
    expect(series.held.at(-1)).toBe("11000");
    expect(series.events).toMatchObject([{ kind: "deposit", label: "Deposit of 1000 USDT" }]);
  });

  test("every check leaves an evaluation and a point of the series", async () => {
    const checks = await database.db.select().from(evaluations).where(eq(evaluations.portfolioId, portfolioId));
    const points = await database.db.select().from(valuations).where(eq(valuations.portfolioId, portfolioId));
    expect(checks).toHaveLength(1);
    expect(points).toMatchObject([{ value: "10000", holdValue: "10000" }]);
    expect(await listPortfolios(ctx)).toMatchObject([{ id: portfolioId, value: "10000" }]);
  });
});

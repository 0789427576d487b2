import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEntries, portfolios, rebalances } from "@/drizzle/schema";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { resumeTrading } from "../trading/resume";
import { stopAllTrading } from "../trading/stop-all";
import { createManual } from "../venue";
import { archivePortfolio } from "./archive";
import { checkNow } from "./check-now";
import { listDecisions } from "./decisions";
import { exportHoldings } from "./export-holdings";
import { getPortfolioView } from "./get";
import { loadPortfolio } from "./get-owned";
import { listPortfolios } from "./list";
import { pausePortfolio } from "./pause";
import { renamePortfolio } from "./rename";
import { resumePortfolio } from "./resume";
import { setPortfolioVenues } from "./set-venues";
import { startOnPaper } from "./start-on-paper";

describeOnEachDatabase("portfolios", (database) => {
  let ctx: TestContext;
  let portfolioId: string;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
    ({ portfolioId } = await startOnPaper(ctx, { templateId: "core-50-30-20", amount: "10000" }));
    ctx.advance(60_000);
  });

  const states = async () =>
    (await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId))).map(
      (row) => row.state,
    );

  test("a check by hand says what it found, and finds the open proposal again", async () => {
    const found = await checkNow(ctx, portfolioId);
    expect(found).toMatchObject({ outcome: "proposed", rebalanceId: expect.any(String) });
    expect(found.sentence).not.toBe("");
    expect(await states()).toEqual(["proposed"]);
  });

  test("a pause withdraws the proposal and proposes nothing; resuming checks again", async () => {
    await pausePortfolio(ctx, portfolioId);
    expect(await states()).toEqual(["superseded"]);
    expect(await checkNow(ctx, portfolioId)).toMatchObject({ outcome: "hold", rebalanceId: null });
    expect((await getPortfolioView(ctx, portfolioId)).status.kind).toBe("stopped");
    await resumePortfolio(ctx, portfolioId);
    expect(ctx.sentJobs.at(-1)?.name).toBe("evaluate-portfolio");
    ctx.advance(60_000);
    expect(await checkNow(ctx, portfolioId)).toMatchObject({ outcome: "proposed" });
  });

  test("the kill switch shows on every portfolio until trading is resumed", async () => {
    await stopAllTrading(ctx, "on holiday");
    const [card] = await listPortfolios(ctx);
    expect(card?.status).toMatchObject({ kind: "stopped", detail: expect.stringContaining("on holiday") });
    await resumeTrading(ctx);
    expect((await listPortfolios(ctx))[0]?.status.kind).toBe("proposed");
  });

  test("names change, archives vanish from every list, and both are in the audit trail", async () => {
    await renamePortfolio(ctx, { portfolioId, name: "Core" });
    expect((await getPortfolioView(ctx, portfolioId)).name).toBe("Core");
    await archivePortfolio(ctx, portfolioId);
    expect(await listPortfolios(ctx)).toEqual([]);
    await expect(getPortfolioView(ctx, portfolioId)).rejects.toThrow("no such portfolio");
    expect(await states()).toEqual(["superseded"]);
    const rows = await database.db.select().from(auditEntries).where(eq(auditEntries.portfolioId, portfolioId));
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(["portfolio.rename", "portfolio.archive"]));
    expect(await database.db.select().from(portfolios).where(eq(portfolios.id, portfolioId))).toHaveLength(1);
  });

  test("a venue added brings its holdings in as they are, not as a gain", async () => {
    const { venues } = await loadPortfolio(ctx, portfolioId);
    const cold = await createManual(ctx, { name: "Cold", balances: [{ asset: "BTC", quantity: "0.1" }] });
    await setPortfolioVenues(ctx, { portfolioId, venueIds: [...venues.map((venue) => venue.id), cold.venueId] });
    await checkNow(ctx, portfolioId);
    const view = await getPortfolioView(ctx, portfolioId);
    expect(view.venues.map((venue) => venue.name)).toEqual(["Paper", "Cold"]);
    expect(view.holdings.find((row) => row.asset === "BTC")).toMatchObject({ lockedQuantity: "0.1" });
  });

  test("a list kept by hand is valued at another venue's prices, and says whose", async () => {
    const cold = await createManual(ctx, { name: "Cold", balances: [{ asset: "BTC", quantity: "0.1" }] });
    await setPortfolioVenues(ctx, { portfolioId, venueIds: [cold.venueId] });
    await checkNow(ctx, portfolioId);
    const view = await getPortfolioView(ctx, portfolioId);
    expect(view.mode).toBe("manual");
    expect(view.holdings.find((row) => row.asset === "BTC")?.priceSource).toBe("Paper BTC/USDT");
  });

  test("holdings go out as CSV, with what a spreadsheet would run defused", async () => {
    const { csv, filename } = await exportHoldings(ctx, portfolioId);
    expect(filename).toMatch(/^50-30-20-holdings-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...lines] = csv.trimEnd().split("\r\n");
    expect(head).toMatch(/^asset,name,quantity,/);
    expect(lines.map((line) => line.split(",")[0]).sort()).toEqual(["BTC", "ETH", "USDT"]);
  });

  test("the journal pages backwards, newest first", async () => {
    for (let check = 0; check < 5; check++) {
      ctx.advance(60_000);
      await checkNow(ctx, portfolioId);
    }
    const page = await listDecisions(ctx, { portfolioId });
    expect(page.entries).toHaveLength(6);
    expect(page.nextCursor).toBeNull();
    expect(page.entries.map((entry) => entry.at)).toEqual(
      page.entries.map((entry) => entry.at).toSorted((a, b) => b - a),
    );
    const older = await listDecisions(ctx, { portfolioId, cursor: String(page.entries[2]!.at) });
    expect(older.entries.map((entry) => entry.id)).toEqual(page.entries.slice(3).map((entry) => entry.id));
  });
});

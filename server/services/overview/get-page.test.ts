/** The command page's figures: one total whose parts add up, in one currency, and a list that is chosen on the server. */
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { evaluations, ownerSettings, portfolios, postings, rebalances, venueBalances, venues } from "@/drizzle/schema";
import type { HoldReason, PortfolioState, SuspectFact } from "@/lib/engine/model";
import { formatMoney } from "@/lib/format/number";
import { type Notional, type Price, type Quantity, sum } from "@/lib/money";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { seedPortfolios } from "@/server/testing/many-portfolios";
import { newId } from "../id";
import { getPortfolioView } from "../portfolio/get";
import { listPortfolios } from "../portfolio/list";
import { loadPortfolioFacts } from "../portfolio/load-facts";
import { statusOf } from "../portfolio/status";
import type { PortfolioStatus } from "../portfolio/types";
import { getOverview } from "./get";
import { getOverviewPage } from "./get-page";
import { loadIndex } from "./load-index";
import { stateOf } from "./state-of";
import { getTotalSeries } from "./total-series";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeOnEachDatabase("getOverviewPage", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    ctx = await testContext(database);
  });

  const page = (input = {}) => getOverviewPage(ctx, input);
  const setBase = (baseCurrency: string) =>
    ctx.db
      .insert(ownerSettings)
      .values({ ownerId: ctx.ownerId, baseCurrency })
      .onConflictDoUpdate({ target: ownerSettings.ownerId, set: { baseCurrency } });

  test("the total and its change are the sums of the rows', currencies converted", async () => {
    await seedPortfolios(ctx, [
      { name: "Core", value: "1000.10", yesterday: "990", prices: { BTC: "50000" } },
      { name: "Euro", baseCurrency: "EUR", value: "333.33", yesterday: "340.01", prices: { BTC: "46000" } },
      { name: "New", value: "50.07", yesterday: "0" },
    ]);
    const { total, list } = await page();
    expect(total).toMatchObject({ currency: "USDT", missing: null, converted: ["EUR"] });
    expect(sum(list.rows.map((row) => row.value as Notional))).toBe(total.value);
    // One without a yesterday has no change, in the total as in its row.
    expect(list.rows.map((row) => row.dayChange === null)).toEqual([false, false, true]);
    const changes = list.rows.flatMap((row) => (row.dayChange ? [row.dayChange.value as Notional] : []));
    expect(sum(changes)).toBe(total.dayChange?.value);
    expect(list.rows.map((row) => [row.name, row.currency])).toEqual([
      ["Core", "USDT"],
      ["Euro", "USDT"],
      ["New", "USDT"],
    ]);
    // Over Bitcoin: 50,000 USDT are 46,000 EUR, so 333.33 EUR are 362.3152…; counted as it is shown.
    expect(list.rows[1]?.value).toBe("362.32");
    const { totalValue, dayChange } = await getOverview(ctx);
    expect([totalValue, dayChange]).toEqual([total.value, total.dayChange]);
  });

  test("what a portfolio is worth reads the same on its page and in its row, and rows still add up to the total", async () => {
    // Exactly 30.018: each rounds to 10.01, and 30.02 would be what nobody can add up.
    const seeded = await seedPortfolios(ctx, [{ value: "10.006" }, { value: "10.006" }, { value: "10.006" }]);
    const { total, list } = await page();
    expect(list.rows.map((row) => row.value)).toEqual(["10.01", "10.01", "10.01"]);
    expect(total.value).toBe("30.03");
    const view = await getPortfolioView(ctx, seeded[0]!.portfolioId);
    expect(formatMoney(view.value ?? "0")).toBe("10.01");
  });

  test("a row's value and change are those of its own page, and money that came in is no gain", async () => {
    const [first] = await seedPortfolios(ctx, [
      { value: "1000", yesterday: "900", days: 3, prices: { USDT: "1" } },
      { value: "10", days: 40 },
      {},
    ]);
    await ctx.db.insert(postings).values({
      id: newId(ctx.now()),
      portfolioId: first!.portfolioId,
      entryId: newId(ctx.now()),
      account: "flow:deposit",
      asset: "USDT",
      quantity: "-80" as Quantity,
      at: new Date(ctx.now() - HOUR),
    });
    expect((await page()).list.rows.find((row) => row.id === first?.portfolioId)?.dayChange?.value).toBe("20");
    const { list } = await page();
    const cards = new Map((await listPortfolios(ctx)).map((card) => [card.id, card]));
    expect(list.rows).toHaveLength(3);
    for (const row of list.rows) {
      const { value, dayChange, portfolioDrift, status } = cards.get(row.id)!;
      expect(row).toMatchObject({ value, dayChange, portfolioDrift, status });
    }
  });

  test("the owner's base currency is the total's, and stands beside a portfolio's own on its page", async () => {
    const [seeded] = await seedPortfolios(ctx, [{ value: "1000", prices: { EUR: "1.25" } }]);
    const ownPage = () => getPortfolioView(ctx, seeded!.portfolioId);
    expect((await ownPage()).inOwnersCurrency).toBeNull();
    await setBase("EUR");
    expect(await ownPage()).toMatchObject({ value: "1000", inOwnersCurrency: { currency: "EUR", value: "800" } });
    const { total, list } = await page();
    expect(total).toMatchObject({ currency: "EUR", value: "800", missing: null });
    expect(list.rows[0]).toMatchObject({ currency: "EUR", value: "800" });
    expect(await getOverview(ctx)).toMatchObject({ baseCurrency: "EUR", totalValue: "800" });
  });

  test("what no price leads to is named, and the rest is a total all the same", async () => {
    await seedPortfolios(ctx, [
      { name: "Core", value: "1000", prices: { BTC: "50000" } },
      { name: "Far", baseCurrency: "XYZ", value: "7" },
    ]);
    const { total, list } = await page();
    expect(total).toMatchObject({
      value: "1000",
      missing: "Without Far: no venue gives a price of XYZ in USDT.",
      converted: [],
    });
    expect(list.rows.map((row) => [row.name, row.value, row.currency])).toEqual([
      ["Core", "1000", "USDT"],
      ["Far", "7", "XYZ"],
    ]);
  });

  test("all in one currency that leads nowhere: the total is in it", async () => {
    await seedPortfolios(ctx, [
      { baseCurrency: "XYZ", value: "7" },
      { baseCurrency: "XYZ", value: "8" },
    ]);
    expect((await page()).total).toMatchObject({ currency: "XYZ", value: "15", missing: null });
  });

  test("an account that no portfolio uses counts once; an exchange that nobody reads is named", async () => {
    await seedPortfolios(ctx, [{ name: "Core", value: "1000", prices: { BTC: "50000" } }]);
    const [venueId, exchangeId] = [newId(ctx.now()), newId(ctx.now())];
    await ctx.db.insert(venues).values([
      { id: venueId, ownerId: ctx.ownerId, kind: "manual", name: "Drawer" },
      { id: exchangeId, ownerId: ctx.ownerId, kind: "exchange", name: "Kraken", exchangeId: "kraken" },
    ]);
    await ctx.db.insert(venueBalances).values({ venueId, asset: "BTC", quantity: "0.5" as Quantity });
    const { total } = await page();
    expect(total).toMatchObject({
      value: "26000",
      outside: "25000",
      missing: "Without Kraken: no portfolio uses it, so no check reads it.",
    });
    // Put away, its account is one that no portfolio uses.
    await ctx.db
      .update(portfolios)
      .set({ archivedAt: new Date(ctx.now()) })
      .where(eq(portfolios.ownerId, ctx.ownerId));
    expect((await page()).portfolioCount).toBe(0);
  });

  test("the line over time ends at the total, and breaks where nothing was recorded", async () => {
    await seedPortfolios(ctx, [
      { value: "1000", yesterday: "900", days: 5, prices: { BTC: "50000" } },
      { baseCurrency: "EUR", value: "100", yesterday: "90", days: 5, prices: { BTC: "25000" } },
    ]);
    const series = await getTotalSeries(ctx, { range: "1M" });
    const { total } = await page();
    expect(series.value.at(-1)).toBe(total.value);
    expect(series.at.at(-1)).toBe(ctx.now());
    expect(series.value[0]).toBeNull();
    const past = series.value.filter((value) => value !== null).slice(0, -1);
    // 900 USDT and 90 EUR at two dollars, at every instant since.
    expect(new Set(past)).toEqual(new Set(["1080"]));
    expect(await getTotalSeries(ctx, { range: "All" })).toMatchObject({ currency: "USDT", converted: ["EUR"] });
  });

  test("searched, filtered, sorted and paged, with a count of all", async () => {
    await seedPortfolios(
      ctx,
      Array.from({ length: 60 }, (_, place) => ({
        name: `Fund ${place}`,
        value: String(place + 1),
        isPaused: place % 3 === 0,
      })),
    );
    const first = await page();
    expect([first.list.count, first.list.pageCount, first.list.rows.length]).toEqual([60, 2, 50]);
    expect(first.list.rows[0]?.name).toBe("Fund 59");
    expect(first.states).toEqual({ stopped: 20, holds: 40 });
    expect((await page({ page: 9 })).list).toMatchObject({ page: 2, rows: { length: 10 } });
    const stopped = await page({ state: "stopped", sort: "value", isReversed: true });
    expect(stopped.list.rows.slice(0, 2).map((row) => row.name)).toEqual(["Fund 0", "Fund 3"]);
    expect(stopped.portfolioCount).toBe(60);
    expect((await page({ search: "fund 5" })).list.count).toBe(11);
    const [venue] = first.list.venues;
    expect((await page({ venueId: venue!.id })).list.count).toBe(1);
    expect((await page({ mode: "live" })).list.count).toBe(0);
  });

  test("of many in trouble a few are told and the rest are counted", async () => {
    const halted = Array.from({ length: 9 }, (_, place) => ({ name: `Fund ${place}` }));
    await seedPortfolios(ctx, halted);
    await ctx.db.update(portfolios).set({ haltedReason: { kind: "text", text: "." } as never });
    const { problems, furtherProblems, states } = await page();
    expect([problems.length, furtherProblems, states]).toEqual([3, 6, { trouble: 9 }]);
  });

  const SUSPECT = { about: "price", asset: "BTC", since: 1, seen: "1" as Price, counted: "2" as Price } as SuspectFact;
  const HOLDS: readonly [HoldReason["kind"], object][] = [
    ["unconfirmed", { suspects: [SUSPECT] }],
    ["unexplained-difference", { rebalanceId: "r", assets: ["BTC"], since: 1 }],
    ["price-missing", { assets: ["BTC"] }],
    ["venue-down", { venues: [{ name: "Kraken", since: 1, kind: "silent" }] }],
    ["cooldown", { until: 1 }],
    ["paused", {}],
  ];

  test("every portfolio is filed under what its banner says", async () => {
    const seeded = await seedPortfolios(ctx, [
      {},
      { isPaused: true },
      { proposedFor: HOUR },
      { proposedFor: HOUR, autonomy: "auto" },
      { proposedFor: -MINUTE },
      { proposedFor: HOUR, isPaused: true },
      ...HOLDS.map(([kind, rest]) => ({ decision: { reasons: [{ kind, ...rest } as HoldReason] } })),
      { proposedFor: HOUR, name: "Runs" },
      { proposedFor: HOUR, name: "Blocked" },
      { proposedFor: HOUR, name: "Differs" },
      { proposedFor: HOUR, name: "Accepted" },
      { proposedFor: HOUR, name: "Declined", decision: { reasons: [{ kind: "unconfirmed", suspects: [SUSPECT] }] } },
    ]);
    const idOf = (name: string) => seeded.find((each) => each.name === name)!.portfolioId;
    const change = (name: string, set: Partial<typeof rebalances.$inferInsert>) =>
      ctx.db
        .update(rebalances)
        .set(set)
        .where(eq(rebalances.portfolioId, idOf(name)));
    const finishedAt = new Date(ctx.now());
    const differences = [{ asset: "BTC", ledger: "1", venue: "2" }] as never;
    await change("Runs", { state: "executing" });
    await change("Blocked", { state: "blocked" });
    await change("Differs", { state: "settled", finishedAt, differences });
    await change("Accepted", { state: "settled", finishedAt, differences, differencesAcceptedAt: finishedAt });
    await change("Declined", { state: "declined", finishedAt });
    const [blocked] = await ctx.db
      .select()
      .from(rebalances)
      .where(eq(rebalances.portfolioId, idOf("Blocked")));
    await ctx.db
      .update(evaluations)
      .set({ rebalanceId: blocked!.id })
      .where(eq(evaluations.portfolioId, idOf("Blocked")));
    const filed = (await loadIndex(ctx)).rows.map((row) => [row.name, stateOf(row, ctx.now())]);
    const said = (await loadPortfolioFacts(ctx, "all")).map((facts) => [
      facts.portfolio.name,
      stateOfStatus(statusOf(facts, ctx.now())),
    ]);
    expect(filed).toEqual(said);
    // All of them stand here, so that none is right by not being there.
    expect(new Set(filed.map(([, state]) => state))).toEqual(
      new Set<PortfolioState>(["waits", "trouble", "stopped", "trades", "holds"]),
    );
  });
});

function stateOfStatus(status: PortfolioStatus): PortfolioState {
  switch (status.kind) {
    case "proposed":
      return status.waitsForYou ? "waits" : "trades";
    case "executing":
      return "trades";
    case "stopped":
      return "stopped";
    case "blocked":
    case "broken":
      return "trouble";
    case "holding":
      return status.reasons.some(({ kind }) => kind === "unconfirmed" || kind === "unexplained-difference")
        ? "trouble"
        : "holds";
    case "unchecked":
      return "holds";
  }
}

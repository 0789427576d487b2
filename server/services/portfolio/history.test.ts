/** The history of a portfolio that really traded: filters, totals, files, and what rebalancing brought. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fills, ownerSettings, postings, valuations, venues } from "@/drizzle/schema";
import { DAY_MS } from "@/lib/engine/model";
import { add, type Notional, type Quantity } from "@/lib/money";
import { ExportHistoryInput } from "@/lib/schemas/history";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { listCashFlows } from "../cash-flow";
import { listFees } from "../fee";
import { newId } from "../id";
import { listOrders } from "../order";
import { approveRebalance, getRebalance, listRebalances, startAdvancing, whenQuiet } from "../rebalance";
import { exportHistory } from "./export-history";
import { listHistoryFacets } from "./history-facets";
import { getPerformance } from "./performance";
import { getSeries } from "./series";

describeOnEachDatabase("the history of a portfolio", (database) => {
  let world: RunWorld;
  let rebalanceId: string;

  beforeEach(async () => {
    startAdvancing();
    world = await runWorld(database);
    const proposal = await world.propose();
    await approveRebalance(world.ctx, proposal);
    await whenQuiet();
    ({ rebalanceId } = proposal);
  });
  afterEach(() => whenQuiet());

  const of = (more: object = {}) => ({ portfolioId: world.portfolioId, ...more });
  const linesOf = ({ csv }: { csv: string }) => csv.trimEnd().split("\r\n");
  const file = (input: object) => exportHistory(world.ctx, ExportHistoryInput.parse(of(input)));

  test("fees of every fill, and one total on the list, the rebalance's page and the month", async () => {
    const page = await listFees(world.ctx, of());
    const total = page.rows.reduce((sum, row) => add(sum, row.value as Notional), "0" as Notional);
    expect(page.rows.length).toBeGreaterThanOrEqual(3);
    expect(page.total).toEqual({ value: total, unvalued: [] });
    expect(page.months.map(({ month, value, fillCount }) => [month, value, fillCount])).toEqual([
      ["2026-01", total, page.rows.length],
    ]);
    const [row] = (await listRebalances(world.ctx, of())).rows;
    expect(row?.fees).toBe(total);
    const { realised } = await getRebalance(world.ctx, rebalanceId);
    expect(Number(realised?.fees)).toBeCloseTo(Number(total), 6);
    expect(row?.achieved?.feesBase).toBe(total);
  });

  test("a fee in a coin nobody prices is named on every list, and the rest still counts", async () => {
    const [fill] = (await listFees(world.ctx, of())).rows;
    await world.ctx.db
      .update(fills)
      .set({ otherFees: [{ asset: "KCS", quantity: "0.5" as Quantity }] })
      .where(eq(fills.id, fill!.id.split(":")[0]!));
    const page = await listFees(world.ctx, of());
    const unvalued = [{ asset: "KCS", quantity: "0.5" }];
    expect(page.total?.unvalued).toEqual(unvalued);
    expect(page.months[0]?.unvalued).toEqual(unvalued);
    expect(Number(page.total?.value)).toBeGreaterThan(0);
    expect((await listRebalances(world.ctx, of())).rows[0]).toMatchObject({ unvaluedFees: unvalued });
    expect((await getRebalance(world.ctx, rebalanceId)).realised).toMatchObject({ unvaluedFees: unvalued });
    expect(linesOf(await file({ kind: "fees" })).filter((line) => line.includes("KCS,0.5,,"))).toHaveLength(1);
  });

  test("a month is the owner's, not UTC's", async () => {
    const newYear = new Date("2026-01-01T03:00:00Z");
    await world.ctx.db.update(fills).set({ at: newYear });
    const months = async () => (await listFees(world.ctx, of())).months.map(({ month }) => month);
    expect(await months()).toEqual(["2026-01"]);
    await world.ctx.db
      .insert(ownerSettings)
      .values({ ownerId: world.ctx.ownerId, timeZone: "America/New_York", baseCurrency: "USDT" })
      .onConflictDoUpdate({ target: ownerSettings.ownerId, set: { timeZone: "America/New_York" } });
    expect(await months()).toEqual(["2025-12"]);
    expect((await listFees(world.ctx, of({ period: "2025" }))).rows).not.toEqual([]);
    expect((await listFees(world.ctx, of({ period: "2026-01" }))).rows).toEqual([]);
  });

  test("filters by period, asset and state", async () => {
    const symbols = async (more: object) =>
      (await listOrders(world.ctx, of(more))).orders.map((order) => order.symbol).sort();
    expect(await symbols({ asset: "ETH" })).toEqual(["ETH/USDT"]);
    expect(await symbols({ asset: "USDT" })).toHaveLength(3);
    expect(await symbols({ state: "rejected" })).toEqual([]);
    expect(await symbols({ period: "2026-02" })).toEqual([]);
    expect((await listRebalances(world.ctx, of({ asset: "SOL", period: "2026-01" }))).rows).toHaveLength(1);
    expect((await listRebalances(world.ctx, of({ asset: "DOGE" }))).rows).toEqual([]);
    const fees = await listFees(world.ctx, of({ asset: "SOL" }));
    expect(new Set(fees.rows.map((row) => row.symbol))).toEqual(new Set(["SOL/USDT"]));
    const facets = await listHistoryFacets(world.ctx, world.portfolioId);
    expect(facets).toEqual({ assets: ["BTC", "ETH", "SOL", "USDT"], months: ["2026-01"] });
  });

  test("a file has every matching row, also those past the page, and figures stay figures", async () => {
    const { ctx, portfolioId, venueId } = world;
    const at = new Date(ctx.now());
    const flow = (quantity: string) => {
      const entry = { portfolioId, entryId: newId(ctx.now()), asset: "USDT", at };
      return [
        { ...entry, id: newId(ctx.now()), account: `venue:${venueId}`, quantity: quantity as Quantity },
        {
          ...entry,
          id: newId(ctx.now()),
          account: quantity.startsWith("-") ? "flow:withdrawal" : "flow:deposit",
          quantity: (quantity.startsWith("-") ? quantity.slice(1) : `-${quantity}`) as Quantity,
        },
      ];
    };
    await ctx.db.insert(postings).values(Array.from({ length: 70 }, () => flow("0.00000001")).flat());
    await ctx.db.insert(postings).values(flow("-12.5"));
    await ctx.db.update(venues).set({ name: '=HYPERLINK("http://x")' }).where(eq(venues.id, venueId));

    const first = await listCashFlows(ctx, of());
    expect(first.rows).toHaveLength(50);
    const second = await listCashFlows(ctx, of({ cursor: first.nextCursor }));
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(71);
    expect((await listCashFlows(ctx, of({ state: "withdrawal" }))).rows).toMatchObject([
      { kind: "withdrawal", quantity: "12.5", value: "12.5" },
    ]);
    const lines = linesOf(await file({ kind: "cash-flows", period: "2026-01" }));
    expect(lines).toHaveLength(72);
    expect(lines[0]).toBe("at,kind,asset,quantity,value,currency,venue");
    expect(lines.filter((line) => line.includes(",0.00000001,"))).toHaveLength(70);
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(linesOf(await file({ kind: "orders" }))).toHaveLength(4);
    expect(linesOf(await file({ kind: "rebalances", state: "settled" }))).toHaveLength(2);
    expect((await file({ kind: "fees", period: "2026-01" })).filename).toBe("core-fees-2026-01.csv");
  });

  test("another owner's history is not there", async () => {
    const stranger = await runWorld(database);
    const theirs = of();
    await expect(listFees(stranger.ctx, theirs)).rejects.toThrow("no such portfolio");
    await expect(listCashFlows(stranger.ctx, theirs)).rejects.toThrow("no such portfolio");
    await expect(exportHistory(stranger.ctx, { ...theirs, kind: "orders" })).rejects.toThrow("no such portfolio");
  });

  /** A year of hourly values, made up: the portfolio rises, holding leads for one hour in the middle. */
  async function liveAYear(shape: (hour: number) => { value: number; held: number | null; drift?: number }) {
    const { ctx, portfolioId } = world;
    await ctx.db.delete(valuations).where(eq(valuations.portfolioId, portfolioId));
    const hours = 400 * 24;
    const rows = Array.from({ length: hours }, (_, hour) => {
      const { value, held, drift = 0.01 } = shape(hour);
      return {
        portfolioId,
        at: new Date(ctx.now() - (hours - hour) * 3_600_000),
        value: value.toFixed(2) as Notional,
        holdValue: held === null ? null : (held.toFixed(2) as Notional),
        portfolioDrift: drift,
        weights: {},
      };
    });
    for (let start = 0; start < hours; start += 2_000)
      await ctx.db.insert(valuations).values(rows.slice(start, start + 2_000));
    // Read anew: a fresh check is what tells that points were added.
    ctx.advance(120_000);
    return hours;
  }

  test("the lead over holding is the same at every range and of every stored point", async () => {
    const odd = 400 * 24 - 300;
    await liveAYear((hour) => ({
      value: 10_000 + hour,
      held: 9_990 + hour + (hour === odd ? 500 : 0),
      drift: hour === odd ? 0.2 : 0.01,
    }));
    for (const range of ["1M", "3M", "1Y", "All"] as const) {
      const series = await getSeries(world.ctx, of({ range, points: 50 }) as Parameters<typeof getSeries>[1]);
      expect(series.at.length).toBeLessThan(60);
      expect(series.lead?.now.ahead).toBe("10");
      expect(series.lead?.widest.ahead).toBe("-490");
      expect(series.widestDrift?.drift).toBe(0.2);
    }
  });

  test("performance: money, returns, the deepest fall and every month", async () => {
    const hours = await liveAYear((hour) => ({
      value: 10_000 + hour - (hour === 5_000 ? 7_500 : 0),
      held: 10_000 + hour / 2,
    }));
    const all = await getPerformance(world.ctx, { ...of(), range: "All" });
    expect(all.against?.ahead).toBe(String((hours - 1) / 2));
    expect(all.against?.portfolioReturn).toBeCloseTo((hours - 1) / 10_000, 9);
    expect(all.fall?.share).toBeCloseTo(7_500 / 15_000 - 1, 3);
    expect(all.rebalanceCount).toBe(1);
    expect(all.fees.value).toBe((await listFees(world.ctx, of())).total?.value);
    expect(all.turnover).toBeCloseTo(Number(all.traded) / (10_000 + hours / 2), 1);
    expect(all.months.map(({ month }) => month).slice(0, 2)).toEqual(["2026-01", "2025-12"]);
    const compounded = all.months.reduce((level, month) => level * (1 + (month.portfolioReturn ?? 0)), 1);
    expect(compounded).toBeCloseTo(1 + all.against!.portfolioReturn!, 9);
    // A range starts level: what holding had gained before it is not counted again.
    const month = await getPerformance(world.ctx, { ...of(), range: "1M" });
    expect(Number(month.against?.ahead)).toBeLessThan(Number(all.against?.ahead));
    // Both lines begin together, and end as far apart as is said.
    const [scale] = month.against!.scales;
    const series = await getSeries(world.ctx, { ...of(), range: "1M", points: 100 } as Parameters<typeof getSeries>[1]);
    expect(Number(series.held[0]) * Number(scale?.ratio)).toBeCloseTo(Number(series.value[0]), 6);
    expect(Number(month.against?.lead?.now.ahead)).toBeCloseTo(Number(month.against?.ahead), 6);
    expect(month.against?.from).toBeGreaterThan(world.ctx.now() - 32 * DAY_MS);
  });

  test("of a first point nothing is compared", async () => {
    const young = await getPerformance(world.ctx, { ...of(), range: "1D" });
    expect(young).toMatchObject({ pointCount: 1, against: null, months: [], rebalanceCount: 1 });
  });

  test("a flow nobody priced is named, and only ranges that have it are not compared", async () => {
    const { ctx, portfolioId } = world;
    await liveAYear((hour) => ({ value: 10_000 + hour, held: 10_000 }));
    await ctx.db.insert(postings).values({
      id: newId(ctx.now()),
      portfolioId,
      entryId: newId(ctx.now()),
      account: "flow:deposit",
      asset: "DOGE",
      quantity: "-5" as Quantity,
      at: new Date(ctx.now() - 100 * DAY_MS),
    });
    const year = await getPerformance(ctx, { ...of(), range: "1Y" });
    expect(year.against).toBeNull();
    expect(year.unvaluedFlows).toMatchObject([{ asset: "DOGE", quantity: "5" }]);
    // A range that begins later does not need it.
    expect((await getPerformance(ctx, { ...of(), range: "1M" })).against).not.toBeNull();
  });
});

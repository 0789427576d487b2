import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { candleSeries, policyVersions, portfolios, portfolioVenues, venues } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { simulatedPrice } from "@/server/market-data/simulated";
import type { TestContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { exchangeContext } from "@/server/testing/exchange-context";
import { newId } from "../id";
import type { VenueRow } from "../venue/get";
import { closesForPolicy, extendNeeded, runFill } from "./";

const DAY = 86_400_000;
const NEVER = new AbortController().signal;

const still = aPolicy({
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "ETH", weight: 0.3 },
    { kind: "asset", asset: "USDT", weight: 0.2 },
  ],
});
const moving: Policy = {
  ...still,
  dynamic: aDynamic({
    rule: { kind: "inverse-volatility", lookbackDays: 60 },
    fixed: ["USDT"],
    cron: "0 0 1 * *",
  }),
};

describeOnEachDatabase("closes for a live policy", (database) => {
  let exchange: RunningExchange;
  let ctx: TestContext;
  const now = Math.floor(Date.now() / DAY) * DAY + 5 * 3_600_000;

  beforeAll(async () => {
    exchange = await runTestExchange();
  });
  afterAll(() => exchange.close());
  beforeEach(async () => {
    ctx = await exchangeContext(exchange, database, now);
  });

  async function aVenueRow(kind: VenueRow["kind"], changes: Partial<VenueRow> = {}): Promise<VenueRow> {
    const [row] = await ctx.db
      .insert(venues)
      .values({ id: newId(), ownerId: ctx.ownerId, kind, name: kind, ...changes })
      .returning();
    return row!;
  }
  const closes = (policy: Policy, rows: readonly VenueRow[]) =>
    closesForPolicy(ctx, { policy, portfolio: { ownerId: ctx.ownerId }, venues: rows });
  async function runJobs() {
    const jobs = ctx.sentJobs.splice(0);
    for (const { payload } of jobs) await runFill(ctx, (payload as { seriesId: string }).seriesId, NEVER);
    return jobs.length;
  }

  test("a policy that reads no past queries nothing", async () => {
    expect(await closes(still, [])).toEqual({ ok: true, table: null, sources: [] });
  });

  test("on simulated paper they are the venue's own market, dated when they were known", async () => {
    const paper = await aVenueRow("paper", { config: { prices: "simulated", seed: 77 } });
    const found = await closes(moving, [paper]);
    if (!found.ok || found.table === null) throw new Error("no closes");
    const { table } = found;
    expect(table.assets).toEqual(["BTC", "ETH"]);
    // Today's bar still runs: the last close is that of midnight.
    expect(table.times.at(-1)).toBe(Math.floor(now / DAY) * DAY);
    expect(table.closes[table.times.length - 1]).toBe(simulatedPrice(77, "BTC", "USDT", table.times.at(-1)!));
    expect(table.times.length).toBeGreaterThanOrEqual(400);
    expect(found.sources).toEqual(["Simulated market"]);
  });

  test("from an exchange they are fetched on the way: a new policy is decided at its first check", async () => {
    const row = await aVenueRow("exchange", { exchangeId: "binance" });
    const found = await closes(moving, [row]);
    if (!found.ok || found.table === null) throw new Error("no closes");
    expect(found.table.times.at(-1)).toBe(Math.floor(now / DAY) * DAY);
    expect(found.table.times).toHaveLength(400);
    expect(found.sources).toEqual(["Binance"]);
    const requestCount = async () => (await exchange.query<unknown[]>("requests")).length;
    const before = await requestCount();
    expect(await closes(moving, [row])).toEqual(found);
    expect(await requestCount()).toBe(before);
  });

  test("what cannot be fetched now is named, and a job goes on with it", async () => {
    const row = await aVenueRow("exchange", { exchangeId: "binance" });
    await exchange.send("faults", { path: "/api/v3/klines", times: 2, kind: { do: "drop-before" } });
    const missing = {
      ok: false,
      problems: [{ kind: "history-missing", assets: ["BTC", "ETH"], barsNeeded: 60, daysNeeded: 60 }],
    };
    expect(await closes(moving, [row])).toEqual(missing);
    // A check while it is being waited out queries the exchange for nothing.
    expect(await closes(moving, [row])).toEqual(missing);
    await runJobs();
    expect(await closes(moving, [row])).toMatchObject({ ok: true, sources: ["Binance"] });
  });

  test("closes that stopped coming are stale, and named", async () => {
    const row = await aVenueRow("exchange", { exchangeId: "binance" });
    await closes(moving, [row]);
    ctx.advance(5 * DAY);
    await exchange.send("faults", { path: "/api/v3", times: 100, kind: { do: "drop-before" } });
    expect(await closes(moving, [row])).toEqual({
      ok: false,
      problems: [{ kind: "history-stale", assets: ["BTC", "ETH"], lastAt: Math.floor(now / DAY) * DAY }],
    });
  });

  test("an asset no venue trades is reported as what it is", async () => {
    const row = await aVenueRow("exchange", { exchangeId: "binance" });
    const odd = { ...moving, targets: [...moving.targets, { kind: "asset" as const, asset: "NOPE", weight: 0 }] };
    const found = await closes(odd, [row]);
    const why = { kind: "no-market", assets: ["NOPE"], quote: "USDT" };
    expect(found).toMatchObject({ ok: false, problems: [{ kind: "rule-impossible", why }] });
  });

  test("holdings kept by hand borrow the prices of the owner's other venues", async () => {
    const manual = await aVenueRow("manual");
    await aVenueRow("exchange", { exchangeId: "binance" });
    expect(await closes(moving, [manual])).toMatchObject({ ok: true, sources: ["Binance"] });
  });

  test("each hour what policies read is brought up to date, and only that", async () => {
    const row = await aVenueRow("exchange", { exchangeId: "binance" });
    const portfolioId = newId();
    await ctx.db
      .insert(portfolios)
      .values({ id: portfolioId, ownerId: ctx.ownerId, name: "Core", baseCurrency: "USDT" });
    await ctx.db.insert(portfolioVenues).values({ portfolioId, venueId: row.id });
    await ctx.db.insert(policyVersions).values({ portfolioId, version: 1, policy: moving, createdBy: "x" });
    await extendNeeded(ctx);
    expect(await runJobs()).toBe(2);
    await extendNeeded(ctx);
    expect(ctx.sentJobs).toEqual([]);
    // A day later there is a bar to fetch; and a fill that a crash left goes on.
    await ctx.db.update(candleSeries).set({ lastAt: new Date(Math.floor(now / DAY) * DAY - 2 * DAY) });
    await ctx.db.update(candleSeries).set({ state: "filling" }).where(eq(candleSeries.base, "ETH"));
    await extendNeeded(ctx);
    expect(await runJobs()).toBe(2);
    const rows = await ctx.db.select().from(candleSeries);
    expect(rows.map(({ state, lastAt }) => [state, lastAt?.getTime()])).toEqual([
      ["complete", Math.floor(now / DAY) * DAY - DAY],
      ["complete", Math.floor(now / DAY) * DAY - DAY],
    ]);
  });
});

import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { portfolioVenues, postings, rebalances, slots, valuations, venues } from "@/drizzle/schema";
import type { Market, Quote } from "@/lib/engine/model";
import { describeHold } from "@/lib/format";
import { type Notional, price, quantity, type Rate } from "@/lib/money";
import { type Balance, type Venue, VenueError } from "@/server/exchanges/venue";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { newId } from "../id";
import { policyTemplates } from "../policy/templates";
import { createPortfolio } from "../portfolio/create";
import { getPortfolioView } from "../portfolio/get";
import { runDueSlots } from "../slot/run";
import { createManual } from "../venue";
import { noteVenueHealth } from "../venue/refresh-health";
import { ASKED_AGAIN_AFTER_MS } from "./doubt";
import { takeSnapshot } from "./take";

/** An exchange as a test wants it; change its fields between looks. */
interface Scripted {
  balances: Record<string, string>;
  prices: Record<string, string>;
  failure: VenueError | null;
}

const market = (venueId: string, base: string): Market => ({
  venueId,
  symbol: `${base}/USDT`,
  base,
  quote: "USDT",
  quantityStep: quantity("0.0001"),
  priceStep: price("0.01"),
  quantityMin: quantity("0.0001"),
  quantityMax: null,
  notionalMin: "5" as Notional,
  takerFeeRate: "0.001" as Rate,
  makerFeeRate: "0.001" as Rate,
  feeFrom: "received",
  isActive: true,
});

function scriptedVenue(venueId: string, script: Scripted, now: () => number): Venue {
  const unsupported = () => Promise.reject(new VenueError("unsupported", "Not in this test."));
  const answer = async <T>(value: () => T): Promise<T> => {
    if (script.failure) throw script.failure;
    return value();
  };
  return {
    kind: "exchange",
    label: "Binance",
    limits: { requestValidityMs: 0, lookupLagMs: 0 },
    testConnection: unsupported,
    loadMarkets: () => answer(() => ["BTC", "ETH", "DOGE"].map((base) => market(venueId, base))),
    fetchBalances: () =>
      answer(() =>
        Object.entries(script.balances).map(
          ([asset, held]): Balance => ({ asset, total: quantity(held), free: quantity(held) }),
        ),
      ),
    fetchQuotes: (symbols) =>
      answer(() =>
        symbols.flatMap((symbol): Quote[] => {
          const at = script.prices[symbol.split("/")[0] ?? ""];
          return at === undefined
            ? []
            : [{ symbol, bid: price(at), ask: price(at), last: price(at), at: now() - 2_000 }];
        }),
      ),
    fetchOpenOrders: async () => [],
    submitOrder: unsupported,
    findOrder: unsupported,
    cancelOrder: unsupported,
    close: async () => {},
  };
}

describeOnEachDatabase("takeSnapshot", (database) => {
  let ctx: TestContext;
  let venueId: string;
  let portfolioId: string;
  let script: Scripted;

  beforeEach(async () => {
    script = {
      balances: { BTC: "0.05", ETH: "1", USDT: "2000", DOGE: "100" },
      prices: { BTC: "100000", ETH: "3000", DOGE: "0.2" },
      failure: null,
    };
    venueId = newId();
    ctx = await testContext(database, {
      script: { [venueId]: () => scriptedVenue(venueId, script, () => ctx.now()) },
    });
    await database.db
      .insert(venues)
      .values({ id: venueId, ownerId: ctx.ownerId, kind: "exchange", name: "My Binance", exchangeId: "binance" });
    const policy = policyTemplates()[0]!.policy;
    const made = await createPortfolio(ctx, { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy });
    portfolioId = made.portfolioId;
  });

  const venueRow = async () => (await database.db.select().from(venues).where(eq(venues.id, venueId)))[0]!;

  test("balances, quotes and prices of one moment, with their ages", async () => {
    const snapshot = await takeSnapshot(ctx, portfolioId);
    expect(snapshot.holdings.map((row) => `${row.asset} ${row.quantity}`)).toEqual([
      "BTC 0.05",
      "ETH 1",
      "USDT 2000",
      "DOGE 100",
    ]);
    expect(snapshot.prices).toContainEqual({
      asset: "BTC",
      price: "100000",
      at: ctx.now() - 2_000,
      source: "My Binance BTC/USDT",
    });
    expect(await venueRow()).toMatchObject({ problem: null, lastOkAt: new Date(ctx.now()) });
  });

  test("a venue that does not answer keeps its last known holdings and trades nothing", async () => {
    await evaluatePortfolio(ctx, portfolioId, {});
    script.failure = new VenueError("unavailable", "Binance does not answer.");
    ctx.advance(10 * 60_000);
    const snapshot = await takeSnapshot(ctx, portfolioId);
    expect(snapshot.venues[0]?.problem).toMatchObject({ message: "Binance does not answer." });
    expect(snapshot.holdings).toHaveLength(4);
    const { decision } = await evaluatePortfolio(ctx, portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
    expect(await venueRow()).toMatchObject({ problem: "Binance does not answer." });
    expect((await getPortfolioView(ctx, portfolioId)).status.kind).not.toBe("unchecked");
    const points = await database.db.select().from(valuations).where(eq(valuations.portfolioId, portfolioId));
    expect(points).toHaveLength(1);
    script.failure = null;
    ctx.advance(60_000);
    await evaluatePortfolio(ctx, portfolioId, {});
    expect(await venueRow()).toMatchObject({ problem: null, problemSince: null });
  });

  test("balances that vanish between two looks are doubted, not traded on", async () => {
    await evaluatePortfolio(ctx, portfolioId, {});
    script.balances = {};
    ctx.advance(10 * 60_000);
    const { decision } = await evaluatePortfolio(ctx, portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
    expect((await venueRow()).problem).toContain("vanished");
  });

  test("an empty account is believed after a day of the same answer, whatever a test of the connection says meanwhile", async () => {
    await evaluatePortfolio(ctx, portfolioId, {});
    script.balances = {};
    ctx.advance(60_000);
    expect((await evaluatePortfolio(ctx, portfolioId, {})).decision).toMatchObject({
      reasons: [{ kind: "venue-down" }],
    });
    await noteVenueHealth(ctx, venueId, { latencyMs: 20 });
    ctx.advance(23 * 3_600_000);
    expect((await takeSnapshot(ctx, portfolioId)).venues[0]?.problem?.isDoubted).toBe(true);
    ctx.advance(3_600_000);
    const snapshot = await takeSnapshot(ctx, portfolioId);
    expect([snapshot.venues[0]?.problem, snapshot.holdings]).toEqual([null, []]);
  });

  describe("one asset that vanishes beside others", () => {
    const withdrawals = async () => {
      const withdrawn = and(eq(postings.account, "flow:withdrawal"), eq(postings.portfolioId, portfolioId));
      return (await database.db.select().from(postings).where(withdrawn)).map((row) => `${row.asset} ${row.quantity}`);
    };
    const check = () => evaluatePortfolio(ctx, portfolioId, {});
    const without = (asset: string) => {
      const { [asset]: _gone, ...rest } = script.balances;
      return rest;
    };

    test("is asked about again before it is booked or decided on, then believed", async () => {
      await check();
      script.balances = without("BTC");
      ctx.advance(5 * 60_000);
      const { decision } = await check();
      expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
      const reader = { now: ctx.now(), timeZone: "UTC", locale: "en" } as const;
      expect(decision.kind === "hold" && describeHold(decision, reader)).toMatchObject({
        detail: expect.stringContaining(
          "My Binance no longer shows your 0.05 BTC. Asked again before anything is decided.",
        ),
      });
      expect(await withdrawals()).toEqual([]);

      // Too early to count as a second answer.
      ctx.advance(2_000);
      expect((await check()).decision.kind).toBe("hold");
      expect(await withdrawals()).toEqual([]);

      ctx.advance(ASKED_AGAIN_AFTER_MS);
      const { decision: second } = await check();
      expect(second).not.toMatchObject({ reasons: [{ kind: "venue-down" }] });
      expect(await withdrawals()).toEqual(["BTC 0.05"]);
      expect(await venueRow()).toMatchObject({ problem: null });
    });

    test("that comes back was never gone", async () => {
      await check();
      const before = script.balances;
      script.balances = without("BTC");
      ctx.advance(5 * 60_000);
      await check();
      script.balances = before;
      ctx.advance(ASKED_AGAIN_AFTER_MS);
      const { decision } = await check();
      expect(decision).not.toMatchObject({ reasons: [{ kind: "venue-down" }] });
      expect(await withdrawals()).toEqual([]);
      // Gone for a moment once more: the doubt of before does not count.
      script.balances = without("BTC");
      ctx.advance(5 * 60_000);
      expect((await check()).decision).toMatchObject({ reasons: [{ kind: "venue-down" }] });
    });

    test("is asked about by a check of its own, and the slot it interrupted is over", async () => {
      await runDueSlots(ctx, portfolioId);
      const slotAt = new Date(ctx.now() + 5 * 60_000);
      const purpose = "schedule:0";
      await database.db.insert(slots).values({ id: newId(), portfolioId, purpose, slotAt });
      const open = async () =>
        (
          await database.db
            .select()
            .from(slots)
            .where(and(eq(slots.portfolioId, portfolioId), isNull(slots.finishedAt)))
        )
          .map((row) => `${row.purpose} ${row.slotAt.getTime() - slotAt.getTime()} ${row.claimedAt}`)
          .sort();
      script.balances = without("BTC");
      ctx.advance(5 * 60_000);
      await runDueSlots(ctx, portfolioId);
      // Whatever the occurrence called for is pending since it was claimed; its slot has done its work.
      expect(await open()).toEqual([`check ${ASKED_AGAIN_AFTER_MS} null`]);
      ctx.advance(ASKED_AGAIN_AFTER_MS);
      await runDueSlots(ctx, portfolioId);
      expect(await open()).toEqual([]);
      expect(await withdrawals()).toEqual(["BTC 0.05"]);
    });

    test("a silent venue in between neither confirms nor denies", async () => {
      await check();
      script.balances = without("ETH");
      ctx.advance(5 * 60_000);
      await check();
      script.failure = new VenueError("unavailable", "Binance does not answer.");
      ctx.advance(60_000);
      await check();
      expect(await withdrawals()).toEqual([]);
      script.failure = null;
      ctx.advance(60_000);
      await check();
      expect(await withdrawals()).toEqual(["ETH 1"]);
    });

    test("dust may go, and so may what our own fills have sold", async () => {
      script.balances = { ...script.balances, DOGE: "1" };
      await check();
      script.balances = without("DOGE");
      ctx.advance(5 * 60_000);
      expect((await takeSnapshot(ctx, portfolioId)).venues[0]?.problem).toBeNull();

      script.balances = without("ETH");
      const line = { portfolioId, entryId: newId(), fillId: "a fill of ours", at: new Date(ctx.now()) };
      const createdAt = new Date(ctx.now());
      await database.db.insert(postings).values([
        { ...line, createdAt, id: newId(), account: `venue:${venueId}`, asset: "ETH", quantity: "-1" },
        { ...line, createdAt, id: newId(), account: "market:ETH/USDT", asset: "ETH", quantity: "1" },
      ]);
      expect((await takeSnapshot(ctx, portfolioId)).venues[0]?.problem).toBeNull();
    });
  });

  test("a missing price of a target stops the decision and is named", async () => {
    delete script.prices.ETH;
    const { decision } = await evaluatePortfolio(ctx, portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "price-missing", assets: ["ETH"] }] });
    expect(await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId))).toEqual([]);
    expect((await getPortfolioView(ctx, portfolioId)).status.kind).toBe("broken");
  });

  test("cold storage counts, is locked, and is valued at the exchange's prices", async () => {
    const cold = await createManual(ctx, { name: "Cold", balances: [{ asset: "BTC", quantity: "0.01" }] });
    await database.db.insert(portfolioVenues).values({ portfolioId, venueId: cold.venueId });
    const opened = ctx.venues.open;
    ctx.venues.open = async (spec) =>
      spec.kind === "manual"
        ? (await import("@/server/exchanges/manual/venue")).createManualVenue(spec.name, spec.store)
        : opened(spec);
    await evaluatePortfolio(ctx, portfolioId, {});
    const view = await getPortfolioView(ctx, portfolioId);
    const bitcoin = view.holdings.find((row) => row.asset === "BTC");
    expect(bitcoin).toMatchObject({ quantity: "0.06", lockedQuantity: "0.01", value: "6000" });
    expect(view.holdings.find((row) => row.asset === "DOGE")).toMatchObject({ isUntargeted: true, weight: null });
  });
});

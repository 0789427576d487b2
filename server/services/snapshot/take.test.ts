import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  occurrences,
  policyVersions,
  portfolioStates,
  portfolioVenues,
  postings,
  rebalances,
  valuations,
  venues,
} from "@/drizzle/schema";
import type { Balance, Market, Quote, Transfer } from "@/lib/engine/model";
import { type Notional, price, quantity, type Rate } from "@/lib/money";
import { type Venue, VenueError } from "@/server/exchanges/venue";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { loadConfirmations } from "../confirmation/load";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { newId } from "../id";
import { runDueOccurrences } from "../occurrence/run";
import { policyTemplates } from "../policy/templates";
import { createPortfolio } from "../portfolio/create";
import { getPortfolioView } from "../portfolio/get";
import { loadPortfolio } from "../portfolio/get-owned";
import { createManual } from "../venue";
import { recordVenueHealth } from "../venue/refresh-health";
import { findLastSnapshot } from "./last-known";
import { takeSnapshot } from "./take";

/** An exchange as a test wants it; change its fields between checks. */
interface Scripted {
  balances: Record<string, string>;
  prices: Record<string, string>;
  failure: VenueError | null;
  /** Closes of its candles where they differ from the ticker; null: it has none. */
  closes: Record<string, string> | null;
  /** Bid and ask where they are not the price. */
  books: Record<string, readonly [string, string]>;
  transfers: Transfer[];
  /** By the venue's own code: what it is of, and how much. */
  earning: Record<string, readonly [string, string]>;
  delisted: string[];
  closesFail: boolean;
}

const MINUTE = 60_000;

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
    loadMarkets: () =>
      answer(() =>
        ["BTC", "ETH", "DOGE"].map((base) => ({ ...market(venueId, base), isActive: !script.delisted.includes(base) })),
      ),
    fetchBalances: () =>
      answer(() => [
        ...Object.entries(script.balances).map(
          ([asset, held]): Balance => ({ asset, total: quantity(held), free: quantity(held) }),
        ),
        ...Object.entries(script.earning).map(
          ([venueCode, [asset, held]]): Balance => ({ asset, total: quantity(held), free: quantity("0"), venueCode }),
        ),
      ]),
    fetchQuotes: (symbols) =>
      answer(() =>
        symbols.flatMap((symbol): Quote[] => {
          const at = script.prices[symbol.split("/")[0] ?? ""];
          const [bid, ask] = script.books[symbol.split("/")[0] ?? ""] ?? [at, at];
          return at === undefined || bid === undefined || ask === undefined
            ? []
            : [{ symbol, bid: price(bid), ask: price(ask), last: price(at), at: now() - 2_000 }];
        }),
      ),
    fetchRecentCloses: (symbols) =>
      answer(() => {
        if (script.closesFail) throw new VenueError("unavailable", "No candles now.");
        return symbols.flatMap((symbol) => {
          const base = symbol.split("/")[0] ?? "";
          const close = script.closes?.[base] ?? script.prices[base];
          return script.closes === null || close === undefined ? [] : [{ symbol, close: price(close), at: now() }];
        });
      }),
    fetchTransfers: async (since) => script.transfers.filter((transfer) => transfer.at >= since),
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
      closes: {},
      books: {},
      transfers: [],
      earning: {},
      delisted: [],
      closesFail: false,
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

  const taken = async () => {
    const loaded = await loadPortfolio(ctx, portfolioId);
    const lastKnown = await findLastSnapshot(ctx, portfolioId);
    const confirmations = await loadConfirmations(ctx, portfolioId, lastKnown);
    const { baseCurrency } = loaded.portfolio;
    return (await takeSnapshot(ctx, { ...loaded, baseCurrency, lastKnown, confirmations })).snapshot;
  };
  const check = async (afterMs = 0) => {
    ctx.advance(afterMs);
    return (await evaluatePortfolio(ctx, portfolioId, {})).decision;
  };
  const withdrawals = async () => {
    const withdrawn = and(eq(postings.account, "flow:withdrawal"), eq(postings.portfolioId, portfolioId));
    return (await database.db.select().from(postings).where(withdrawn)).map((row) => `${row.asset} ${row.quantity}`);
  };
  const without = (asset: string) => {
    const { [asset]: _gone, ...rest } = script.balances;
    return rest;
  };
  const heldOf = (snapshot: { holdings: readonly { asset: string; quantity: string }[] }, asset: string) =>
    snapshot.holdings.filter((row) => row.asset === asset).map((row) => row.quantity);
  const suspect = (asset: string, suspicion: string, more: object = {}) => ({
    kind: "hold",
    reasons: [{ kind: "unconfirmed", suspects: [{ asset, suspicion, ...more }] }],
  });

  const venueRow = async () => (await database.db.select().from(venues).where(eq(venues.id, venueId)))[0]!;

  test("balances, quotes and prices of one instant, with their ages", async () => {
    const snapshot = await taken();
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
    const snapshot = await taken();
    expect(snapshot.venues[0]?.problem).toMatchObject({
      statement: { kind: "venue", venueMessage: "Binance does not answer." },
    });
    expect(snapshot.holdings).toHaveLength(4);
    const { decision } = await evaluatePortfolio(ctx, portfolioId, {});
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
    expect(await venueRow()).toMatchObject({ problem: { kind: "venue", venueMessage: "Binance does not answer." } });
    expect((await getPortfolioView(ctx, portfolioId)).status.kind).not.toBe("unchecked");
    const points = await database.db.select().from(valuations).where(eq(valuations.portfolioId, portfolioId));
    expect(points).toHaveLength(1);
    script.failure = null;
    ctx.advance(60_000);
    await evaluatePortfolio(ctx, portfolioId, {});
    expect(await venueRow()).toMatchObject({ problem: null, problemSince: null });
  });

  test("balances that vanish between two checks are suspect, not traded on", async () => {
    await check();
    script.balances = {};
    const decision = await check(10 * MINUTE);
    expect(decision).toMatchObject({
      kind: "hold",
      reasons: [
        { kind: "unconfirmed", suspects: ["BTC", "ETH", "USDT"].map((asset) => ({ asset, suspicion: "vanished" })) },
      ],
    });
    expect(decision.value).toBe(10_000);
    expect(await withdrawals()).toEqual([]);
  });

  test("an empty account is confirmed after a day of the same answer, whatever a test of the connection says meanwhile", async () => {
    await check();
    script.balances = {};
    expect(await check(MINUTE)).toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    await recordVenueHealth(ctx, venueId, { latencyMs: 20 });
    ctx.advance(23 * 3_600_000);
    expect((await taken()).suspects).toHaveLength(3);
    ctx.advance(3_600_000);
    const snapshot = await taken();
    expect([snapshot.suspects, snapshot.holdings]).toEqual([[], []]);
  });

  describe("one asset that vanishes beside others", () => {
    test("is rechecked over minutes, then handed to the owner, and moves nothing meanwhile", async () => {
      await check();
      script.balances = without("BTC");
      const first = await check(5 * MINUTE);
      expect(first).toMatchObject(suspect("BTC", "vanished", { counted: "0.05", seen: "0", needsOwner: false }));
      expect(first.value).toBe(10_000);
      const queriedAt: number[] = [];
      for (let observation = 0; observation < 6; observation += 1) {
        const fact = (await findLastSnapshot(ctx, portfolioId))?.suspects?.[0];
        if (fact?.recheckAt == null) break;
        queriedAt.push((fact.recheckAt - ctx.now()) / 1_000);
        await check(fact.recheckAt - ctx.now());
      }
      expect(queriedAt).toEqual([30, 60, 120, 120]);
      expect(await check(MINUTE)).toMatchObject(suspect("BTC", "vanished", { needsOwner: true, recheckAt: null }));
      for (let hour = 0; hour < 3; hour += 1)
        expect(await check(60 * MINUTE)).toMatchObject(suspect("BTC", "vanished"));
      expect(await withdrawals()).toEqual([]);
      expect(await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId))).toEqual([]);
    });

    test("that comes back was never gone", async () => {
      await check();
      const before = script.balances;
      script.balances = without("BTC");
      await check(5 * MINUTE);
      script.balances = before;
      expect((await check(30_000)).kind).not.toBe("unconfirmed");
      expect((await taken()).suspects).toEqual([]);
      expect(await withdrawals()).toEqual([]);
      // Gone for a while once more: the suspicion of before does not count.
      script.balances = without("BTC");
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "vanished", { since: ctx.now() }));
    });

    test("is confirmed at once where the exchange's records show the withdrawal, and booked", async () => {
      await check();
      script.balances = without("BTC");
      ctx.advance(5 * MINUTE);
      const at = ctx.now() - MINUTE;
      script.transfers = [{ kind: "withdrawal", asset: "BTC", quantity: quantity("0.05"), at, id: "w1" }];
      expect(await check()).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      expect(await withdrawals()).toEqual(["BTC 0.05"]);
    });

    test("is confirmed where the same answer shows what it was sold for", async () => {
      await check();
      script.balances = { ...without("BTC"), USDT: "6992.5" };
      expect(await check(5 * MINUTE)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      // Less than it was worth was not a sale of it.
      script.balances = { ...without("ETH"), USDT: "8000" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "vanished"));
    });

    test.each([
      ["halved", "0.025"],
      ["short of a tenth", "0.045"],
      ["all but gone", "0.001"],
    ])("or is %s is the same question", async (_name, left) => {
      await check();
      script.balances = { ...script.balances, BTC: left };
      const decision = await check(5 * MINUTE);
      expect(decision).toMatchObject(suspect("BTC", "shrank", { seen: left, counted: "0.05" }));
      expect(heldOf(await taken(), "BTC")).toEqual(["0.05"]);
    });

    test("is rechecked by a check of its own, and the occurrence it interrupted is over", async () => {
      await runDueOccurrences(ctx, portfolioId);
      const occurrenceAt = new Date(ctx.now() + 5 * MINUTE);
      const purpose = "schedule:0";
      await database.db.insert(occurrences).values({ id: newId(), portfolioId, purpose, occurrenceAt });
      const open = async () =>
        (
          await database.db
            .select()
            .from(occurrences)
            .where(and(eq(occurrences.portfolioId, portfolioId), isNull(occurrences.finishedAt)))
        )
          .map((row) => `${row.purpose} ${row.occurrenceAt.getTime() - occurrenceAt.getTime()} ${row.claimedAt}`)
          .sort();
      const before = script.balances;
      script.balances = without("BTC");
      ctx.advance(5 * MINUTE);
      await runDueOccurrences(ctx, portfolioId);
      // Whatever the occurrence called for is pending since it was claimed; it has done its work.
      expect(await open()).toEqual(["check 30000 null"]);
      script.balances = before;
      ctx.advance(30_000);
      await runDueOccurrences(ctx, portfolioId);
      expect(await open()).toEqual([]);
    });

    test("a silent venue in between neither confirms nor denies", async () => {
      await check();
      script.balances = without("ETH");
      const { since } = (await check(5 * MINUTE).then(() => findLastSnapshot(ctx, portfolioId)))!.suspects![0]!;
      script.failure = new VenueError("unavailable", "Binance does not answer.");
      expect(await check(MINUTE)).toMatchObject({ reasons: [{ kind: "venue-down" }] });
      expect(await withdrawals()).toEqual([]);
      script.failure = null;
      expect(await check(MINUTE)).toMatchObject(suspect("ETH", "vanished", { since }));
    });

    test("dust may go, and so may what our own fills have sold", async () => {
      script.balances = { ...script.balances, DOGE: "1" };
      await check();
      script.balances = without("DOGE");
      ctx.advance(5 * MINUTE);
      expect((await taken()).suspects).toEqual([]);

      script.balances = without("ETH");
      const line = { portfolioId, entryId: newId(), fillId: "a fill of ours", at: new Date(ctx.now()) };
      const createdAt = new Date(ctx.now());
      await database.db.insert(postings).values([
        { ...line, createdAt, id: newId(), account: `venue:${venueId}`, asset: "ETH", quantity: quantity("-1") },
        { ...line, createdAt, id: newId(), account: "market:ETH/USDT", asset: "ETH", quantity: quantity("1") },
      ]);
      expect((await taken()).suspects).toEqual([]);
    });

    test("a balance that lags behind our own sale is not confirmed for being late twice", async () => {
      await check();
      ctx.advance(5 * MINUTE);
      const line = { portfolioId, entryId: newId(), fillId: "a fill of ours", at: new Date(ctx.now()) };
      await database.db
        .insert(postings)
        .values({ ...line, id: newId(), account: `venue:${venueId}`, asset: "ETH", quantity: quantity("-1") });
      for (let observation = 0; observation < 4; observation += 1) {
        expect(await check(MINUTE)).toMatchObject(suspect("ETH", "grew", { counted: "0", seen: "1" }));
      }
      script.balances = without("ETH");
      await check(MINUTE);
      expect((await taken()).suspects).toEqual([]);
    });
  });

  test("what earns under a code of its own counts at its underlying's price, locked, and moving there is no fall", async () => {
    await check();
    script.balances = { ...script.balances, BTC: "0.02" };
    script.earning = { LDBTC: ["BTC", "0.03"] };
    const decision = await check(5 * MINUTE);
    expect(decision).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    expect(decision.value).toBe(10_000);
    const rows = (await taken()).holdings.filter((row) => row.asset === "BTC");
    expect(rows.map((row) => [row.quantity, row.free, row.isLocked, row.venueCode])).toEqual([
      ["0.02", "0.02", false, undefined],
      ["0.03", "0", true, "LDBTC"],
    ]);
    const bitcoin = (await getPortfolioView(ctx, portfolioId)).holdings.find((row) => row.asset === "BTC");
    expect(bitcoin).toMatchObject({ quantity: "0.05", lockedQuantity: "0.03", value: "5000" });
    expect(bitcoin?.venues.map((venue) => venue.venueCode)).toEqual([undefined, "LDBTC"]);
  });

  test("a code given to another coin is for the owner to settle: balance and price jump at once, and no market shows it", async () => {
    await check();
    script.balances = { ...script.balances, ETH: "0.3" };
    script.prices.ETH = "7200";
    for (let observation = 0; observation < 4; observation += 1) expect((await check(2 * MINUTE)).value).toBe(10_000);
    const { suspects } = (await findLastSnapshot(ctx, portfolioId))!;
    expect(suspects).toMatchObject([
      { about: "balance", asset: "ETH", suspicion: "shrank", needsOwner: true },
      { about: "price", asset: "ETH", suspicion: "moved", counted: "3000", seen: "7200", needsOwner: true },
    ]);
  });

  test("the price of a coin that is delisted stays as last confirmed; as dust it is set aside and the rest goes on", async () => {
    await check();
    delete script.prices.ETH;
    script.delisted = ["ETH"];
    expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "missing", { counted: "3000" }));
    expect((await findLastSnapshot(ctx, portfolioId))!.frozen).toEqual(["ETH"]);
    script.balances = { ...script.balances, ETH: "0.001" };
    script.transfers = [
      { kind: "withdrawal", asset: "ETH", quantity: quantity("0.999"), at: ctx.now() + MINUTE, id: "w1" },
    ];
    const decision = await check(5 * MINUTE);
    expect(decision.reasons.map((reason) => reason.kind)).not.toContain("unconfirmed");
    expect((await findLastSnapshot(ctx, portfolioId))!.setAside).toMatchObject([{ asset: "ETH", quantity: "0.001" }]);
    expect((await getPortfolioView(ctx, portfolioId)).setAside).toMatchObject([
      { name: "Ethereum", quantity: "0.001" },
    ]);
  });

  test("an airdropped coin that nobody prices stops nothing, even where the rest is to be sold", async () => {
    const [version] = await database.db
      .select()
      .from(policyVersions)
      .where(eq(policyVersions.portfolioId, portfolioId));
    await database.db
      .update(policyVersions)
      .set({ policy: { ...version!.policy, untargeted: "sell" } })
      .where(eq(policyVersions.portfolioId, portfolioId));
    script.balances = { ...script.balances, FREE: "1000000" };
    const decision = await check();
    expect(decision.reasons.map((reason) => reason.kind)).not.toContain("price-missing");
    const { setAside, suspects } = (await findLastSnapshot(ctx, portfolioId))!;
    expect(setAside).toMatchObject([{ asset: "FREE", share: null }]);
    expect(suspects).toMatchObject([{ asset: "FREE", recheckAt: null }]);
  });

  test("an account that is owed something books no withdrawal", async () => {
    await check();
    script.balances = { ...script.balances, ETH: "-0.5" };
    await check(5 * MINUTE);
    script.balances = { ...script.balances, ETH: "1" };
    await check(5 * MINUTE);
    await check(5 * MINUTE);
    expect(await withdrawals()).toEqual([]);
    expect((await taken()).suspects).toEqual([]);
  });

  describe("a balance that grows", () => {
    test("is confirmed with a deposit in the records", async () => {
      await check();
      script.balances = { ...script.balances, BTC: "0.1" };
      ctx.advance(5 * MINUTE);
      script.transfers = [
        { kind: "deposit", asset: "BTC", quantity: quantity("0.05"), at: ctx.now() - 1_000, id: "d1" },
      ];
      expect(await check()).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("is confirmed of money at a second check a minute later: it comes by ways that no record names", async () => {
      await check();
      script.balances = { ...script.balances, USDT: "4000" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("USDT", "grew"));
      expect(await check(30_000)).toMatchObject(suspect("USDT", "grew"));
      expect(await check(30_000)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("is for the owner to settle of a coin that the records know nothing of, however often it is shown", async () => {
      await check();
      script.balances = { ...script.balances, BTC: "0.1" };
      for (let minutes = 1; minutes <= 5; minutes += 1)
        expect(await check(MINUTE)).toMatchObject(suspect("BTC", "grew", { counted: "0.05", needsOwner: false }));
      expect(await check(MINUTE)).toMatchObject(suspect("BTC", "grew", { needsOwner: true }));
      script.balances = { ...script.balances, BTC: "0.05" };
      expect(await check(MINUTE)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    });

    test("below zero is shown, and nothing is traded until the owner has settled it", async () => {
      await check();
      script.balances = { ...script.balances, ETH: "-0.5" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "negative", { needsOwner: true }));
      expect(heldOf(await taken(), "ETH")).toEqual(["-0.5"]);
    });
  });

  describe("a price that lies", () => {
    const lie = (base: string, truth: number, factor: number) => {
      script.prices[base] = String(truth * factor);
      script.closes = { [base]: String(truth) };
    };

    test.each([0.12, 0.45, 0.6, 0.75, 1.4, 10])("at %f of the truth moves nothing and is shown", async (factor) => {
      await check();
      const before = (await findLastSnapshot(ctx, portfolioId))!;
      lie("BTC", 100_000, factor);
      for (let observation = 0; observation < 5; observation += 1) {
        const decision = await check(5 * MINUTE);
        expect(decision).toMatchObject(suspect("BTC", "contradicted", { counted: "100000" }));
        expect(decision.value).toBe(10_000);
      }
      const after = (await findLastSnapshot(ctx, portfolioId))!;
      expect(after.prices.find((row) => row.asset === "BTC")).toMatchObject({ price: "100000", isFrozen: true });
      expect(after.frozen).toEqual(["BTC"]);
      lie("BTC", 100_000, 1);
      await check(5 * MINUTE);
      const healed = (await findLastSnapshot(ctx, portfolioId))!;
      expect([healed.suspects, healed.frozen, healed.prices[0]?.price]).toEqual([
        [],
        undefined,
        before.prices[0]?.price,
      ]);
    });

    test("at the very first check counts for nothing, and no total has a zero inside", async () => {
      lie("BTC", 100_000, 0.1);
      expect(await check()).toMatchObject(suspect("BTC", "contradicted", { counted: null }));
      expect((await taken()).prices.some((row) => row.asset === "BTC")).toBe(false);
      lie("BTC", 100_000, 1);
      expect((await check(MINUTE)).value).toBe(10_000);
    });

    test("is waited for while candles fail to answer, and taken at a second check where there are none", async () => {
      script.closesFail = true;
      for (let observation = 0; observation < 3; observation += 1)
        expect((await check(MINUTE)).reasons).toMatchObject([
          { kind: "unconfirmed", suspects: [{ suspicion: "first-look" }, {}] },
        ]);
      script.closesFail = false;
      script.closes = null;
      await check(MINUTE);
      expect((await check(MINUTE)).value).toBe(10_000);
    });

    test("a crash that candles show as well is confirmed a minute later", async () => {
      await check();
      lie("BTC", 60_000, 1);
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "moved", { seen: "60000" }));
      const decision = await check(MINUTE);
      expect(decision).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      expect(decision.value).toBe(8_000);
    });

    test("one thin book does nothing", async () => {
      await check();
      script.books = { BTC: ["36000", "100050"] };
      script.closes = null;
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "wide-spread"));
    });

    test("with the policy's leave the others go on around it", async () => {
      await check();
      const [version] = await database.db
        .select()
        .from(policyVersions)
        .where(eq(policyVersions.portfolioId, portfolioId));
      await database.db
        .update(policyVersions)
        .set({ policy: { ...version!.policy, whenUnconfirmed: "go-on" } })
        .where(eq(policyVersions.portfolioId, portfolioId));
      lie("ETH", 3_000, 0.3);
      script.prices.BTC = "108000";
      script.balances = { ...script.balances, BTC: "0.08", USDT: "100" };
      script.transfers = [
        { kind: "deposit", asset: "BTC", quantity: quantity("0.03"), at: ctx.now() + 4 * MINUTE, id: "d1" },
        { kind: "withdrawal", asset: "USDT", quantity: quantity("1900"), at: ctx.now() + 4 * MINUTE, id: "w1" },
      ];
      ctx.advance(5 * MINUTE);
      const { decision, rebalanceId } = await evaluatePortfolio(ctx, portfolioId, {});
      expect(decision.kind).toBe("rebalance");
      const [made] = await database.db.select().from(rebalances).where(eq(rebalances.id, rebalanceId!));
      expect(made!.plan.orders.map((order) => `${order.side} ${order.symbol}`)).toEqual(["sell BTC/USDT"]);
    });
  });

  test("a snapshot from before confirmations were stored is what is first confirmed", async () => {
    await check();
    await database.db.delete(portfolioStates).where(eq(portfolioStates.portfolioId, portfolioId));
    script.prices.BTC = "45000";
    script.closes = { BTC: "100000" };
    script.balances = without("ETH");
    expect(await check(5 * MINUTE)).toMatchObject({
      reasons: [
        {
          suspects: [
            { asset: "ETH", suspicion: "vanished" },
            { asset: "BTC", counted: "100000" },
          ],
        },
      ],
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

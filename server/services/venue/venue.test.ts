import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, portfolios, portfolioVenues, venueBalances, venueSecrets, venues } from "@/drizzle/schema";
import type { Price, Quantity } from "@/lib/money";
import { KEYS, type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createVault } from "@/server/secrets/vault";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { newId } from "../id";
import { policyTemplates } from "../policy/templates";
import { createPortfolio } from "../portfolio/create";
import { setPortfolioVenues } from "../portfolio/set-venues";
import {
  connectExchange,
  createManual,
  createPaper,
  listVenues,
  openVenue,
  refreshHealth,
  removeVenue,
  renameVenue,
  replaceKeys,
  setBalance,
  testVenue,
} from ".";

let exchange: RunningExchange;
beforeAll(async () => {
  exchange = await runTestExchange();
});
afterAll(() => exchange.close());

describeOnEachDatabase("venues", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    await exchange.send("reset");
    await exchange.send("accounts", { ...KEYS, balances: { BTC: "0.5", USDT: "1000" } });
    const directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    ctx = await testContext(database, { venues: directory, startAt: Date.now() });
  });

  const connect = (credentials: Record<string, string> = KEYS) =>
    connectExchange(ctx, { exchangeId: "binance", name: "My Binance", credentials });
  const stored = () => ctx.db.select().from(venues).where(eq(venues.ownerId, ctx.ownerId));
  const actions = async () =>
    (await ctx.db.select().from(auditEntries).where(eq(auditEntries.ownerId, ctx.ownerId)))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map((entry) => entry.action);

  describe("an exchange account", () => {
    test("is tried, saved with sealed keys, and shown", async () => {
      const { venueId } = await connect();
      const secrets = await ctx.db.select().from(venueSecrets).where(eq(venueSecrets.venueId, venueId));
      expect(secrets.map((row) => row.field).sort()).toEqual(["apiKey", "secret"]);
      for (const { sealed } of secrets) expect(sealed).not.toMatch(/test-(key|secret)/);
      expect(await actions()).toEqual(["venue.connect"]);
      const [view] = await listVenues(ctx);
      expect(view).toMatchObject({
        id: venueId,
        kind: "exchange",
        name: "My Binance",
        exchangeName: "Binance",
        isSimulated: false,
        problem: null,
        permissions: { canTrade: true, canWithdraw: false },
        credentialFields: ["apiKey", "secret"],
      });
      expect(view!.balances).toEqual([
        { asset: "BTC", quantity: "0.5", valueBase: "30000", note: null },
        { asset: "USDT", quantity: "1000", valueBase: "1000", note: null },
      ]);
    });

    test.each([
      ["a wrong secret", { ...KEYS, secret: "wrong-secret" }, "refused the key"],
      ["a wrong key", { ...KEYS, apiKey: "nobody-knows-this-key" }, "refused the key"],
    ])("with %s is refused and not saved", async (_name, credentials, sentence) => {
      await expect(connect(credentials)).rejects.toThrow(sentence);
      expect(await stored()).toEqual([]);
    });

    test("with a key that can move money out is refused, with what to switch off", async () => {
      await exchange.send("accounts", { ...KEYS, balances: {}, restrictions: { enableWithdrawals: true } });
      await expect(connect()).rejects.toThrow(/can withdraw, so it was not saved.*switch off "Enable Withdrawals"/);
      await exchange.send("accounts", { ...KEYS, balances: {}, restrictions: { enableInternalTransfer: true } });
      await expect(connect()).rejects.toMatchObject({ detail: { reason: "key-too-powerful" } });
      expect(await stored()).toEqual([]);
    });

    test("that cannot be reached says so", async () => {
      await exchange.send("faults", { times: 50, kind: { do: "drop-before" } });
      await expect(connect()).rejects.toThrow("Binance cannot be reached");
    });

    test("whose clock is refused says what to do", async () => {
      const body = '{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}';
      await exchange.send("faults", { path: "/sapi", times: 50, kind: { do: "answer", status: 400, body } });
      await expect(connect()).rejects.toThrow("Set its clock");
    });

    test("requires exactly its fields", async () => {
      await expect(connect({ apiKey: KEYS.apiKey })).rejects.toMatchObject({ path: "credentials.secret" });
      await expect(connect({ ...KEYS, password: "x" })).rejects.toMatchObject({ path: "credentials.password" });
      await expect(connectExchange(ctx, { exchangeId: "nosuch", name: "X", credentials: {} })).rejects.toMatchObject({
        path: "exchangeId",
      });
    });

    test("is not connected twice", async () => {
      await connect();
      await expect(connect()).rejects.toThrow('connected already, as "My Binance"');
    });

    test("is not connected a second time under another key; another account of the same exchange is", async () => {
      const second = { apiKey: "second-key", secret: "second-secret" };
      await exchange.send("accounts", { ...KEYS, balances: { BTC: "0.51234567", USDT: "1000" } });
      await exchange.send("accounts", { ...second, balances: { BTC: "0.51234567", USDT: "1000" } });
      await connect();
      await expect(connect(second)).rejects.toThrow('opens the account that is connected as "My Binance"');
      await exchange.send("balances", { apiKey: second.apiKey, balances: { BTC: "0.41234567" } });
      await expect(connect(second)).resolves.toMatchObject({ venueId: expect.any(String) });
    });

    test("takes new keys only when they work", async () => {
      const { venueId } = await connect();
      await expect(replaceKeys(ctx, { venueId, credentials: { ...KEYS, secret: "wrong-one" } })).rejects.toThrow(
        "refused the key",
      );
      expect((await (await openVenue(ctx, venueId)).fetchBalances()).length).toBe(2);
      const next = { apiKey: "next-key-00000001", secret: "next-secret-0001" };
      await exchange.send("accounts", { ...next, balances: { ETH: "3" } });
      await replaceKeys(ctx, { venueId, credentials: next });
      expect(await (await openVenue(ctx, venueId)).fetchBalances()).toEqual([{ asset: "ETH", total: "3", free: "3" }]);
    });

    test("whose master key was lost says so, wherever it is opened", async () => {
      const { venueId } = await connect();
      const other = { ...ctx, secrets: createVault(randomBytes(32), "environment") };
      await expect(openVenue(other, venueId)).rejects.toMatchObject({
        name: "VenueError",
        kind: "authentication",
        message: expect.stringContaining("sealed with another master key"),
      });
    });

    test("notes trouble once, with its beginning, and its end", async () => {
      const { venueId } = await connect();
      await exchange.send("faults", { path: "/sapi", times: 1, kind: { do: "drop-before" } });
      expect((await refreshHealth(ctx, venueId)).problem).toContain("cannot be reached");
      const since = (await stored())[0]!.problemSince;
      ctx.advance(60_000);
      await exchange.send("faults", { path: "/sapi", times: 1, kind: { do: "drop-before" } });
      await refreshHealth(ctx, venueId);
      expect((await stored())[0]!.problemSince).toEqual(since);
      expect((await testVenue(ctx, { venueId })).problem).toBeNull();
    });

    test("is shown by what it refuses, until when, and cleared when it answers", async () => {
      const { venueId } = await connect();
      const trouble = (as: string) => exchange.send("faults", { path: "/sapi", kind: { do: "trouble", as } });
      for (const [as, kind] of [
        ["forbidden", "forbidden"],
        ["blocked-region", "blocked-region"],
        ["maintenance", "maintenance"],
        ["malformed", "malformed"],
        ["key-refused", "key-refused"],
      ] as const) {
        await trouble(as);
        await refreshHealth(ctx, venueId);
        expect((await stored())[0]).toMatchObject({ problemKind: kind, problemUntil: null });
      }
      const since = (await stored())[0]!.problemSince;
      await trouble("rate-limited");
      await refreshHealth(ctx, venueId, { isForced: true });
      const [limited] = await stored();
      expect(limited).toMatchObject({ problemKind: "rate-limited", problemSince: since });
      expect(limited!.problemUntil!.getTime()).toBeGreaterThan(ctx.now());
      expect((await listVenues(ctx))[0]!.problem).toMatchObject({ kind: "rate-limited", until: expect.any(Number) });
      await ctx.venues.forget(venueId);
      const fresh = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
      ctx = { ...ctx, venues: fresh };
      expect((await testVenue(ctx, { venueId })).problem).toBeNull();
      expect((await stored())[0]).toMatchObject({
        problem: null,
        problemKind: null,
        problemUntil: null,
        problemSince: null,
      });
    });

    test("shows what earns beside what is free, at one price", async () => {
      await exchange.send("accounts", { ...KEYS, balances: { BTC: "0.5", LDBTC: "0.1" } });
      await connect();
      const note = expect.stringContaining("LDBTC");
      expect((await listVenues(ctx))[0]!.balances).toEqual([
        { asset: "BTC", quantity: "0.5", valueBase: "30000", note: null },
        { asset: "BTC", quantity: "0.1", valueBase: "6000", note },
      ]);
    });

    test("whose key died is tried twice by itself, and once more by a person", async () => {
      const { venueId } = await connect();
      await ctx.venues.forget(venueId);
      await exchange.send("revoke-key", { apiKey: KEYS.apiKey });
      const signed = async () =>
        (await exchange.query<{ params: Record<string, string> }[]>("requests")).filter((seen) => seen.params.timestamp)
          .length;
      const before = await signed();
      for (let turn = 0; turn < 10; turn++) await refreshHealth(ctx, venueId);
      expect((await signed()) - before).toBe(2);
      expect((await listVenues(ctx))[0]!.problem).toMatchObject({ kind: "key-refused" });
      expect((await signed()) - before).toBe(2);
      expect((await testVenue(ctx, { venueId })).problem).toMatchObject({ kind: "key-refused" });
      expect((await signed()) - before).toBe(3);
      await exchange.send("revoke-key", { apiKey: KEYS.apiKey, on: false });
      expect((await testVenue(ctx, { venueId })).problem).toBeNull();
    });

    test("with a key that may also trade futures is connected, and shown", async () => {
      await exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableFutures: true } });
      const { venueId, notes } = await connect();
      expect(notes).toEqual([expect.stringContaining("trade futures")]);
      const at = Date.now() + 86_400_000;
      const restrictions = { enableMargin: true, tradingAuthorityExpirationTime: at };
      await exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions });
      await refreshHealth(ctx, venueId);
      expect((await listVenues(ctx))[0]!.permissions).toEqual({
        canTrade: true,
        canWithdraw: false,
        canMargin: true,
        canFutures: true,
        tradingEndsAt: at,
      });
    });

    test("whose key was given the right to withdraw is shown as that", async () => {
      const { venueId } = await connect();
      await exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableWithdrawals: true } });
      await refreshHealth(ctx, venueId);
      expect((await stored())[0]).toMatchObject({ problemKind: "too-powerful" });
      await exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableWithdrawals: false } });
      await refreshHealth(ctx, venueId);
      expect((await stored())[0]).toMatchObject({ problem: null, problemKind: null });
    });

    test.each([
      ["forbidden", "firewall"],
      ["blocked-region", "region"],
      ["maintenance", "maintenance"],
    ])("that refuses everybody (%s) is not blamed on the key", async (as, sentence) => {
      await exchange.send("faults", { times: 50, kind: { do: "trouble", as } });
      await expect(connect()).rejects.toThrow(sentence);
      expect(await stored()).toEqual([]);
    });

    test("that is removed loses its keys, keeps its history, and cannot be opened", async () => {
      const { venueId } = await connect();
      await removeVenue(ctx, { venueId });
      expect(await ctx.db.select().from(venueSecrets).where(eq(venueSecrets.venueId, venueId))).toEqual([]);
      expect(await listVenues(ctx)).toEqual([]);
      await expect(openVenue(ctx, venueId)).rejects.toThrow("does not exist");
      expect((await stored())[0]!.archivedAt).not.toBeNull();
    });
  });

  describe("a paper venue", () => {
    const funded = () =>
      createPaper(ctx, {
        name: "Play money",
        prices: "simulated",
        balances: [
          { asset: "USDT", quantity: "10000" },
          { asset: "BTC", quantity: "0" },
        ],
      });

    test("starts with its balances, is labelled simulated, and keeps an order with its money", async () => {
      const { venueId } = await funded();
      const [view] = await listVenues(ctx);
      expect(view).toMatchObject({ kind: "paper", isSimulated: true, problem: null });
      expect(view!.balances).toEqual([{ asset: "USDT", quantity: "10000", valueBase: "10000", note: null }]);
      const venue = await openVenue(ctx, venueId);
      const [quote] = await venue.fetchQuotes(["BTC/USDT"]);
      const limitPrice = (Number(quote!.ask) * 1.01).toFixed(0) as Price;
      const order = {
        clientOrderId: "one",
        symbol: "BTC/USDT",
        side: "buy",
        quantity: "0.01" as Quantity,
        limitPrice,
      } as const;
      const report = await venue.submitOrder(order);
      expect(report.state).toBe("filled");
      const rows = await ctx.db.select().from(venueBalances).where(eq(venueBalances.venueId, venueId));
      expect(rows.find((row) => row.asset === "BTC")!.quantity).toBe("0.00999");
      await ctx.venues.forget(venueId);
      expect(await (await openVenue(ctx, venueId)).findOrder("one", "BTC/USDT")).toEqual(report);
    });

    test("on an exchange's public prices needs no key", async () => {
      const { venueId } = await createPaper(ctx, {
        name: "Real prices",
        prices: { exchangeId: "binance" },
        balances: [{ asset: "BTC", quantity: "1" }],
      });
      expect((await listVenues(ctx))[0]).toMatchObject({ id: venueId, isSimulated: false, exchangeName: "Binance" });
      expect((await (await openVenue(ctx, venueId)).fetchQuotes(["BTC/USDT"]))[0]!.bid).toBe("59994");
    });

    test("is not opened on prices that cannot be had", async () => {
      await exchange.send("faults", { times: 50, kind: { do: "drop-before" } });
      await expect(createPaper(ctx, { name: "X", prices: { exchangeId: "binance" }, balances: [] })).rejects.toThrow(
        "start on simulated prices",
      );
      expect(await stored()).toEqual([]);
    });
  });

  describe("holdings kept by hand", () => {
    test("are counted with their notes, written anew, and taken off at zero", async () => {
      const { venueId } = await createManual(ctx, {
        name: "Cold storage",
        balances: [{ asset: "btc", quantity: "2.50", note: "Ledger, drawer" }],
      });
      await connect();
      const views = await listVenues(ctx);
      expect(views[0]!.balances).toEqual([
        { asset: "BTC", quantity: "2.5", valueBase: "150000", note: "Ledger, drawer" },
      ]);
      await setBalance(ctx, { venueId, asset: "ETH", quantity: "4" });
      await setBalance(ctx, { venueId, asset: "BTC", quantity: "0" });
      expect(await (await openVenue(ctx, venueId)).fetchBalances()).toEqual([{ asset: "ETH", total: "4", free: "0" }]);
      expect(await actions()).toEqual([
        "venue.create-manual",
        "venue.connect",
        "venue.set-balance",
        "venue.set-balance",
      ]);
    });

    test("refuse what is no quantity", async () => {
      const input = (asset: string, quantity: string) => ({ name: "X", balances: [{ asset, quantity }] });
      for (const [asset, quantity] of [
        ["BTC", "-1"],
        ["BTC", "NaN"],
        ["BTC", "1,5"],
        ["", "1"],
      ] as const)
        await expect(createManual(ctx, input(asset, quantity))).rejects.toThrow();
    });
  });

  describe("anybody's venue", () => {
    test("is absent for another owner, in every verb", async () => {
      const { venueId } = await connect();
      const other = await testContext(database, { venues: ctx.venues, secrets: ctx.secrets });
      const tries = [
        () => openVenue(other, venueId),
        () => renameVenue(other, { venueId, name: "Mine" }),
        () => removeVenue(other, { venueId }),
        () => setBalance(other, { venueId, asset: "BTC", quantity: "1" }),
        () => replaceKeys(other, { venueId, credentials: KEYS }),
        () => testVenue(other, { venueId }),
        () => refreshHealth(other, venueId),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ name: "NotFoundError" });
      expect(await listVenues(other)).toEqual([]);
    });

    test("is renamed, and not removed while a portfolio uses it", async () => {
      const { venueId } = await createManual(ctx, { name: "Old", balances: [] });
      await renameVenue(ctx, { venueId, name: "New" });
      const portfolioId = newId();
      await ctx.db
        .insert(portfolios)
        .values({ id: portfolioId, ownerId: ctx.ownerId, name: "Core", baseCurrency: "USDT" });
      await ctx.db.insert(portfolioVenues).values({ portfolioId, venueId });
      await expect(removeVenue(ctx, { venueId })).rejects.toThrow('"New" is part of "Core"');
      expect((await listVenues(ctx))[0]!.portfolios).toEqual([{ id: portfolioId, name: "Core" }]);
    });

    /** The same context, in which somebody else acts right before its next transaction begins. */
    const overtaken = (act: () => Promise<unknown>): TestContext => {
      let isFirst = true;
      const db: TestContext["db"] = Object.create(ctx.db);
      db.transaction = async (work, config) => {
        if (isFirst) {
          isFirst = false;
          await act();
        }
        return ctx.db.transaction(work, config);
      };
      return { ...ctx, db };
    };
    const { policy } = policyTemplates()[0]!;

    test("is not removed when a portfolio takes it in at the last minute", async () => {
      const { venueId } = await createManual(ctx, { name: "Safe", balances: [] });
      const takeIn = () => createPortfolio(ctx, { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy });
      await expect(removeVenue(overtaken(takeIn), { venueId })).rejects.toThrow('"Safe" is part of "Core"');
      expect((await stored())[0]!.archivedAt).toBeNull();
    });

    test("is not taken in when it is removed at the last minute", async () => {
      const { venueId } = await createManual(ctx, { name: "Safe", balances: [] });
      const { venueId: kept } = await createManual(ctx, { name: "Kept", balances: [] });
      const input = { name: "Core", baseCurrency: "USDT", policy };
      const { portfolioId } = await createPortfolio(ctx, { ...input, venueIds: [kept] });
      const remove = () => removeVenue(ctx, { venueId });
      await expect(setPortfolioVenues(overtaken(remove), { portfolioId, venueIds: [venueId] })).rejects.toThrow(
        "removed",
      );
      const { venueId: again } = await createManual(ctx, { name: "Safe", balances: [] });
      const removeAgain = () => removeVenue(ctx, { venueId: again });
      await expect(createPortfolio(overtaken(removeAgain), { ...input, venueIds: [again, kept] })).rejects.toThrow(
        "removed",
      );
      const links = await ctx.db.select().from(portfolioVenues).where(eq(portfolioVenues.portfolioId, portfolioId));
      expect(links.map((row) => row.venueId)).toEqual([kept]);
    });
  });
});

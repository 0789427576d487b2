/** An account is tried before it is saved, saved once, and its keys are sealed. */
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { venueSecrets } from "@/drizzle/schema";
import { KEYS } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVault } from "@/server/secrets/vault";
import { describeOnEachDatabase } from "@/server/testing/database";
import { venueWorld } from "@/server/testing/venue-world";
import { connectExchange, listVenues, openVenue, removeVenue, replaceKeys } from ".";

describeOnEachDatabase("an exchange account", (database) => {
  const world = venueWorld(database);
  const { connect, stored, actions } = world;

  test("is tried, saved with sealed keys, and shown", async () => {
    const { venueId } = await connect();
    const secrets = await world.ctx.db.select().from(venueSecrets).where(eq(venueSecrets.venueId, venueId));
    expect(secrets.map((row) => row.field).sort()).toEqual(["apiKey", "secret"]);
    for (const { sealed } of secrets) expect(sealed).not.toMatch(/test-(key|secret)/);
    expect(await actions()).toEqual(["venue.connect"]);
    const [view] = await listVenues(world.ctx);
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
    await world.exchange.send("accounts", { ...KEYS, balances: {}, restrictions: { enableWithdrawals: true } });
    await expect(connect()).rejects.toThrow(/can withdraw, so it was not saved.*switch off "Enable Withdrawals"/);
    await world.exchange.send("accounts", { ...KEYS, balances: {}, restrictions: { enableInternalTransfer: true } });
    await expect(connect()).rejects.toMatchObject({ detail: { reason: "key-too-powerful" } });
    expect(await stored()).toEqual([]);
  });

  test("that cannot be reached says so", async () => {
    await world.exchange.send("faults", { times: 50, kind: { do: "drop-before" } });
    await expect(connect()).rejects.toThrow("Binance cannot be reached");
  });

  test("whose clock is refused says what to do", async () => {
    const body = '{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}';
    await world.exchange.send("faults", { path: "/sapi", times: 50, kind: { do: "answer", status: 400, body } });
    await expect(connect()).rejects.toThrow("Set its clock");
  });

  test("requires exactly its fields", async () => {
    await expect(connect({ apiKey: KEYS.apiKey })).rejects.toMatchObject({ path: "credentials.secret" });
    await expect(connect({ ...KEYS, password: "x" })).rejects.toMatchObject({ path: "credentials.password" });
    await expect(
      connectExchange(world.ctx, { exchangeId: "nosuch", name: "X", credentials: {} }),
    ).rejects.toMatchObject({
      path: "exchangeId",
    });
  });

  test("is not connected twice", async () => {
    await connect();
    await expect(connect()).rejects.toThrow('connected already, as "My Binance"');
  });

  test("is not connected a second time under another key; another account of the same exchange is", async () => {
    const second = { apiKey: "second-key", secret: "second-secret" };
    await world.exchange.send("accounts", { ...KEYS, balances: { BTC: "0.51234567", USDT: "1000" } });
    await world.exchange.send("accounts", { ...second, balances: { BTC: "0.51234567", USDT: "1000" } });
    await connect();
    await expect(connect(second)).rejects.toThrow('opens the account that is connected as "My Binance"');
    await world.exchange.send("balances", { apiKey: second.apiKey, balances: { BTC: "0.41234567" } });
    await expect(connect(second)).resolves.toMatchObject({ venueId: expect.any(String) });
  });

  test("takes new keys only when they work", async () => {
    const { venueId } = await connect();
    await expect(replaceKeys(world.ctx, { venueId, credentials: { ...KEYS, secret: "wrong-one" } })).rejects.toThrow(
      "refused the key",
    );
    expect((await (await openVenue(world.ctx, venueId)).fetchBalances()).length).toBe(2);
    const next = { apiKey: "next-key-00000001", secret: "next-secret-0001" };
    await world.exchange.send("accounts", { ...next, balances: { ETH: "3" } });
    await replaceKeys(world.ctx, { venueId, credentials: next });
    expect(await (await openVenue(world.ctx, venueId)).fetchBalances()).toEqual([
      { asset: "ETH", total: "3", free: "3" },
    ]);
  });

  test("whose master key was lost says so, wherever it is opened", async () => {
    const { venueId } = await connect();
    const other = { ...world.ctx, secrets: createVault(randomBytes(32), "environment") };
    await expect(openVenue(other, venueId)).rejects.toMatchObject({
      name: "VenueError",
      kind: "authentication",
      message: expect.stringContaining("sealed with another master key"),
    });
  });

  test("shows what earns beside what is free, at one price", async () => {
    await world.exchange.send("accounts", { ...KEYS, balances: { BTC: "0.5", LDBTC: "0.1" } });
    await connect();
    const note = expect.stringContaining("LDBTC");
    expect((await listVenues(world.ctx))[0]!.balances).toEqual([
      { asset: "BTC", quantity: "0.5", valueBase: "30000", note: null },
      { asset: "BTC", quantity: "0.1", valueBase: "6000", note },
    ]);
  });

  test("that is removed loses its keys, keeps its history, and cannot be opened", async () => {
    const { venueId } = await connect();
    await removeVenue(world.ctx, { venueId });
    expect(await world.ctx.db.select().from(venueSecrets).where(eq(venueSecrets.venueId, venueId))).toEqual([]);
    expect(await listVenues(world.ctx)).toEqual([]);
    await expect(openVenue(world.ctx, venueId)).rejects.toThrow("does not exist");
    expect((await stored())[0]!.archivedAt).not.toBeNull();
  });
});

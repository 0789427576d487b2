/** What an exchange refuses and what a key may do is shown as it is, and no key is tried to death. */
import { expect, test } from "vitest";
import { KEYS } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { describeOnEachDatabase } from "@/server/testing/database";
import { venueWorld } from "@/server/testing/venue-world";
import { listVenues, refreshHealth, testVenue } from ".";

describeOnEachDatabase("an exchange account", (database) => {
  const world = venueWorld(database);
  const { connect, stored } = world;

  test("notes trouble once, with its beginning, and its end", async () => {
    const { venueId } = await connect();
    await world.exchange.send("faults", { path: "/sapi", times: 1, kind: { do: "drop-before" } });
    expect((await refreshHealth(world.ctx, venueId)).problem).toContain("cannot be reached");
    const since = (await stored())[0]!.problemSince;
    world.ctx.advance(60_000);
    await world.exchange.send("faults", { path: "/sapi", times: 1, kind: { do: "drop-before" } });
    await refreshHealth(world.ctx, venueId);
    expect((await stored())[0]!.problemSince).toEqual(since);
    expect((await testVenue(world.ctx, { venueId })).problem).toBeNull();
  });

  test("is shown by what it refuses, until when, and cleared when it answers", async () => {
    const { venueId } = await connect();
    const trouble = (as: string) => world.exchange.send("faults", { path: "/sapi", kind: { do: "trouble", as } });
    for (const [as, kind] of [
      ["forbidden", "forbidden"],
      ["blocked-region", "blocked-region"],
      ["maintenance", "maintenance"],
      ["malformed", "malformed"],
      ["key-refused", "key-refused"],
    ] as const) {
      await trouble(as);
      await refreshHealth(world.ctx, venueId);
      expect((await stored())[0]).toMatchObject({ problemKind: kind, problemUntil: null });
    }
    const since = (await stored())[0]!.problemSince;
    await trouble("rate-limited");
    await refreshHealth(world.ctx, venueId, { isForced: true });
    const [limited] = await stored();
    expect(limited).toMatchObject({ problemKind: "rate-limited", problemSince: since });
    expect(limited!.problemUntil!.getTime()).toBeGreaterThan(world.ctx.now());
    expect((await listVenues(world.ctx))[0]!.problem).toMatchObject({
      kind: "rate-limited",
      until: expect.any(Number),
    });
    await world.ctx.venues.forget(venueId);
    const fresh = createVenueDirectory({ exchangeUrls: { binance: world.exchange.url } });
    world.ctx = { ...world.ctx, venues: fresh };
    expect((await testVenue(world.ctx, { venueId })).problem).toBeNull();
    expect((await stored())[0]).toMatchObject({
      problem: null,
      problemKind: null,
      problemUntil: null,
      problemSince: null,
    });
  });

  test("whose key died is tried twice by itself, and once more by a person", async () => {
    const { venueId } = await connect();
    await world.ctx.venues.forget(venueId);
    await world.exchange.send("revoke-key", { apiKey: KEYS.apiKey });
    const signed = async () =>
      (await world.exchange.query<{ params: Record<string, string> }[]>("requests")).filter(
        (seen) => seen.params.timestamp,
      ).length;
    const before = await signed();
    for (let turn = 0; turn < 10; turn++) await refreshHealth(world.ctx, venueId);
    expect((await signed()) - before).toBe(2);
    expect((await listVenues(world.ctx))[0]!.problem).toMatchObject({ kind: "key-refused" });
    expect((await signed()) - before).toBe(2);
    expect((await testVenue(world.ctx, { venueId })).problem).toMatchObject({ kind: "key-refused" });
    expect((await signed()) - before).toBe(3);
    await world.exchange.send("revoke-key", { apiKey: KEYS.apiKey, on: false });
    expect((await testVenue(world.ctx, { venueId })).problem).toBeNull();
  });

  test("with a key that may also trade futures is connected, and shown", async () => {
    await world.exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableFutures: true } });
    const { venueId, notes } = await connect();
    expect(notes).toEqual([expect.stringContaining("trade futures")]);
    const at = Date.now() + 86_400_000;
    const restrictions = { enableMargin: true, tradingAuthorityExpirationTime: at };
    await world.exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions });
    await refreshHealth(world.ctx, venueId);
    expect((await listVenues(world.ctx))[0]!.permissions).toEqual({
      canTrade: true,
      canWithdraw: false,
      canMargin: true,
      canFutures: true,
      tradingEndsAt: at,
    });
  });

  test("whose key was given the right to withdraw is shown as that", async () => {
    const { venueId } = await connect();
    await world.exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableWithdrawals: true } });
    await refreshHealth(world.ctx, venueId);
    expect((await stored())[0]).toMatchObject({ problemKind: "too-powerful" });
    await world.exchange.send("restrictions", { apiKey: KEYS.apiKey, restrictions: { enableWithdrawals: false } });
    await refreshHealth(world.ctx, venueId);
    expect((await stored())[0]).toMatchObject({ problem: null, problemKind: null });
  });

  test.each([
    ["forbidden", "firewall"],
    ["blocked-region", "region"],
    ["maintenance", "maintenance"],
  ])("that refuses everybody (%s) is not blamed on the key", async (as, sentence) => {
    await world.exchange.send("faults", { times: 50, kind: { do: "trouble", as } });
    await expect(connect()).rejects.toThrow(sentence);
    expect(await stored()).toEqual([]);
  });
});

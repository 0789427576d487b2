/** What is gone, or less, is asked after before anybody believes it. */
import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { occurrences, postings, rebalances } from "@/drizzle/schema";
import { quantity } from "@/lib/money";
import { VenueError } from "@/server/exchanges/venue";
import { describeOnEachDatabase } from "@/server/testing/database";
import { snapshotWorld } from "@/server/testing/snapshot-world";
import { newId } from "../id";
import { runDueOccurrences } from "../occurrence/run";
import { recordVenueHealth } from "../venue/refresh-health";
import { findLastSnapshot } from "./last-known";

const MINUTE = 60_000;

describeOnEachDatabase("a balance that vanishes", (database) => {
  const world = snapshotWorld(database);
  const { taken, check, withdrawals, without, heldOf, suspect } = world;

  test("balances that vanish between two checks are suspect, not traded on", async () => {
    await check();
    world.script.balances = {};
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
    world.script.balances = {};
    expect(await check(MINUTE)).toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
    await recordVenueHealth(world.ctx, world.venueId, { latencyMs: 20 });
    world.ctx.advance(23 * 3_600_000);
    expect((await taken()).suspects).toHaveLength(3);
    world.ctx.advance(3_600_000);
    const snapshot = await taken();
    expect([snapshot.suspects, snapshot.holdings]).toEqual([[], []]);
  });

  describe("one asset that vanishes beside others", () => {
    test("is rechecked over minutes, then handed to the owner, and moves nothing meanwhile", async () => {
      await check();
      world.script.balances = without("BTC");
      const first = await check(5 * MINUTE);
      expect(first).toMatchObject(suspect("BTC", "vanished", { counted: "0.05", seen: "0", needsOwner: false }));
      expect(first.value).toBe(10_000);
      const queriedAt: number[] = [];
      for (let observation = 0; observation < 6; observation += 1) {
        const fact = (await findLastSnapshot(world.ctx, world.portfolioId))?.suspects?.[0];
        if (fact?.recheckAt == null) break;
        queriedAt.push((fact.recheckAt - world.ctx.now()) / 1_000);
        await check(fact.recheckAt - world.ctx.now());
      }
      expect(queriedAt).toEqual([30, 60, 120, 120]);
      expect(await check(MINUTE)).toMatchObject(suspect("BTC", "vanished", { needsOwner: true, recheckAt: null }));
      for (let hour = 0; hour < 3; hour += 1)
        expect(await check(60 * MINUTE)).toMatchObject(suspect("BTC", "vanished"));
      expect(await withdrawals()).toEqual([]);
      expect(await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, world.portfolioId))).toEqual(
        [],
      );
    });

    test("that comes back was never gone", async () => {
      await check();
      const before = world.script.balances;
      world.script.balances = without("BTC");
      await check(5 * MINUTE);
      world.script.balances = before;
      expect((await check(30_000)).kind).not.toBe("unconfirmed");
      expect((await taken()).suspects).toEqual([]);
      expect(await withdrawals()).toEqual([]);
      // Gone for a while once more: the suspicion of before does not count.
      world.script.balances = without("BTC");
      expect(await check(5 * MINUTE)).toMatchObject(suspect("BTC", "vanished", { since: world.ctx.now() }));
    });

    test("is confirmed at once where the exchange's records show the withdrawal, and booked", async () => {
      await check();
      world.script.balances = without("BTC");
      world.ctx.advance(5 * MINUTE);
      const at = world.ctx.now() - MINUTE;
      world.script.transfers = [{ kind: "withdrawal", asset: "BTC", quantity: quantity("0.05"), at, id: "w1" }];
      expect(await check()).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      expect(await withdrawals()).toEqual(["BTC 0.05"]);
    });

    test("is confirmed where the same answer shows what it was sold for", async () => {
      await check();
      world.script.balances = { ...without("BTC"), USDT: "6992.5" };
      expect(await check(5 * MINUTE)).not.toMatchObject({ reasons: [{ kind: "unconfirmed" }] });
      // Less than it was worth was not a sale of it.
      world.script.balances = { ...without("ETH"), USDT: "8000" };
      expect(await check(5 * MINUTE)).toMatchObject(suspect("ETH", "vanished"));
    });

    test.each([
      ["halved", "0.025"],
      ["short of a tenth", "0.045"],
      ["all but gone", "0.001"],
    ])("or is %s is the same question", async (_name, left) => {
      await check();
      world.script.balances = { ...world.script.balances, BTC: left };
      const decision = await check(5 * MINUTE);
      expect(decision).toMatchObject(suspect("BTC", "shrank", { seen: left, counted: "0.05" }));
      expect(heldOf(await taken(), "BTC")).toEqual(["0.05"]);
    });

    test("is rechecked by a check of its own, and the occurrence it interrupted is over", async () => {
      await runDueOccurrences(world.ctx, world.portfolioId);
      const occurrenceAt = new Date(world.ctx.now() + 5 * MINUTE);
      const purpose = "schedule:0";
      await database.db
        .insert(occurrences)
        .values({ id: newId(), portfolioId: world.portfolioId, purpose, occurrenceAt });
      const open = async () =>
        (
          await database.db
            .select()
            .from(occurrences)
            .where(and(eq(occurrences.portfolioId, world.portfolioId), isNull(occurrences.finishedAt)))
        )
          .map((row) => `${row.purpose} ${row.occurrenceAt.getTime() - occurrenceAt.getTime()} ${row.claimedAt}`)
          .sort();
      const before = world.script.balances;
      world.script.balances = without("BTC");
      world.ctx.advance(5 * MINUTE);
      await runDueOccurrences(world.ctx, world.portfolioId);
      // Whatever the occurrence called for is pending since it was claimed; it has done its work.
      expect(await open()).toEqual(["check 30000 null"]);
      world.script.balances = before;
      world.ctx.advance(30_000);
      await runDueOccurrences(world.ctx, world.portfolioId);
      expect(await open()).toEqual([]);
    });

    test("a silent venue in between neither confirms nor denies", async () => {
      await check();
      world.script.balances = without("ETH");
      const { since } = (await check(5 * MINUTE).then(() => findLastSnapshot(world.ctx, world.portfolioId)))!
        .suspects![0]!;
      world.script.failure = new VenueError("unavailable", "Binance does not answer.");
      expect(await check(MINUTE)).toMatchObject({ reasons: [{ kind: "venue-down" }] });
      expect(await withdrawals()).toEqual([]);
      world.script.failure = null;
      expect(await check(MINUTE)).toMatchObject(suspect("ETH", "vanished", { since }));
    });

    test("dust may go, and so may what our own fills have sold", async () => {
      world.script.balances = { ...world.script.balances, DOGE: "1" };
      await check();
      world.script.balances = without("DOGE");
      world.ctx.advance(5 * MINUTE);
      expect((await taken()).suspects).toEqual([]);

      world.script.balances = without("ETH");
      const line = {
        portfolioId: world.portfolioId,
        entryId: newId(),
        fillId: "a fill of ours",
        at: new Date(world.ctx.now()),
      };
      const createdAt = new Date(world.ctx.now());
      await database.db.insert(postings).values([
        { ...line, createdAt, id: newId(), account: `venue:${world.venueId}`, asset: "ETH", quantity: quantity("-1") },
        { ...line, createdAt, id: newId(), account: "market:ETH/USDT", asset: "ETH", quantity: quantity("1") },
      ]);
      expect((await taken()).suspects).toEqual([]);
    });

    test("a balance that lags behind our own sale is not confirmed for being late twice", async () => {
      await check();
      world.ctx.advance(5 * MINUTE);
      const line = {
        portfolioId: world.portfolioId,
        entryId: newId(),
        fillId: "a fill of ours",
        at: new Date(world.ctx.now()),
      };
      await database.db
        .insert(postings)
        .values({ ...line, id: newId(), account: `venue:${world.venueId}`, asset: "ETH", quantity: quantity("-1") });
      for (let observation = 0; observation < 4; observation += 1) {
        expect(await check(MINUTE)).toMatchObject(suspect("ETH", "grew", { counted: "0", seen: "1" }));
      }
      world.script.balances = without("ETH");
      await check(MINUTE);
      expect((await taken()).suspects).toEqual([]);
    });
  });
});

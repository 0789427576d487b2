/** A simulated year beside the person's own: never counted with it, left and entered at will, removed without a trace. */
import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { beforeEach, describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createCaller } from "@/server/routers";
import { readWorld } from "@/server/routers/trpc";
import { SCENARIOS } from "@/server/scenarios";
import { findOwner } from "@/server/scenarios/find-owner";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { buildSandbox, enterSandbox, getSandbox, leaveSandbox, removeSandbox, requestSandbox } from ".";
import type { BuildSteps } from "./build";
import { findSandbox } from "./find";

const TABLES = Object.values(schema).filter((each) => is(each, PgTable));

describeOnEachDatabase("the sandbox", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    await database.clear();
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
  });

  const oneStep: BuildSteps = async (inside, onStep) => {
    await SCENARIOS.drifted(inside);
    await onStep(1);
  };
  const userOf = async () => (await findSandbox(database.db, ctx.ownerId))!.userId;
  /** As the job does. */
  const build = async (steps: BuildSteps = oneStep) => {
    const userId = await userOf();
    await buildSandbox({ ...ctx, actor: { kind: "owner", userId, name: "Ada", isSandbox: true } }, userId, steps);
  };
  const caller = async () => {
    const signedIn = { userId: ctx.ownerId, name: "Ada", email: "ada@example.com" };
    return createCaller({ ...ctx, signedIn: await readWorld(database.db, signedIn) });
  };
  /** Every row of every table, but what the audit trail says of the sandbox itself. */
  const everything = async () => {
    const rows: Record<string, string[]> = {};
    for (const table of TABLES) {
      const name = getTableName(table);
      const found = await database.db.execute(sql`select to_jsonb(t)::text as row from ${table} t`);
      const texts = (found as unknown as { rows: { row: string }[] }).rows.map(({ row }) => row);
      rows[name] = texts.filter((row) => !row.includes('"sandbox.')).sort();
    }
    return rows;
  };

  test("is removed with every row of it, and touches none of the person's own", async () => {
    await SCENARIOS.drifted(ctx);
    const before = await everything();
    await requestSandbox(ctx);
    await build();
    await enterSandbox(ctx);
    const inside = await caller();
    await inside.venues.createManual({ name: "By hand", balances: [{ asset: "BTC", quantity: "1" }] });
    await inside.history.import({ name: "closes.csv", text: "date,BTC\n2024-01-01,1\n2024-01-02,2" });
    expect(await everything()).not.toEqual(before);
    await (await caller()).sandbox.remove();
    expect(await everything()).toEqual(before);
    expect(await getSandbox(ctx)).toBeNull();
    expect(await removeSandbox(ctx)).toEqual({ isRemoved: false });
  });

  test("is not counted with the person's own, nor seen from outside; and the other way round", async () => {
    const own = await SCENARIOS.drifted(ctx);
    const before = await (await caller()).overview.get();
    await requestSandbox(ctx);
    await build();
    expect(await (await caller()).overview.get()).toEqual(before);

    await enterSandbox(ctx);
    const inside = await caller();
    const { portfolios } = await inside.overview.get();
    expect(portfolios.map(({ id }) => id)).not.toContain(own.portfolioIds[0]);
    expect(portfolios).toHaveLength(1);
    expect(await inside.shell.get()).toMatchObject({ isSandbox: true, email: "ada@example.com" });
    await expect(inside.portfolios.get({ portfolioId: own.portfolioIds[0]! })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });

    await leaveSandbox(ctx);
    const outside = await caller();
    expect(await outside.shell.get()).toMatchObject({ isSandbox: false });
    await expect(outside.portfolios.get({ portfolioId: portfolios[0]!.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await findOwner(database.db)).toMatchObject({ id: ctx.ownerId });
  });

  test("two presses at once build one; who is building or ready is not begun again", async () => {
    await Promise.all([requestSandbox(ctx), requestSandbox(ctx)]);
    const users = async () => (await database.db.select().from(schema.users)).length;
    expect(await users()).toBe(2);
    expect(await getSandbox(ctx)).toEqual({ state: "building", done: 0, of: 3, isOpen: false });
    await build();
    expect(await getSandbox(ctx)).toMatchObject({ state: "ready", done: 1 });
    const jobs = ctx.sentJobs.length;
    await requestSandbox(ctx);
    await build(async () => {
      throw new Error("It is built already");
    });
    expect(ctx.sentJobs).toHaveLength(jobs);
    expect(await users()).toBe(2);
  });

  test("a build that was killed half-way is begun anew, without what it left", async () => {
    await requestSandbox(ctx);
    const userId = await userOf();
    await SCENARIOS.drifted({ ...ctx, actor: { kind: "owner", userId, name: "Ada", isSandbox: true } });
    await expect(enterSandbox(ctx)).rejects.toThrow("not built yet");
    await build();
    await enterSandbox(ctx);
    expect((await (await caller()).overview.get()).portfolios).toHaveLength(1);
  });

  test("one that fails leaves nothing, says so, and can be tried again or removed", async () => {
    await requestSandbox(ctx);
    const fails: BuildSteps = async (inside, onStep) => {
      await oneStep(inside, onStep);
      throw new Error("The disk is full");
    };
    await expect(build(fails)).rejects.toThrow("The disk is full");
    expect(await getSandbox(ctx)).toMatchObject({ state: "failed", done: 0 });
    expect(await database.db.select().from(schema.portfolios)).toEqual([]);
    await requestSandbox(ctx);
    expect(await getSandbox(ctx)).toMatchObject({ state: "building" });
  });

  test("one that is removed while it is built stays removed", async () => {
    await requestSandbox(ctx);
    await build(async (inside, onStep) => {
      await removeSandbox(ctx);
      await oneStep(inside, onStep);
    });
    expect(await getSandbox(ctx)).toBeNull();
    expect(await database.db.select().from(schema.portfolios)).toEqual([]);
  });

  describe("inside it", () => {
    beforeEach(async () => {
      await requestSandbox(ctx);
      await build();
      await enterSandbox(ctx);
    });

    test("nothing leads to a real exchange", async () => {
      const inside = await caller();
      const refused = { code: "PRECONDITION_FAILED", message: expect.stringContaining("reaches no exchange") };
      await expect(
        inside.venues.connect({ exchangeId: "binance", name: "Binance", credentials: {} }),
      ).rejects.toMatchObject(refused);
      await expect(
        inside.venues.createPaper({ name: "Paper", prices: { exchangeId: "binance" }, balances: [] }),
      ).rejects.toMatchObject(refused);
    });

    test("a stop of all trading stops the person's own too, settings and sessions stay theirs", async () => {
      const inside = await caller();
      await inside.trading.stopAll({ reason: "fire" });
      expect((await inside.shell.get()).stopped).not.toBeNull();
      await inside.settings.update({ timeZone: "Europe/Berlin" });
      await leaveSandbox(ctx);
      const outside = await caller();
      expect(await outside.shell.get()).toMatchObject({ stopped: { reason: "fire" }, timeZone: "Europe/Berlin" });
    });
  });
});

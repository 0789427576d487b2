/**
 * An installation that 0.2.0 left behind, brought to this version. fixtures/database-0.2.0.json was written by that
 * version: two paper portfolios, one with a proposal waiting and one amid a run whose second order nobody has answered,
 * a stop of all trading, prices and capitalisations from files; rows of sign-in and sealed keys stand beside them.
 */
import { getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { describeHalt, describeOrderEnd, describeRebalanceOutcome } from "@/lib/format";
import { parsePolicy } from "@/lib/schemas/policy";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createCaller } from "@/server/routers";
import { resumeTrading } from "@/server/services/trading/resume";
import { TEST_NOW, testContext } from "@/server/testing/context";
import {
  type OpenedRelease,
  type Release,
  type Row,
  readRelease,
  rowsOf as rowsOfDatabase,
  waysToOpen,
} from "@/server/testing/released-installation";
import { migrate } from "./migrate";

const RELEASED = readRelease("0.2.0");
/** What got the field's standard name since: tables, columns, and the keys inside stored documents. */
const TABLES_RENAMED: Record<string, string> = {
  slots: "occurrences",
  held_baselines: "hold_baselines",
  master_key_print: "master_key_fingerprint",
};
const WORDS_RENAMED: readonly (readonly [before: string, now: string])[] = [
  ["slot_at", "occurrence_at"],
  ["held_value", "hold_value"],
  ["ruling", "resolved"],
  ["carried", "deferred"],
  ["goal", "postTrade"],
  ["slotAt", "occurrenceAt"],
  ["bar", "threshold"],
];
const EVENTS_RENAMED: readonly (readonly [before: string, now: string])[] = [
  ["order.asked", "order.queried"],
  ["order.cancel-asked", "order.cancel-requested"],
  ["rebalance.stop-asked", "rebalance.stop-requested"],
];
const tableToday = (table: string) => TABLES_RENAMED[table] ?? table;
const rowToday = (row: Row): Row =>
  JSON.parse(
    [
      ...WORDS_RENAMED.map(([before, now]) => [`"${before}":`, `"${now}":`] as const),
      ...EVENTS_RENAMED.map(([before, now]) => [`:"${before}"`, `:"${now}"`] as const),
    ].reduce((text, [before, now]) => text.replaceAll(before, now), JSON.stringify(row)),
  );
/** Columns that nobody read, dropped since. */
const DROPPED: Record<string, readonly string[]> = {
  evaluations: ["outcome", "occurrence_at"],
  occurrences: ["outcome"],
  owner_settings: ["preferences"],
};
/** What that version wrote as a sentence, by hand: the fixture's owner had no such trouble. */
const SENTENCES: readonly (readonly [table: string, column: string, sentence: string])[] = [
  ["venues", "problem", "Binance cannot be reached."],
  ["portfolios", "halted_reason", "Halted: an order's fate could not be found out. Look at the venue."],
  ["orders", "problem", "EXPIRED_BY_THE_VENUE"],
  ["candle_series", "problem", "Binance has no 1h prices of BTC/USDT since then."],
  ["rebalances", "outcome", "Ada stopped it"],
];
const TABLES = Object.values(schema).filter((each) => is(each, PgTable));

/** What of a row is there still, and as it was. */
function kept(table: string, row: Row): Row {
  const changed = SENTENCES.filter(([of]) => of === table).map(([, column]) => column);
  const gone = new Set([...changed, ...(DROPPED[table] ?? [])]);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !gone.has(column)));
}

const TODAY: Record<string, Row[]> = Object.fromEntries(
  Object.entries(RELEASED).map(([table, rows]) => [tableToday(table), rows.map(rowToday)]),
);

const RELEASE: Release = {
  version: "0.2.0",
  rows: RELEASED,
  migrationCount: 4,
  afterSeed: async ({ db }) => {
    for (const [table, column, sentence] of SENTENCES)
      await db.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${sentence}`);
  },
};

describe.each(waysToOpen(RELEASE))("an installation of 0.2.0 (%s)", (_name, open) => {
  let restored: OpenedRelease;
  beforeAll(async () => {
    restored = await open();
  }, 300_000);
  afterAll(() => restored.remove());
  const rowsOf = (table: string) => rowsOfDatabase(restored.database, table);

  test("had rows in every table it knew", () => {
    expect(Object.values(TODAY).every((rows) => rows.length > 0)).toBe(true);
    const known = new Set(Object.keys(TODAY));
    const added = TABLES.map(getTableName).filter((name) => !known.has(name));
    expect(added).toEqual(expect.arrayContaining(["pending_rebalances", "portfolio_states", "allotments"]));
  });

  test("keeps every row and every figure", async () => {
    for (const [table, rows] of Object.entries(TODAY)) {
      const found = await rowsOf(table);
      expect(found, table).toHaveLength(rows.length);
      for (const row of rows) expect(found, table).toContainEqual(expect.objectContaining(kept(table, row)));
    }
  });

  test("shows what it said in sentences as it was written", async () => {
    const { db } = restored.database;
    const text = (sentence: string) => ({ kind: "text", text: sentence });
    for (const [table, column, sentence] of SENTENCES) {
      const shown = (await rowsOf(table)).map((row) => row[column]);
      expect(new Set(shown.map((each) => JSON.stringify(each))).size, table).toBe(1);
      expect(shown[0], table).toEqual(column === "outcome" ? [text(sentence)] : text(sentence));
    }
    const [portfolio] = await db.select().from(schema.portfolios);
    expect(describeHalt(portfolio!.haltedReason!)).toMatch(/^Halted: an order's fate/);
    const [run] = await db.select().from(schema.rebalances);
    expect(describeRebalanceOutcome(run!.outcome)).toBe("Ada stopped it");
    const [order] = await db.select().from(schema.orders);
    expect(describeOrderEnd(order!.problem!)).toBe("EXPIRED_BY_THE_VENUE");
  });

  test("is read through the schema of today, table by table", async () => {
    for (const table of TABLES) {
      const found = await restored.database.db.select().from(table);
      expect(found, getTableName(table)).toHaveLength(TODAY[getTableName(table)]?.length ?? 0);
    }
  });

  test("is not migrated twice", async () => {
    await migrate(restored.database);
    await migrate(restored.database);
    expect(await rowsOf("users")).toHaveLength(1);
  });

  test("has policies that are taken as they are", () => {
    for (const { policy } of RELEASED.policy_versions ?? []) expect(parsePolicy(policy)).toMatchObject({ ok: true });
  });

  describe("is shown on every page, and checked", () => {
    const [owner] = RELEASED.users ?? [];
    const ids = (table: string) => (RELEASED[table] ?? []).map(({ id }) => String(id));
    const enter = async () => {
      const now = () => TEST_NOW + 60_000;
      const ctx = await testContext(restored.database, { venues: createVenueDirectory({ now }), now });
      const userId = String(owner?.id);
      const actor = { kind: "owner" as const, userId, name: "Ada" };
      return { ctx: { ...ctx, actor }, api: createCaller({ ...ctx, signedIn: { userId, name: "Ada", email: "" } }) };
    };

    test("pages", async () => {
      const { api } = await enter();
      expect(await api.portfolios.list()).toHaveLength(2);
      await api.overview.get();
      await api.shell.get();
      await api.settings.get();
      await api.venues.list();
      await api.activity.list({});
      await api.orders.list({});
      await api.rebalances.list({});
      await api.history.series();
      await api.capitalisations.list();
      for (const portfolioId of ids("portfolios")) {
        await api.portfolios.get({ portfolioId });
        await api.portfolios.decisions({ portfolioId });
        await api.portfolios.series({ portfolioId, range: "1M" });
        await api.policies.versions({ portfolioId });
        await api.policies.exportJson({ portfolioId });
      }
      for (const rebalanceId of ids("rebalances"))
        expect(await api.rebalances.get({ rebalanceId })).toMatchObject({ id: rebalanceId });
    });

    test("checks", async () => {
      const { ctx, api } = await enter();
      await resumeTrading(ctx);
      for (const portfolioId of ids("portfolios"))
        expect(await api.portfolios.checkNow({ portfolioId })).toMatchObject({ sentence: expect.any(String) });
    });
  });
});

/**
 * An installation that 0.2.0 left behind, brought to this version. fixtures/database-0.2.0.json was written by that
 * version: two paper portfolios, one with a proposal waiting and one amid a run whose second order nobody has answered,
 * a stop of all trading, prices and capitalisations from files; rows of sign-in and sealed keys stand beside them.
 */

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName, is, sql } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { PgTable } from "drizzle-orm/pg-core";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as schema from "@/drizzle/schema";
import { describeHalt, describeOrderEnd, describeRebalanceOutcome } from "@/lib/format";
import { parsePolicy } from "@/lib/schemas/policy";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createCaller } from "@/server/routers";
import { createLogger } from "@/server/runtime/log";
import { resumeTrading } from "@/server/services/trading/resume";
import { TEST_NOW, testContext } from "@/server/testing/context";
import { openPostgresCopy } from "@/server/testing/database";
import type { OpenDatabase } from "./client";
import { openEmbedded } from "./embedded";
import { migrate, migrationsFolder } from "./migrate";
import { openDatabase } from "./open";

type Row = Record<string, unknown>;
const RELEASED: Record<string, Row[]> = JSON.parse(
  readFileSync(join(process.cwd(), "server/db/fixtures/database-0.2.0.json"), "utf8"),
);
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
/** 0000 to 0003. */
const MIGRATIONS_THEN = 4;
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

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "evenkeel-0.2.0-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The migrations as that version had them, in a folder of their own. */
function migrationsThen(): string {
  const folder = join(directory, "migrations");
  mkdirSync(join(folder, "meta"), { recursive: true });
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), "meta", "_journal.json"), "utf8"));
  journal.entries = journal.entries.slice(0, MIGRATIONS_THEN);
  for (const { tag } of journal.entries)
    copyFileSync(join(migrationsFolder(), `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify(journal));
  return folder;
}

/** Rows in any order: nobody checks what refers to what until they are all there. */
async function seed(database: OpenDatabase): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute("set local session_replication_role = replica");
    for (const [table, rows] of Object.entries(RELEASED))
      await tx.execute(
        sql`insert into ${sql.identifier(table)} select * from json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::json)`,
      );
    for (const [table, column, sentence] of SENTENCES)
      await tx.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${sentence}`);
  });
}

async function openEmbeddedInstallation(): Promise<{ database: OpenDatabase; remove: () => Promise<void> }> {
  const dataDirectory = join(directory, "data");
  mkdirSync(dataDirectory);
  const then = await openEmbedded(join(dataDirectory, "postgres"));
  await migrateEmbedded(drizzleEmbedded(then.pglite), { migrationsFolder: migrationsThen() });
  await seed(then);
  await then.close();
  const database = await openDatabase({ url: null, dataDirectory, log: createLogger("silent") });
  return { database, remove: () => database.close() };
}

async function openPostgresInstallation(url: string): Promise<{ database: OpenDatabase; remove: () => Promise<void> }> {
  const { database, remove } = await openPostgresCopy(url);
  if (database.kind !== "postgres") throw new Error("PostgreSQL was meant.");
  await database.pool.query("drop schema public cascade; drop schema drizzle cascade; create schema public");
  await migratePostgres(drizzlePostgres(database.pool), { migrationsFolder: migrationsThen() });
  await seed(database);
  await migrate(database);
  return {
    database,
    remove: async () => {
      await database.close();
      await remove();
    },
  };
}

const url = process.env.TEST_DATABASE_URL;
describe.each([
  ["embedded", openEmbeddedInstallation],
  ...(url ? ([["PostgreSQL", () => openPostgresInstallation(url)]] as const) : []),
] as const)("an installation of 0.2.0 (%s)", (_name, open) => {
  let restored: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    restored = await open();
  }, 300_000);
  afterAll(() => restored.remove());
  const rowsOf = async (table: string) => {
    const found = await restored.database.db.transaction(async (tx) => {
      // Instants are written in the session's zone; the fixture's are in this one.
      await tx.execute("set local timezone = 'UTC'");
      return tx.execute(sql`select row_to_json(t) as row from ${sql.identifier(table)} t`);
    });
    return (found as unknown as { rows: { row: Row }[] }).rows.map(({ row }) => row);
  };

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

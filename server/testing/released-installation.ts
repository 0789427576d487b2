/**
 * An installation as a released version left it: the migrations that version had, its rows, then today's migrations
 * over them, by the very way an installation is opened.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import type { OpenDatabase } from "@/server/db/client";
import { openEmbedded } from "@/server/db/embedded";
import { migrate, migrationsFolder } from "@/server/db/migrate";
import { openDatabase } from "@/server/db/open";
import { createLogger } from "@/server/runtime/log";
import { openPostgresCopy } from "./database";

export type Row = Record<string, unknown>;
export type Rows = Readonly<Record<string, readonly Row[]>>;

export interface Release {
  version: string;
  /** By table, as that version's row_to_json wrote them. */
  rows: Rows;
  /** How many migrations it had. */
  migrationCount: number;
  /** Further changes to the seeded rows, still by its own schema. */
  afterSeed?: (database: OpenDatabase) => Promise<void>;
}

export interface OpenedRelease {
  database: OpenDatabase;
  remove: () => Promise<void>;
}

export const readRelease = (version: string): Rows =>
  JSON.parse(readFileSync(join(process.cwd(), `server/db/fixtures/database-${version}.json`), "utf8"));

/** The ways it can be opened here: embedded always, PostgreSQL where TEST_DATABASE_URL names a server. */
export function waysToOpen(release: Release): readonly (readonly [name: string, open: () => Promise<OpenedRelease>])[] {
  const url = process.env.TEST_DATABASE_URL;
  const embedded = ["embedded", () => openEmbeddedRelease(release)] as const;
  return url ? [embedded, ["PostgreSQL", () => openPostgresRelease(release, url)]] : [embedded];
}

/** Every row of a table today. Instants are written in the session's zone; the fixtures' are in this one. */
export async function rowsOf({ db }: OpenDatabase, table: string): Promise<Row[]> {
  const found = await db.transaction(async (tx) => {
    await tx.execute("set local timezone = 'UTC'");
    return tx.execute(sql`select row_to_json(t) as row from ${sql.identifier(table)} t`);
  });
  return (found as unknown as { rows: { row: Row }[] }).rows.map(({ row }) => row);
}

/** The migrations as that version had them, in a folder of their own. */
function migrationsThen(directory: string, { migrationCount }: Release): string {
  const folder = join(directory, "migrations");
  mkdirSync(join(folder, "meta"), { recursive: true });
  const journal = JSON.parse(readFileSync(join(migrationsFolder(), "meta", "_journal.json"), "utf8"));
  journal.entries = journal.entries.slice(0, migrationCount);
  for (const { tag } of journal.entries)
    copyFileSync(join(migrationsFolder(), `${tag}.sql`), join(folder, `${tag}.sql`));
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify(journal));
  return folder;
}

/** Rows in any order: nobody checks what refers to what until they are all there. */
async function seed(database: OpenDatabase, { rows, afterSeed }: Release): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute("set local session_replication_role = replica");
    for (const [table, own] of Object.entries(rows))
      await tx.execute(
        sql`insert into ${sql.identifier(table)} select * from json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(own)}::json)`,
      );
  });
  await afterSeed?.(database);
}

async function openEmbeddedRelease(release: Release): Promise<OpenedRelease> {
  const directory = mkdtempSync(join(tmpdir(), `evenkeel-${release.version}-`));
  const dataDirectory = join(directory, "data");
  mkdirSync(dataDirectory);
  const then = await openEmbedded(join(dataDirectory, "postgres"));
  await migrateEmbedded(drizzleEmbedded(then.pglite), { migrationsFolder: migrationsThen(directory, release) });
  await seed(then, release);
  await then.close();
  const database = await openDatabase({ url: null, dataDirectory, log: createLogger("silent") });
  return {
    database,
    remove: async () => {
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openPostgresRelease(release: Release, url: string): Promise<OpenedRelease> {
  const directory = mkdtempSync(join(tmpdir(), `evenkeel-${release.version}-`));
  const { database, remove } = await openPostgresCopy(url);
  if (database.kind !== "postgres") throw new Error("PostgreSQL was meant.");
  await database.pool.query("drop schema public cascade; drop schema drizzle cascade; create schema public");
  await migratePostgres(drizzlePostgres(database.pool), { migrationsFolder: migrationsThen(directory, release) });
  await seed(database, release);
  await migrate(database);
  return {
    database,
    remove: async () => {
      await database.close();
      await remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

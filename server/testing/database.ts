/**
 * A fresh, migrated database per test file, on both engines: the embedded one in memory always, PostgreSQL when
 * TEST_DATABASE_URL names a server (npm test always does). Both start from a template that is migrated once per
 * set of migrations, so that a file pays for a copy, not for initdb.
 */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import type { Database, OpenDatabase } from "@/server/db/client";
import { openEmbedded } from "@/server/db/embedded";
import { migrate, migrationsFolder } from "@/server/db/migrate";
import { openPostgres } from "@/server/db/postgres";

export interface TestDatabase {
  readonly kind: OpenDatabase["kind"];
  /** Ready inside tests and hooks; not while describe blocks are being collected. */
  readonly db: Database;
  readonly opened: OpenDatabase;
  /** Empties every table of ours. */
  clear(): Promise<void>;
}

/** Runs the same suite on every database we support. */
export function describeOnEachDatabase(name: string, suite: (database: TestDatabase) => void): void {
  describe(`${name} (embedded)`, () => suite(useDatabase("embedded", openEmbeddedCopy)));
  const url = process.env.TEST_DATABASE_URL;
  if (url) describe(`${name} (PostgreSQL)`, () => suite(useDatabase("postgres", () => openPostgresCopy(url))));
}

function useDatabase(
  kind: OpenDatabase["kind"],
  open: () => Promise<{ database: OpenDatabase; remove: () => Promise<void> }>,
): TestDatabase {
  let current: Awaited<ReturnType<typeof open>> | null = null;
  beforeAll(async () => {
    current = await open();
  });
  afterAll(async () => {
    await current?.database.close();
    await current?.remove();
    current = null;
  });
  const opened = () => {
    if (!current) throw new Error("The test database is open only inside tests and hooks.");
    return current.database;
  };
  return {
    kind,
    get db() {
      return opened().db;
    },
    get opened() {
      return opened();
    },
    clear: () => clearTables(opened().db),
  };
}

async function clearTables(db: Database): Promise<void> {
  // One statement: users own everything else, so cascade reaches it all.
  const tables = await db.execute(
    sql`select string_agg(format('%I', tablename), ', ') as names from pg_tables where schemaname = 'public'`,
  );
  const [row] = (tables as unknown as { rows: { names: string | null }[] }).rows;
  if (row?.names) await db.execute(sql.raw(`truncate table ${row.names} cascade`));
}

/** Changes with every migration: names the template. */
function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrationsFolder()).sort())
    if (file.endsWith(".sql")) hash.update(file).update(readFileSync(join(migrationsFolder(), file)));
  return hash.digest("hex").slice(0, 12);
}

export async function openEmbeddedCopy(): Promise<{ database: OpenDatabase; remove: () => Promise<void> }> {
  const remove = async () => {};
  const directory = join(process.cwd(), ".test");
  const template = join(directory, `template-${migrationsHash()}.tar`);
  if (existsSync(template)) {
    const database = await openEmbedded(null, { loadDataDir: new Blob([readFileSync(template)]) });
    return { database, remove };
  }
  const database = await openEmbedded(null);
  await migrate(database);
  if (database.kind === "embedded") {
    mkdirSync(directory, { recursive: true });
    const unfinished = `${template}.${process.pid}`;
    writeFileSync(unfinished, Buffer.from(await (await database.pglite.dumpDataDir("none")).arrayBuffer()));
    renameSync(unfinished, template);
  }
  return { database, remove };
}

export async function openPostgresCopy(
  serverUrl: string,
): Promise<{ database: OpenDatabase; remove: () => Promise<void> }> {
  const template = `evenkeel_template_${migrationsHash()}`;
  const name = `evenkeel_test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, async (server) => {
    // Test files run side by side: one makes the template, the others wait for it.
    await server.query("select pg_advisory_lock(20261122)");
    const { rowCount } = await server.query("select from pg_database where datname = $1", [template]);
    if (!rowCount) await makeTemplate(server, serverUrl, template);
    await server.query(`create database ${name} template ${template}`);
  });
  const database = openPostgres(urlOf(serverUrl, name), { max: 5 });
  const remove = () =>
    onServer(serverUrl, async (server) => void (await server.query(`drop database if exists ${name} with (force)`)));
  return { database, remove };
}

async function makeTemplate(server: pg.Client, serverUrl: string, template: string): Promise<void> {
  const unfinished = `${template}_unfinished`;
  await server.query(`drop database if exists ${unfinished} with (force)`);
  await server.query(`create database ${unfinished}`);
  const database = openPostgres(urlOf(serverUrl, unfinished), { max: 1 });
  await migrate(database);
  await database.close();
  await server.query(`alter database ${unfinished} rename to ${template}`);
}

async function onServer(url: string, fn: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  try {
    await fn(server);
  } finally {
    await server.end();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

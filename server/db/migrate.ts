/** Brings a database to the schema of this version. Safe to call at every start, and by several processes at once. */
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import type { OpenDatabase } from "./client";

export const migrationsFolder = () => join(process.cwd(), "drizzle", "migrations");

/** Any number that no other program on the same server uses: "evenkeel" in base 36, cut to 31 bits. */
const MIGRATION_LOCK = 1_165_781_923;

export async function migrate(database: OpenDatabase): Promise<void> {
  if (database.kind === "embedded") {
    await migrateEmbedded(drizzleEmbedded(database.pglite), { migrationsFolder: migrationsFolder() });
    return;
  }
  const client = await database.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migratePostgres(drizzle(client), { migrationsFolder: migrationsFolder() });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
}

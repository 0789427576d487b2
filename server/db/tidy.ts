/**
 * What autovacuum does on PostgreSQL, for the embedded database, which runs without any process beside its own: dead
 * rows are freed for new ones, and the planner learns how many there are. A table at a time, so that everybody else's
 * queries come in between; on PostgreSQL there is nothing to do.
 */
import type { OpenDatabase } from "./client";

/** Its counts begin anew with each start: a table that has not been tidied since then counts as changed. */
const CHANGED_TABLES = `
  select format('%I.%I', schemaname, relname) as name
  from pg_stat_all_tables
  where schemaname not in ('pg_toast', 'information_schema')
    and (n_dead_tup > 0 or n_mod_since_analyze > 0 or last_vacuum is null)
  order by schemaname, relname`;

/** Resolves to the names of the tables that were tidied. */
export async function tidyDatabase(database: OpenDatabase): Promise<readonly string[]> {
  if (database.kind !== "embedded") return [];
  // Counts are written down once a second at most; what the last second brought counts too.
  await database.pglite.exec("select pg_stat_force_next_flush()");
  const { rows } = await database.pglite.query<{ name: string }>(CHANGED_TABLES);
  const tidied: string[] = [];
  for (const { name } of rows) {
    try {
      // Vacuum refuses a transaction: each goes by itself. No other process: nobody could do a part of it.
      await database.pglite.exec(`vacuum (analyze, parallel 0) ${name}`);
      tidied.push(name);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return tidied;
}

/** PostgreSQL's "no such table": dropped since the list was read. */
const isGone = (error: unknown) => error instanceof Error && "code" in error && error.code === "42P01";

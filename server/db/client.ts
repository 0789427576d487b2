/** One Drizzle database, embedded or PostgreSQL, that all of server/ speaks to. */
import type { PGlite } from "@electric-sql/pglite";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Pool } from "pg";
import type * as schema from "@/drizzle/schema";
import { assertOutsideTransaction, insideTransaction } from "./transaction-scope";

export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

interface Opened {
  db: Database;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
export interface EmbeddedDatabase extends Opened {
  kind: "embedded";
  pglite: PGlite;
}
export interface PostgresDatabase extends Opened {
  kind: "postgres";
  pool: Pool;
  url: string;
}
export type OpenDatabase = EmbeddedDatabase | PostgresDatabase;

/** Marks the inside of every transaction, so that the clients can refuse the outer database there. */
export function guardTransactions<T extends Database>(db: T): T {
  const transaction = db.transaction.bind(db);
  db.transaction = (fn, config) => {
    assertOutsideTransaction();
    return transaction((tx) => insideTransaction(() => fn(tx)), config);
  };
  return db;
}

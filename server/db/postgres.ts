/** Opens PostgreSQL through a pool that outlives lost connections: a query may fail, the next one reconnects. */
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "@/drizzle/schema";
import { guardTransactions, type PostgresDatabase } from "./client";
import { assertOutsideTransaction } from "./transaction-scope";

class GuardedPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg's connect and query are overloaded beyond what Parameters can say.
  override connect(...args: any[]): any {
    assertOutsideTransaction();
    return Reflect.apply(super.connect, this, args);
  }
}

export function openPostgres(
  url: string,
  options: { max?: number; onLost?: (error: Error) => void } = {},
): PostgresDatabase {
  const pool = new GuardedPool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: "evenkeel",
  });
  // An idle connection that dies would otherwise end the process.
  pool.on("error", (error) => options.onLost?.(error));
  return {
    kind: "postgres",
    pool,
    url,
    db: guardTransactions(drizzle(pool, { schema })),
    ping: async () => void (await pool.query("select 1")),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

/**
 * Opens the embedded database: PostgreSQL 18 in this process, on files under the data directory.
 * The caller holds the lock of that directory (data-dir-lock.ts): PGlite itself would let two processes write.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PGlite, type PGliteOptions, types } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import * as schema from "@/drizzle/schema";
import { type EmbeddedDatabase, guardTransactions } from "./client";
import { createCluster, startParams } from "./create-cluster";
import { DurableNodeFS } from "./durable-files";
import { assertOutsideTransaction } from "./transaction-scope";

class GuardedPGlite extends PGlite {
  override query: PGlite["query"] = (...args) => {
    assertOutsideTransaction();
    return super.query(...args);
  };
  override exec: PGlite["exec"] = (...args) => {
    assertOutsideTransaction();
    return super.exec(...args);
  };
  /**
   * Every statement passes here, inside a transaction too. It is answered inside microtasks, so that a chain of
   * queries would keep the event loop from everything else; the loop turns once before the next one may start.
   */
  override async _runExclusiveQuery<T>(run: () => Promise<T>): Promise<T> {
    return super._runExclusiveQuery(async () => {
      try {
        return await run();
      } finally {
        await turnOfTheLoop();
      }
    });
  }
}

const turnOfTheLoop = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Bytes to and from their text by the platform's own code: the package's goes byte by byte, fifty times as slowly. */
const BYTES = {
  parsers: { [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), "hex") },
  serializers: { [types.BYTEA]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}` },
};

/** `directory`: where PostgreSQL's files live; null keeps everything in memory, for tests. */
export async function openEmbedded(
  directory: string | null,
  options: Pick<PGliteOptions, "loadDataDir"> = {},
): Promise<EmbeddedDatabase> {
  if (directory !== null && !existsSync(join(directory, "PG_VERSION"))) await createCluster(directory);
  const pglite =
    directory === null
      ? new GuardedPGlite({ ...options, ...BYTES })
      : new GuardedPGlite({ fs: new DurableNodeFS(directory), startParams, ...BYTES });
  await pglite.waitReady;
  return {
    kind: "embedded",
    pglite,
    db: guardTransactions(drizzle(pglite, { schema })),
    ping: async () => void (await pglite.query("select 1")),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}

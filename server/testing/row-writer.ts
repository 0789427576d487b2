/**
 * A process that can be killed: opens the embedded database in the directory it is given, says which rows it finds,
 * then writes rows for ever and writes each number once its commit was acknowledged.
 * Run with: node --import ./scripts/resolve.mjs server/testing/row-writer.ts <data directory>
 */
import { writeSync } from "node:fs";
import { openDatabase } from "@/server/db/open";
import { createLogger } from "@/server/runtime/log";

const dataDirectory = process.argv[2];
if (!dataDirectory) throw new Error("Which data directory?");

try {
  const database = await openDatabase({ url: null, dataDirectory, log: createLogger("silent") });
  if (database.kind !== "embedded") throw new Error("The embedded database was meant.");
  await database.pglite.exec("create table if not exists acknowledged (n integer primary key)");
  const { rows } = await database.pglite.query<{ n: number }>("select n from acknowledged order by n");
  writeSync(1, `found ${JSON.stringify(rows.map((row) => row.n))}\n`);
  for (let n = (rows.at(-1)?.n ?? 0) + 1; ; n += 1) {
    await database.pglite.query("insert into acknowledged (n) values ($1)", [n]);
    writeSync(1, `wrote ${n}\n`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The embedded database lives in our own process: what it does must leave the event loop to others. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmbeddedDatabase } from "./client";
import { openEmbedded } from "./embedded";

const QUERIES = 300;
let database: EmbeddedDatabase;

beforeAll(async () => {
  database = await openEmbedded(null);
  await database.pglite.exec("create table counted (n integer)");
});
afterAll(() => database.close());

/** How often the event loop turns while `work` runs: as often could a request have been answered. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

const insert = (n: number) => database.pglite.query("insert into counted values ($1)", [n]);
const times = Array.from({ length: QUERIES }, (_, n) => n);

describe("the loop turns with each query", () => {
  test.each<[string, () => Promise<unknown>]>([
    [
      "queried one after another",
      async () =>
        void (await times.reduce((before, n) => before.then(() => insert(n)), Promise.resolve<unknown>(null))),
    ],
    ["queried all at once", () => Promise.all(times.map(insert))],
    [
      "through drizzle",
      () => Promise.all(times.map((n) => database.db.execute(sql`insert into counted values (${n})`))),
    ],
    [
      "inside one transaction",
      () =>
        database.db.transaction(async (tx) => {
          for (const n of times) await tx.execute(sql`insert into counted values (${n})`);
        }),
    ],
    ["as the queue's own statements", () => Promise.all(times.map(() => database.pglite.exec("select 1; select 2")))],
    ["that fail", () => Promise.all(times.map(() => database.pglite.query("select 1/0").catch(() => {})))],
  ])("%s", async (_name, work) => {
    expect(await turnsDuring(work)).toBeGreaterThanOrEqual(QUERIES);
  });
});

test("a transaction keeps the connection between its statements: nobody's query comes in between", async () => {
  await database.pglite.exec("truncate counted");
  const seen: number[] = [];
  const counted = async () =>
    (await database.pglite.query<{ n: number }>("select count(*)::int as n from counted")).rows[0]!.n;
  const whole = database.db.transaction(async (tx) => {
    for (const n of [1, 2, 3, 4, 5]) await tx.execute(sql`insert into counted values (${n})`);
  });
  const others = Promise.all(times.slice(0, 20).map(async () => void seen.push(await counted())));
  await Promise.all([whole, others]);
  // Before the whole of it or after, never in the middle.
  expect(seen.filter((n) => n !== 0 && n !== 5)).toEqual([]);
});

/** The embedded database has no autovacuum: what the hourly job leaves behind it, and how it keeps out of the way. */
import { beforeEach, describe, expect, test } from "vitest";
import { createJobHandlers, type JobDependencies } from "@/server/jobs";
import { JOB_SCHEDULES } from "@/server/queue/catalog";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase, type TestDatabase } from "@/server/testing/database";
import { tidyDatabase } from "./tidy";
import { withTransaction } from "./transaction";
import { OutsideTransactionError } from "./transaction-scope";

const ROWS = 5_000;

async function rowsOf<T>(database: TestDatabase, query: string): Promise<T[]> {
  return ((await database.db.execute(query)) as unknown as { rows: T[] }).rows;
}

const sizeOf = async (database: TestDatabase, table: string) =>
  Number((await rowsOf<{ size: string }>(database, `select pg_relation_size('${table}') as size`))[0]?.size);

async function churn(database: TestDatabase, table: string): Promise<void> {
  await database.db.execute(`drop table if exists ${table}`);
  await database.db.execute(`create table ${table} (n integer, t text)`);
  await database.db.execute(`insert into ${table} select g, repeat('x', 100) from generate_series(1, ${ROWS}) g`);
  await database.db.execute(`delete from ${table}`);
}

describeOnEachDatabase("the hourly tidying", (database) => {
  beforeEach(async () => {
    await churn(database, "churned");
    await churn(database, "zz_last");
  });

  test("is a job with a schedule, which speaks to the database it is given", async () => {
    expect(JOB_SCHEDULES.map(({ name }) => name)).toContain("tidy-database");
    const ctx = await testContext(database);
    const before = await sizeOf(database, "churned");
    const deps = { ...ctx, database: database.opened } as unknown as JobDependencies;
    await createJobHandlers(deps)["tidy-database"]({}, new AbortController().signal);
    const after = await sizeOf(database, "churned");
    // PostgreSQL does it by itself, in its own time.
    if (database.kind === "postgres") return expect(await tidyDatabase(database.opened)).toEqual([]);
    expect(after).toBeLessThan(before / 10);
    // Nothing of this process has changed these since the start; what was there before has dead rows nobody counted.
    const untouched = "select count(*)::int as n from pg_stat_user_tables where last_vacuum is null";
    expect(await rowsOf(database, untouched)).toEqual([{ n: 0 }]);
  });

  describe("of the embedded database", () => {
    test("frees dead rows and informs the planner, of the catalog's tables as well", async () => {
      if (database.kind !== "embedded") return;
      await database.db.execute(`insert into churned select g, 'y' from generate_series(1, ${ROWS}) g`);
      const tables = await tidyDatabase(database.opened);
      expect(tables).toEqual(expect.arrayContaining(["public.churned", "pg_catalog.pg_class"]));
      const [known] = await rowsOf<{ reltuples: number }>(
        database,
        "select reltuples from pg_class where relname = 'churned'",
      );
      expect(known?.reltuples).toBe(ROWS);
      expect(await rowsOf(database, "select 1 from pg_stats where tablename = 'churned'")).toHaveLength(2);
      const dead = "select n_dead_tup::int as dead from pg_stat_user_tables where relname = 'churned'";
      expect(await rowsOf(database, dead)).toEqual([{ dead: 0 }]);
    });

    test("leaves alone what has not changed since it last came", async () => {
      if (database.kind !== "embedded") return;
      await tidyDatabase(database.opened);
      const again = await tidyDatabase(database.opened);
      expect(again.filter((name) => name.startsWith("public."))).toEqual([]);
      await database.db.execute("insert into churned values (1, 'x')");
      expect(await tidyDatabase(database.opened)).toContain("public.churned");
    });

    test("lets others in between two tables, and does not mind one that goes away meanwhile", async () => {
      if (database.kind !== "embedded") return;
      const order: string[] = [];
      const tidying = tidyDatabase(database.opened).then((tables) => {
        order.push("tidied");
        return tables;
      });
      const dropping = database.db.execute("drop table zz_last").then(() => order.push("dropped"));
      const tables = await tidying;
      await dropping;
      expect(order).toEqual(["dropped", "tidied"]);
      expect(tables).toContain("public.churned");
      expect(tables).not.toContain("public.zz_last");
    });

    test("waits for a transaction under way, and is refused inside one", async () => {
      if (database.kind !== "embedded") return;
      const slip = withTransaction(database, async (tx) => {
        await tx.execute("insert into churned values (1, 'x')");
        await tidyDatabase(database.opened);
      });
      await expect(slip).rejects.toThrow(OutsideTransactionError);
      const [, tables] = await Promise.all([
        withTransaction(database, async (tx) => {
          for (const n of [1, 2, 3]) await tx.execute(`insert into churned values (${n}, 'x')`);
        }),
        tidyDatabase(database.opened),
      ]);
      expect(tables).toContain("public.churned");
      expect(await rowsOf(database, "select n from churned")).toHaveLength(3);
    });
  });

  test("fills are found by their order through an index", async () => {
    const indexes = await rowsOf<{ indexdef: string }>(
      database,
      "select indexdef from pg_indexes where tablename = 'fills'",
    );
    expect(indexes.map(({ indexdef }) => indexdef)).toContainEqual(expect.stringMatching(/\(order_id\b/));
    await database.db.execute("set enable_seqscan = off");
    const plan = await rowsOf<Record<string, string>>(database, "explain select * from fills where order_id = 'o'");
    await database.db.execute("set enable_seqscan = on");
    expect(JSON.stringify(plan)).toMatch(/Index (Only )?Scan|Bitmap Index Scan/);
  });
});

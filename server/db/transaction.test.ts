import { expect, test } from "vitest";
import { users } from "@/drizzle/schema";
import { describeOnEachDatabase } from "@/server/testing/database";
import { withTransaction } from "./transaction";
import { OutsideTransactionError } from "./transaction-scope";

describeOnEachDatabase("withTransaction", (database) => {
  const user = (id: string) => ({ id, name: id, email: `${id}@example.com` });

  test("commits what was written through tx", async () => {
    await withTransaction(database, (tx) => tx.insert(users).values(user("ann")));
    expect(await database.db.select().from(users)).toHaveLength(1);
  });

  test("rolls back when the inside throws", async () => {
    const failing = withTransaction(database, async (tx) => {
      await tx.insert(users).values(user("bob"));
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await database.db.select().from(users)).toHaveLength(1);
  });

  test("refuses the outer database inside, instead of hanging for ever", async () => {
    const slip = withTransaction(database, async (tx) => {
      await tx.insert(users).values(user("cat"));
      await database.db.select().from(users);
    });
    await expect(slip).rejects.toSatisfy(
      (error: Error) => error instanceof OutsideTransactionError || error.cause instanceof OutsideTransactionError,
    );
    await expect(withTransaction(database, () => withTransaction(database, async () => {}))).rejects.toThrow(
      OutsideTransactionError,
    );
    expect(await database.db.select().from(users)).toHaveLength(1);
  });

  test("work left behind by a transaction may use the outer database once it has ended", async () => {
    const later = await withTransaction(database, async () => ({
      rows: new Promise((resolve) => setTimeout(resolve, 20)).then(() => database.db.select().from(users)),
    }));
    expect(await later.rows).toHaveLength(1);
  });
});

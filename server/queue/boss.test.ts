import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { users } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { createLogger } from "@/server/runtime/log";
import { describeOnEachDatabase } from "@/server/testing/database";
import { openQueue, type Queue } from "./boss";
import type { JobHandlers } from "./catalog";
import { enqueue } from "./enqueue";

describeOnEachDatabase("the queue", (database) => {
  let queue: Queue;
  const advanced: string[] = [];
  const handlers: JobHandlers = {
    "wake-slots": async () => {},
    "evaluate-portfolio": async ({ portfolioId }) => {
      throw new Error(`no portfolio ${portfolioId} at https://example.com/x?signature=abc`);
    },
    "advance-rebalance": async ({ rebalanceId }) => void advanced.push(rebalanceId),
    "expire-proposals": async () => {},
    "refresh-venue-health": async () => {},
    "fill-candles": async () => {},
    "extend-candles": async () => {},
    "refresh-capitalisations": async () => {},
  };

  beforeAll(async () => {
    queue = await openQueue(database.opened, createLogger("silent"));
  });
  afterAll(() => queue.close(1_000));

  test("the first job of a queue can be enqueued inside a transaction, and a rollback takes it back", async () => {
    await withTransaction(database, (tx) => enqueue(tx, "advance-rebalance", { rebalanceId: "kept" }));
    const failing = withTransaction(database, async (tx) => {
      await enqueue(tx, "advance-rebalance", { rebalanceId: "taken back" });
      await tx.insert(users).values({ id: "u", name: "u", email: "u@example.com" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await queue.work(handlers);
    await vi.waitFor(() => expect(advanced).toEqual(["kept"]), { timeout: 10_000 });
  });

  test("a job enqueued while workers wait starts within a moment, not at the next poll", async () => {
    await withTransaction(database, (tx) => enqueue(tx, "advance-rebalance", { rebalanceId: "warm-up" }));
    await vi.waitFor(() => expect(advanced).toContain("warm-up"), { timeout: 10_000 });
    const startedAt = performance.now();
    await withTransaction(database, (tx) => enqueue(tx, "advance-rebalance", { rebalanceId: "quick" }));
    await vi.waitFor(() => expect(advanced).toContain("quick"), { timeout: 10_000, interval: 5 });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  test("a wrong payload is refused before it is queued", async () => {
    const wrong = { rebalance: "x" } as unknown as { rebalanceId: string };
    await expect(withTransaction(database, (tx) => enqueue(tx, "advance-rebalance", wrong))).rejects.toThrow();
  });

  test("a failing job is listed, without secrets", async () => {
    await queue.sendNow("evaluate-portfolio", { portfolioId: "p1" });
    await vi.waitFor(() => expect(queue.failures).not.toHaveLength(0), { timeout: 10_000 });
    expect(queue.failures[0]).toMatchObject({
      name: "evaluate-portfolio",
      message: "no portfolio p1 at https://example.com/x?[redacted]",
    });
  });
});

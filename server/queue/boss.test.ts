import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { users } from "@/drizzle/schema";
import { withTransaction } from "@/server/db/transaction";
import { createLogger } from "@/server/runtime/log";
import { describeOnEachDatabase } from "@/server/testing/database";
import { openQueue, type Queue, type QueueOptions } from "./boss";
import type { JobHandlers } from "./catalog";
import { enqueue } from "./enqueue";

describeOnEachDatabase("the queue", (database) => {
  let queue: Queue;
  const advanced: string[] = [];
  const handlers: JobHandlers = {
    "enqueue-due-occurrences": async () => {},
    "evaluate-portfolio": async ({ portfolioId }) => {
      throw new Error(`no portfolio ${portfolioId} at https://example.com/x?signature=abc`);
    },
    "advance-rebalance": async ({ rebalanceId }) => void advanced.push(rebalanceId),
    "expire-proposals": async () => {},
    "refresh-venue-health": async () => {},
    "fill-candles": async () => {},
    "extend-candles": async () => {},
    "refresh-capitalisations": async () => {},
    "build-sandbox": async () => {},
    "tidy-database": async () => {},
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

const HOUR = 3_600;
/** Nothing here waits for a poll: only a busy machine comes near these. */
const BUSY = { timeout: 120_000 };

/** Handlers whose checks wait until they are let go, and write down what ran. */
function gatedHandlers() {
  const started: string[] = [];
  const running = new Map<string, number>();
  let mostAtOnce = 0;
  let gate: Promise<void> = Promise.resolve();
  let open = () => {};
  const run = async (subject: string) => {
    started.push(subject);
    running.set(subject, (running.get(subject) ?? 0) + 1);
    mostAtOnce = Math.max(mostAtOnce, ...running.values());
    await gate;
    running.set(subject, (running.get(subject) ?? 1) - 1);
  };
  const handlers: JobHandlers = {
    "enqueue-due-occurrences": async () => {},
    "evaluate-portfolio": ({ portfolioId }) => run(portfolioId),
    "advance-rebalance": ({ rebalanceId }) => run(rebalanceId),
    "expire-proposals": () => run("expire-proposals"),
    "refresh-venue-health": async () => {},
    "fill-candles": ({ seriesId }) => run(seriesId),
    "extend-candles": async () => {},
    "refresh-capitalisations": async () => {},
    "build-sandbox": async () => {},
    "tidy-database": async () => {},
  };
  return {
    handlers,
    started,
    count: (subject: string) => started.filter((each) => each === subject).length,
    mostAtOnce: () => mostAtOnce,
    /** From now on jobs wait inside, until the answer is called. */
    shut() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
}

describeOnEachDatabase("a queue that gets jobs while it works", (database) => {
  let queue: Queue;
  let work: ReturnType<typeof gatedHandlers>;
  const open = async (options: QueueOptions) => {
    queue = await openQueue(database.opened, createLogger("silent"), options);
    work = gatedHandlers();
    await queue.work(work.handlers);
  };
  const request = (portfolioId: string, notBefore?: number) =>
    withTransaction(database, (tx) =>
      enqueue(tx, "evaluate-portfolio", { portfolioId }, notBefore === undefined ? {} : { notBefore }),
    );
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 100_000, interval: 5 });
  afterEach(() => queue.close(1_000));

  test(
    "starts a job that is enqueued while its workers wait, although its next poll is an hour away",
    BUSY,
    async () => {
      await open({ pollSeconds: HOUR });
      for (const portfolioId of ["warm-up", "quick"]) {
        await request(portfolioId);
        await eventually(() => expect(work.started.at(-1)).toBe(portfolioId));
      }
    },
  );

  test("runs all of it, one after the other, although its next poll is an hour away", BUSY, async () => {
    await open({ pollSeconds: HOUR });
    const letGo = work.shut();
    await queue.sendNow("fill-candles", { seriesId: "first" });
    await eventually(() => expect(work.started).toEqual(["first"]));
    // Their notifications arrive while the only worker is at work, and count as one.
    for (const seriesId of ["second", "third", "fourth"]) await queue.sendNow("fill-candles", { seriesId });
    letGo();
    await eventually(() => expect(work.started).toEqual(["first", "second", "third", "fourth"]));
  });

  test("goes on after a job that failed", BUSY, async () => {
    await open({ pollSeconds: HOUR });
    const letGo = work.shut();
    await queue.sendNow("expire-proposals", {});
    await eventually(() => expect(work.count("expire-proposals")).toBe(1));
    await queue.sendNow("fill-candles", { seriesId: "waits" });
    await queue.sendNow("fill-candles", { series: "nonsense" });
    await queue.sendNow("fill-candles", { seriesId: "after nonsense" });
    letGo();
    await eventually(() => expect(work.started).toContain("after nonsense"));
  });

  test("takes a job that was meant for later when its time comes: nobody calls for those", BUSY, async () => {
    await open({});
    await request("later", Date.now() + 1_000);
    // The poll alone finds it. It was every 30 s.
    await vi.waitFor(() => expect(work.count("later")).toBe(1), { timeout: 15_000 });
  });

  test(
    "300 requests for one portfolio are one check, and one more for those that come while it runs",
    BUSY,
    async () => {
      await open({ pollSeconds: HOUR });
      const letGo = work.shut();
      await request("p");
      await eventually(() => expect(work.count("p")).toBe(1));
      for (let count = 0; count < 300; count += 1) await request("p");
      await request("q");
      // Another portfolio is not held up by it.
      await eventually(() => expect(work.count("q")).toBe(1));
      expect(work.count("p")).toBe(1);
      letGo();
      await eventually(() => expect(work.count("p")).toBe(2));
      await request("end");
      await eventually(() => expect(work.count("end")).toBe(1));
      expect(work.count("p")).toBe(2);
      expect(work.mostAtOnce()).toBe(1);
    },
  );

  test("100 portfolios are 100 checks", BUSY, async () => {
    await open({ pollSeconds: HOUR });
    const wanted = Array.from({ length: 100 }, (_, at) => `many ${at}`);
    const letGo = work.shut();
    for (const portfolioId of wanted) await request(portfolioId);
    letGo();
    await eventually(() => expect(work.started).toHaveLength(100));
    expect([...work.started].sort()).toEqual(wanted.sort());
  });

  test("a check for later does not swallow one for now", BUSY, async () => {
    await open({ pollSeconds: HOUR });
    await request("r", Date.now() + HOUR * 1_000);
    await request("r");
    await eventually(() => expect(work.count("r")).toBe(1));
  });

  test("a queue of an older version, which let every request in, is made anew", BUSY, async () => {
    await open({ pollSeconds: HOUR });
    await database.db.execute(sql`update pgboss.queue set policy = 'standard' where name = 'evaluate-portfolio'`);
    await queue.close(1_000);
    await open({ pollSeconds: HOUR });
    const letGo = work.shut();
    for (let count = 0; count < 20; count += 1) await request("s");
    letGo();
    await request("t");
    await eventually(() => expect(work.count("t")).toBe(1));
    expect(work.count("s")).toBeLessThanOrEqual(2);
  });
});

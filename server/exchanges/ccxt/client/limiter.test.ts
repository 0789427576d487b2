import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createHostLimiter, readRetryAfter } from "./limiter";

function paced() {
  let at = 1_000_000;
  const limiter = createHostLimiter(
    () => at,
    async (ms) => {
      at += ms;
    },
  );
  return { limiter, at: () => at, pass: (ms: number) => (at += ms) };
}

describe("a host's limiter", () => {
  test("lets a burst through, then keeps to the rate", async () => {
    const { limiter, at } = paced();
    for (let request = 0; request < 100; request++) await limiter.take(1, 50, true);
    expect(at()).toBe(1_000_000);
    for (let request = 0; request < 20; request++) await limiter.take(1, 50, true);
    expect(at()).toBe(1_000_000 + 20 * 50);
  });

  test("waits until one larger than the burst has capacity", async () => {
    const { limiter, at } = paced();
    await limiter.take(6, 1_000);
    expect(at()).toBe(1_000_000 + 1_000);
  });

  test("refuses at once while the host bans us, and lets through after", async () => {
    const { limiter, pass } = paced();
    limiter.record(429, "7");
    await expect(limiter.take(1, 50)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
    expect(limiter.bannedForMs()).toBe(7_000);
    pass(7_001);
    await limiter.take(1, 50);
  });

  test("keeps the longest ban, takes a minute or two where none is named, and ignores other answers", () => {
    const { limiter } = paced();
    limiter.record(200, "9");
    expect(limiter.bannedForMs()).toBe(0);
    limiter.record(429, null);
    expect(limiter.bannedForMs()).toBe(60_000);
    limiter.record(418, null);
    limiter.record(429, "1");
    expect(limiter.bannedForMs()).toBe(120_000);
  });

  test("refuses to queue for ever", async () => {
    const { limiter } = paced();
    await expect(limiter.take(1_000, 50)).rejects.toMatchObject({ kind: "rate-limited" });
  });

  test("a wall clock set back an hour stops nobody, one set forward ends no ban", async () => {
    let mono = 0;
    for (const stepMs of [-3_600_000, 3_600_000]) {
      let wall = 1_700_000_000_000;
      const limiter = createHostLimiter(
        () => mono,
        async (ms) => {
          mono += ms;
        },
        () => wall,
      );
      for (let request = 0; request < 60; request++) await limiter.take(1, 100, true);
      wall += stepMs;
      await limiter.take(1, 100);
      limiter.record(429, new Date(wall + 30_000).toUTCString());
      wall += stepMs;
      expect(limiter.bannedForMs()).toBeGreaterThan(28_000);
      expect(limiter.bannedForMs()).toBeLessThanOrEqual(30_000);
      mono += 30_001;
      await limiter.take(1, 100);
    }
  });

  test("refuses at once what cannot be served before its deadline, and serves what can", async () => {
    const { limiter, at } = paced();
    for (let request = 0; request < 100; request++) await limiter.take(1, 50, true);
    await expect(limiter.take(1, 3_000, true, at() + 2_000)).rejects.toMatchObject({ kind: "rate-limited" });
    const startedAt = at();
    await limiter.take(1, 1_500, true, at() + 2_000);
    expect(at() - startedAt).toBe(1_500);
  });

  test("reads seconds and dates", () => {
    expect(readRetryAfter("30", 0)).toBe(30_000);
    expect(readRetryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4_000)).toBe(6_000);
    expect(readRetryAfter("soon", 0)).toBeNull();
    expect(readRetryAfter(null, 0)).toBeNull();
  });
});

describe("two lines at one limiter", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  /** Requests everything at once, after the given pauses; answers who was served and when, in ms from the start. */
  async function serve(requests: readonly { name: string; ms: number; isUrgent?: boolean; after?: number }[]) {
    const limiter = createHostLimiter(() => Date.now());
    const startedAt = Date.now();
    const served: { name: string; at: number; ms: number }[] = [];
    const pause = (ms: number) => (ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms)));
    const all = requests.map(async ({ name, ms, isUrgent = false, after = 0 }) => {
      await pause(after);
      const sent = await limiter.take(1, ms, isUrgent).then(
        () => true,
        () => false,
      );
      served.push({ name: sent ? name : `${name} refused`, at: Date.now() - startedAt, ms });
    });
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return served;
  }
  const reads = (count: number, ms: number) => Array.from({ length: count }, () => ({ name: "read", ms }));
  const orders = (count: number, ms: number, after = 0) =>
    Array.from({ length: count }, () => ({ name: "order", ms, isUrgent: true, after }));

  test("an order goes at once, however many reads wait", async () => {
    const served = await serve([...reads(30, 200), ...orders(6, 200, 500)]);
    expect(served.filter(({ name }) => name === "order").map(({ at }) => at)).toEqual(Array(6).fill(500));
    expect(served.filter(({ name }) => name === "read")).toHaveLength(30);
  });

  test("run after run begins at once: reads leave the last of the burst to orders", async () => {
    const runs = [0, 1, 2, 3, 4, 5].flatMap((run) => [
      ...Array.from({ length: 6 }, () => ({ name: "read", ms: 200, after: run * 2_000 })),
      ...orders(4, 200, run * 2_000 + 500),
    ]);
    const late = (await serve(runs)).filter(({ name, at }) => name === "order" && (at - 500) % 2_000 !== 0);
    expect(late).toEqual([]);
  });

  test("orders pass reads, not one another", async () => {
    const served = await serve([
      { name: "spends", ms: 5_000, isUrgent: true },
      { name: "read", ms: 100 },
      { name: "first", ms: 100, isUrgent: true },
      { name: "second", ms: 100, isUrgent: true },
    ]);
    expect(served.map(({ name }) => name)).toEqual(["spends", "first", "second", "read"]);
  });

  test("reads get through under a long run of orders: a fifth of the work is theirs", async () => {
    const served = await serve([...reads(8, 100), ...orders(150, 100)].reverse());
    const afterBurst = served.filter(({ at }) => at > 0);
    const places = afterBurst.flatMap(({ name }, place) => (name === "read" ? [place] : []));
    expect(places).toHaveLength(8);
    expect(places.at(-1)).toBeLessThan(8 * 5);
  });

  test("what cannot be served in time is refused, not kept for ever", async () => {
    const served = await serve([...orders(300, 100), ...reads(3, 3_000)]);
    expect(served.filter(({ name }) => name === "order refused")).toHaveLength(50);
    expect(served.filter(({ name }) => name === "read refused")).toHaveLength(3);
    expect(Math.max(...served.map(({ at }) => at))).toBe(20_000);
  });

  test("a ban refuses everybody who waits, at once", async () => {
    const limiter = createHostLimiter(() => Date.now());
    await limiter.take(5, 1_000, true);
    const waiting = [limiter.take(1, 1_000), limiter.take(1, 1_000, true)];
    limiter.record(429, "30");
    for (const one of waiting) await expect(one).rejects.toMatchObject({ retryAfterMs: 30_000 });
    await vi.advanceTimersByTimeAsync(31_000);
    await limiter.take(1, 1_000);
  });

  test("never more than the burst and the rate, whoever calls, and nobody is forgotten", async () => {
    const request = fc.record({
      name: fc.constant("any"),
      ms: fc.constantFrom(0, 10, 50, 300, 1_000, 7_000),
      isUrgent: fc.boolean(),
      after: fc.integer({ min: 0, max: 20_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 60 }), async (requests) => {
        const served = await serve(requests);
        expect(served).toHaveLength(requests.length);
        const sent = served.filter(({ name }) => name === "any");
        for (const [from, start] of sent.entries()) {
          let work = 0;
          for (const { at, ms } of sent.slice(from)) {
            work += ms;
            const largest = Math.max(5_000, ...sent.map((each) => each.ms));
            expect(work).toBeLessThanOrEqual(largest + at - start.at + 1e-6);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

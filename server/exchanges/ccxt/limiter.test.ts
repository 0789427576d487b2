import { describe, expect, test } from "vitest";
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
    for (let request = 0; request < 100; request++) await limiter.take(1, 50);
    expect(at()).toBe(1_000_000);
    for (let request = 0; request < 20; request++) await limiter.take(1, 50);
    expect(at()).toBe(1_000_000 + 20 * 50);
  });

  test("refuses at once while the host bans us, and lets through after", async () => {
    const { limiter, pass } = paced();
    limiter.note(429, "7");
    await expect(limiter.take(1, 50)).rejects.toMatchObject({ kind: "rate-limited", retryAfterMs: 7_000 });
    expect(limiter.bannedForMs()).toBe(7_000);
    pass(7_001);
    await limiter.take(1, 50);
  });

  test("keeps the longest ban, takes a minute or two where none is named, and ignores other answers", () => {
    const { limiter } = paced();
    limiter.note(200, "9");
    expect(limiter.bannedForMs()).toBe(0);
    limiter.note(429, null);
    expect(limiter.bannedForMs()).toBe(60_000);
    limiter.note(418, null);
    limiter.note(429, "1");
    expect(limiter.bannedForMs()).toBe(120_000);
  });

  test("refuses to queue for ever", async () => {
    const { limiter } = paced();
    await expect(limiter.take(1_000, 50)).rejects.toMatchObject({ kind: "rate-limited" });
  });

  test("reads seconds and dates", () => {
    expect(readRetryAfter("30", 0)).toBe(30_000);
    expect(readRetryAfter("Thu, 01 Jan 1970 00:00:10 GMT", 4_000)).toBe(6_000);
    expect(readRetryAfter("soon", 0)).toBeNull();
    expect(readRetryAfter(null, 0)).toBeNull();
  });
});

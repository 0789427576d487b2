import { describe, expect, test } from "vitest";
import { createMarketBook, MARKETS_AGE_MS_MAX } from "./markets";

const list = (length: number) => Array.from({ length }, (_, index) => index);

function scripted(...answers: (readonly number[] | Error)[]) {
  let at = 0;
  let loads = 0;
  let adopted = 0;
  const book = createMarketBook<number>({
    now: () => at,
    load: async () => {
      const answer = answers[Math.min(loads++, answers.length - 1)]!;
      if (answer instanceof Error) throw answer;
      return { markets: answer, adopt: () => void adopted++ };
    },
  });
  return { book, pass: (ms: number) => (at += ms), loads: () => loads, adopted: () => adopted };
}

describe("a market book", () => {
  test("reads once for many callers at once, and again after 15 minutes", async () => {
    const { book, pass, loads } = scripted(list(10));
    await Promise.all([book.get(), book.get(), book.get()]);
    expect(loads()).toBe(1);
    pass(MARKETS_AGE_MS_MAX + 1);
    await book.get();
    expect(loads()).toBe(2);
  });

  test("refuses an empty and a much smaller list: the last good one stays, here and in the client", async () => {
    const { book, pass, adopted } = scripted(list(10), [], list(4), list(6));
    await book.get();
    for (const [length, adoptions] of [
      [10, 1],
      [10, 1],
      [6, 2],
    ] as const) {
      pass(MARKETS_AGE_MS_MAX + 1);
      expect(await book.get()).toHaveLength(length);
      expect(adopted()).toBe(adoptions);
    }
  });

  test("says so when there never was a good one, and reads anew the next time", async () => {
    const { book } = scripted(new Error("down"), [], list(3));
    await expect(book.get()).rejects.toThrow("down");
    await expect(book.get()).rejects.toThrow("empty market list");
    expect(await book.get()).toHaveLength(3);
  });

  test("reloads when forced, though not ten times for ten refusals", async () => {
    const { book, pass, loads } = scripted(list(10));
    await book.get();
    for (let turn = 0; turn < 10; turn++) await book.get({ isForced: true });
    expect(loads()).toBe(1);
    pass(11_000);
    await book.get({ isForced: true });
    expect(loads()).toBe(2);
  });

  test("gives who needs a fresh list none that is older than a minute; everybody else the last good one", async () => {
    const { book, pass } = scripted(list(10), new Error("down"), [], list(10));
    await book.get();
    pass(30_000);
    expect(await book.get({ isForced: true })).toHaveLength(10);
    pass(31_000);
    await expect(book.get({ isForced: true })).rejects.toThrow("empty market list");
    expect(await book.get()).toHaveLength(10);
    await expect(book.get({ isForced: true })).rejects.toThrow("empty market list");
    pass(31_000);
    expect(await book.get({ isForced: true })).toHaveLength(10);
  });
});

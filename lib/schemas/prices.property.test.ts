import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roleOf } from "./price-file/column-names";
import { readAsset } from "./price-file/symbol";
import { parsePriceFile } from "./prices";

const DAY = 86_400_000;

/** A table and one of the many ways to write it down. */
const written = fc
  .record({
    assets: fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9]{1,5}$/), { minLength: 1, maxLength: 5 }),
    bars: fc.integer({ min: 1, max: 40 }),
    first: fc.integer({ min: 15_000, max: 20_000 }),
    step: fc.constantFrom(DAY, DAY / 24, DAY / 96),
    delimiter: fc.constantFrom(",", ";", "\t"),
    ending: fc.constantFrom("\n", "\r\n"),
    isQuoted: fc.boolean(),
    hasMark: fc.boolean(),
    time: fc.constantFrom("iso", "plain", "seconds", "ms"),
    prices: fc.array(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), { minLength: 200, maxLength: 200 }),
  })
  .filter(
    // Codes that are also names of other columns, or of pairs ("ABCUSD"), are read as those.
    ({ assets }) => assets.every((asset) => roleOf(asset)?.part === "asset" && readAsset(asset)?.asset === asset),
  );

function timeText(at: number, how: string): string {
  const iso = new Date(at).toISOString();
  if (how === "iso") return iso;
  if (how === "plain") return iso.slice(0, 19).replace("T", " ");
  return String(how === "seconds" ? at / 1000 : at);
}

describe("a written table", () => {
  test("is read back to the last bit, however it was written", () => {
    fc.assert(
      fc.property(written, ({ assets, bars, first, step, delimiter, ending, isQuoted, hasMark, time, prices }) => {
        const quote = (cell: string) => (isQuoted ? `"${cell}"` : cell);
        const close = (bar: number, index: number) => prices[(bar * assets.length + index) % prices.length]!;
        const times = Array.from({ length: bars }, (_, bar) => first * DAY + bar * step);
        const rows = times.map((at, bar) => [
          timeText(at, time),
          ...assets.map((_, index) => String(close(bar, index))),
        ]);
        const text = [["date", ...assets], ...rows].map((row) => row.map(quote).join(delimiter)).join(ending);
        const verdict = parsePriceFile(hasMark ? `\ufeff${text}` : text, { repairs: { jumps: "keep" } });
        if (!verdict.ok) throw new Error(verdict.problems[0]?.message);
        expect(verdict.table.assets).toEqual(assets);
        expect([...verdict.table.times]).toEqual(times);
        for (const index of assets.keys())
          for (let bar = 0; bar < bars; bar += 1)
            expect(verdict.table.closes[index * bars + bar]).toBe(close(bar, index));
      }),
    );
  });
});

test("no text makes it throw, and what it takes is a sound table", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "date",
      "BTC",
      "ETH",
      "close",
      "open",
      "symbol",
      "",
      "nan",
      "-",
      "0",
      "-1",
      "2024-01-01",
      "2024-01-02",
    ),
    fc.double().map(String),
    fc.string({ maxLength: 6 }),
  );
  const text = fc
    .array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 })
    .map((rows) => rows.map((row) => row.join(",")).join("\n"));
  const repairs = fc.record({
    holes: fc.constantFrom("refuse" as const, "carry-forward" as const, "drop-row" as const),
    duplicates: fc.constantFrom("refuse" as const, "keep-last" as const),
    order: fc.constantFrom("refuse" as const, "sort" as const),
    bad: fc.constantFrom("refuse" as const, "drop-row" as const),
    jumps: fc.constantFrom("refuse" as const, "keep" as const, "drop-row" as const),
  });
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), repairs, (file, chosen) => {
      const verdict = parsePriceFile(file, { asset: "BTC", repairs: chosen });
      if (!verdict.ok) {
        expect(verdict.problems.length).toBeGreaterThan(0);
        return;
      }
      const { times, closes, assets } = verdict.table;
      expect(closes).toHaveLength(times.length * assets.length);
      expect(times.every((at, bar) => bar === 0 || at > times[bar - 1]!)).toBe(true);
      expect(closes.every((close) => Number.isFinite(close) && close > 0)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

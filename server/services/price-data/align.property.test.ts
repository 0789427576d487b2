import fc from "fast-check";
import { expect, test } from "vitest";
import { alignCloses } from "./align";
import { mergeBars } from "./bars";

const bars = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).map((places) =>
  Float64Array.from(places)
    .sort()
    .map((place) => place * 10),
);

test("a table has exactly the bars that all assets have, each with its own close", () => {
  fc.assert(
    fc.property(fc.array(bars, { minLength: 1, maxLength: 4 }), (columns) => {
      const given = columns.map((times, index) => ({
        asset: `A${index}`,
        times,
        closes: times.map((at) => at * 100 + index + 1),
      }));
      const common = [...(columns[0] ?? [])].filter((at) => columns.every((times) => times.includes(at)));
      const aligned = alignCloses(given, "USDT", 10);
      if (common.length === 0) {
        expect(aligned).toBeNull();
        return;
      }
      expect([...aligned!.table.times]).toEqual(common);
      for (const [index] of columns.entries())
        for (const [bar, at] of common.entries())
          expect(aligned!.table.closes[index * common.length + bar]).toBe(at * 100 + index + 1);
    }),
  );
});

test("a table with edges has every bar that all have who are there by then, and no close of the others", () => {
  fc.assert(
    fc.property(
      fc.array(
        bars.filter((times) => times.length > 0),
        { minLength: 1, maxLength: 4 },
      ),
      fc.record({ isLateStart: fc.boolean(), isEarlyEnd: fc.boolean() }),
      (columns, edges) => {
        const given = columns.map((times, index) => ({
          asset: `A${index}`,
          times,
          closes: times.map((at) => at * 100 + index + 1),
        }));
        const [firsts, lasts] = [columns.map((times) => times[0]!), columns.map((times) => times.at(-1)!)];
        const from = edges.isLateStart ? Math.min(...firsts) : Math.max(...firsts);
        const to = edges.isEarlyEnd ? Math.max(...lasts) : Math.min(...lasts);
        const cut = columns.map((times) => times.filter((at) => at >= from && at <= to));
        const isThere = (times: Float64Array, at: number) => at >= times[0]! && at <= times.at(-1)!;
        const wanted = [...new Set(cut.flatMap((times) => [...times]))]
          .sort((left, right) => left - right)
          .filter((at) => columns.every((times) => !isThere(times, at) || times.includes(at)));
        const aligned = alignCloses(given, "USDT", 10, edges);
        if (cut.some((times) => times.length === 0) || wanted.length === 0) {
          expect(aligned).toBeNull();
          return;
        }
        expect([...aligned!.table.times]).toEqual(wanted);
        for (const [index, times] of columns.entries())
          for (const [bar, at] of wanted.entries())
            expect(aligned!.table.closes[index * wanted.length + bar]).toBe(
              isThere(times, at) ? at * 100 + index + 1 : Number.NaN,
            );
      },
    ),
  );
});

test("merging keeps every bar once, the newer one where both have it, in any split", () => {
  const columns = (times: Float64Array, mark: number) => ({
    times,
    open: null,
    high: null,
    low: null,
    close: times.map((at) => at + mark),
    volume: mark === 0.5 ? times.slice() : null,
  });
  fc.assert(
    fc.property(bars, bars, (older, newer) => {
      const merged = mergeBars(columns(older, 0.25), columns(newer, 0.5));
      const all = [...new Set([...older, ...newer])].sort((a, b) => a - b);
      expect([...merged.times]).toEqual(all);
      expect([...merged.close]).toEqual(all.map((at) => at + (newer.includes(at) ? 0.5 : 0.25)));
      if (merged.volume)
        for (const [bar, at] of all.entries()) expect(Number.isNaN(merged.volume[bar])).toBe(!newer.includes(at));
    }),
  );
});

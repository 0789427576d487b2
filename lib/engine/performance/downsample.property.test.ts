import fc from "fast-check";
import { expect, test } from "vitest";
import { downsampleIndices, pick } from "./downsample";

const columns = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 400 })).chain(([count, length]) =>
  fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length }), {
    minLength: count,
    maxLength: count,
  }),
);

test("keeps ends, order, the bound, and the extremes of every series", () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 10, max: 120 }), (series, most) => {
      const length = series[0]!.length;
      const kept = downsampleIndices(series, most);
      expect(kept.length).toBeLessThanOrEqual(Math.max(most, 4));
      expect(kept).toEqual([...new Set(kept)].sort((left, right) => left - right));
      if (length === 0) return;
      expect([kept[0], kept.at(-1)]).toEqual([0, length - 1]);
      for (const column of series) {
        const shown = pick(column, kept);
        expect(Math.max(...shown)).toBe(Math.max(...column));
        expect(Math.min(...shown)).toBe(Math.min(...column));
      }
    }),
  );
});

test("a short series is left alone, a gap stays a gap", () => {
  expect(downsampleIndices([[1, 2, 3]], 10)).toEqual([0, 1, 2]);
  const values = Array.from({ length: 1000 }, (_, index) => (index > 400 && index < 420 ? Number.NaN : index));
  const kept = downsampleIndices([values], 100);
  expect(pick(values, kept).some(Number.isNaN)).toBe(true);
});

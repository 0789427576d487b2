import fc from "fast-check";
import { expect, test } from "vitest";
import {
  distributeRest,
  equalWeights,
  giveRestTo,
  normaliseWeights,
  restOf,
  setWeight,
  splitPoints,
  totalOf,
  type WeightRow,
  WHOLE,
} from "./weights";

/** "50 30! 20" = three rows in percent, the second locked. */
function rows(text: string): WeightRow[] {
  return text.split(" ").map((cell) => ({
    weight: Math.round(Number.parseFloat(cell) * 100),
    isLocked: cell.endsWith("!"),
    editedAt: 0,
  }));
}
const shown = (list: readonly WeightRow[]) =>
  list.map((row) => `${row.weight / 100}${row.isLocked ? "!" : ""}`).join(" ");

test("one weight up takes from the others in proportion", () => {
  expect(shown(setWeight(rows("50 30 20"), 0, 6000, 1))).toBe("60 24 16");
});

test("one weight down gives to the others in proportion", () => {
  expect(shown(setWeight(rows("50 30 20"), 0, 2500, 1))).toBe("25 45 30");
});

test("locked rows do not move", () => {
  expect(shown(setWeight(rows("50 30! 20"), 0, 6000, 1))).toBe("60 30! 10");
});

test("a weight cannot take what is locked", () => {
  expect(shown(setWeight(rows("50 30! 20"), 0, 9000, 1))).toBe("70 30! 0");
});

test("with every other row locked the rest stays to be given", () => {
  const next = setWeight(rows("50 30! 20!"), 0, 4000, 1);
  expect(shown(next)).toBe("40 30! 20!");
  expect(restOf(next)).toBe(1000);
});

test("typing 50, then 30 leaves 20 for the third and keeps the 50", () => {
  const first = setWeight(rows("40 40 20"), 0, 5000, 1);
  const second = setWeight(first, 1, 3000, 2);
  expect(shown(second)).toBe("50 30 20");
});

test("rows typed in earlier give only when the others have nothing left, oldest first", () => {
  let list = setWeight(rows("40 30 30"), 0, 5000, 1);
  list = setWeight(list, 1, 3000, 2);
  list = setWeight(list, 2, 4000, 3);
  expect(shown(list)).toBe("30 30 40");
});

test("a new row at zero takes what is freed when all others were typed in", () => {
  let list = setWeight(rows("60 40 0"), 1, 4000, 1);
  list = setWeight(list, 0, 5000, 2);
  expect(shown(list)).toBe("50 40 10");
});

test("moved shares are rounded to 0.1 % by largest remainder", () => {
  expect(shown(setWeight(rows("40 20 20 20"), 0, 5000, 1))).toBe("50 16.7 16.7 16.6");
});

test("a typed 12.34 % is kept, the odd hundredths go to the largest other row", () => {
  expect(shown(setWeight(rows("50 30 20"), 2, 1234, 1))).toBe("54.86 32.8 12.34");
});

test("the rest can be distributed, given to one row, or scaled away", () => {
  expect(shown(distributeRest(rows("40 30 20")))).toBe("44.5 33.3 22.2");
  expect(shown(giveRestTo(rows("40 30 20"), 2))).toBe("40 30 30");
  expect(shown(normaliseWeights(rows("100 60 40")))).toBe("50 30 20");
  expect(shown(equalWeights(rows("70 20! 5 5")))).toBe("26.7 20! 26.7 26.6");
});

const anyRows = fc.array(
  fc.record({ weight: fc.integer({ min: 0, max: WHOLE }), isLocked: fc.boolean(), editedAt: fc.nat(3) }),
  { minLength: 1, maxLength: 12 },
);

test("parts always sum to the whole", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: WHOLE }),
      fc.array(fc.nat(WHOLE), { minLength: 1, maxLength: 15 }),
      (total, sizes) => {
        const parts = splitPoints(total, sizes);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        expect(parts.every((part) => part >= 0 && Number.isInteger(part))).toBe(true);
      },
    ),
  );
});

test("an edit never makes a weight negative, never moves a lock, and ends at 100 % when somebody can move", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(11), fc.integer({ min: -500, max: WHOLE + 500 }), (any, pick, wanted) => {
      const start = normaliseWeights(any);
      const index = pick % start.length;
      const next = setWeight(start, index, wanted, 9);
      expect(next.every((row) => row.weight >= 0)).toBe(true);
      next.forEach((row, at) => {
        if (row.isLocked && at !== index) expect(row.weight).toBe(start[at]?.weight);
      });
      const others = next.some((row, at) => at !== index && !row.isLocked);
      const locked = totalOf(next.filter((row, at) => at !== index && row.isLocked));
      if (others && locked <= WHOLE) expect(totalOf(next)).toBe(WHOLE);
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BAD, HOLE, readFigure, readPlain, readPrice } from "./figure";

/** What a figure is, written as patterns: right, and too slow for a file (they try every place a blank could end). */
const EMPTY = /^\s*(?:nan|null|none|n\/a|na|#n\/a|-|\u2013|\.)?\s*$/i;
const FIGURE = /^\s*\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

function byPattern(cell: string): number {
  if (EMPTY.test(cell)) return HOLE;
  const figure = Number(cell);
  return FIGURE.test(cell) && figure < Number.POSITIVE_INFINITY ? figure : BAD;
}

const piece = fc.constantFrom(
  " ",
  "\t",
  "\u00a0",
  "\ufeff",
  "+",
  "-",
  ".",
  ",",
  "0",
  "7",
  "12",
  "e",
  "E",
  "x",
  "b",
  "_",
);
const token = fc.constantFrom(
  "nan",
  "NaN",
  "null",
  "None",
  "n/a",
  "#N/A",
  "NA",
  "–",
  "Infinity",
  "0x10",
  "0e5",
  "-0",
  "1e400",
);
const cell = fc.array(fc.oneof(piece, token), { maxLength: 6 }).map((parts) => parts.join(""));

test("a cell is read as the patterns would have it", () => {
  fc.assert(
    fc.property(cell, (text) => {
      const figure = byPattern(text);
      expect(readPlain(text)).toBe(figure);
      if (figure === BAD) return;
      expect(readFigure(text, false)).toBe(figure);
      expect(readPrice(text, false)).toBe(figure === 0 ? BAD : figure);
    }),
    { numRuns: 5_000 },
  );
});

/** A step for each pair of characters would be 10^13 of them: the test would not live to see the end. */
const LONG = 4_000_000;
describe("a cell of four million characters is read as quickly as it is long", () => {
  test.each<[string, string, number]>([
    ["blanks", " ".repeat(LONG), HOLE],
    ["tabs", "\t".repeat(LONG), HOLE],
    ["blanks of another kind", "\u00a0".repeat(LONG), HOLE],
    ["blanks with a stroke between", `${" ".repeat(LONG / 2)}-${" ".repeat(LONG / 2)}`, HOLE],
    ["blanks that end in a letter", `${" ".repeat(LONG)}x`, BAD],
    ["a letter before blanks", `x${" ".repeat(LONG)}`, BAD],
    ["a price among blanks", `${" ".repeat(LONG / 2)}7.5${" ".repeat(LONG / 2)}`, 7.5],
    ["a price in base 16 among blanks", `${" ".repeat(LONG / 2)}0x10${" ".repeat(LONG / 2)}`, BAD],
    ["noughts", "0".repeat(LONG), 0],
    ["noughts that end in a letter", `${"0".repeat(LONG)}x`, BAD],
    ["nine after nine", "9".repeat(LONG), BAD],
    ["points", ".".repeat(LONG), BAD],
    ["strokes", "-".repeat(LONG), BAD],
  ])("%s", (_, text, figure) => expect(readFigure(text, false)).toBe(figure));
});

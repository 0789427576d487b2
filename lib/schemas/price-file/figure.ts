/**
 * A cell to a figure. HOLE is a cell that says nothing (empty, "nan", "null", "n/a", "-"); BAD is one that says something
 * that is no price. Both are negative, as no price is, so that the hot loop returns plain numbers.
 * A cell is read by its length once or twice and by no pattern: one that tried blanks at both ends took 6.6 s for 40 kB.
 * What no programming language writes ("1,234.5", "$91'482.10", "12.3K") is tried last, in figure-written.ts.
 */
import { readWritten } from "./figure-written";
import { shorten } from "./labels";

export const HOLE = -1;
export const BAD = -2;

const SAYS_NOTHING = new Set(["", "nan", "null", "none", "n/a", "na", "#n/a", "-", "\u2013", "."]);
const SAYS_NOTHING_LENGTH_MAX = 4;

/** A price: finite and above zero. */
export function readPrice(cell: string, isDecimalComma: boolean): number {
  const figure = read(cell, isDecimalComma, false);
  return figure === 0 ? BAD : figure;
}

/** A volume: finite, zero or more; "12.3K" is one, and as a price would be rounded. */
export const readFigure = (cell: string, isDecimalComma: boolean): number => read(cell, isDecimalComma, true);

function read(cell: string, isDecimalComma: boolean, mayBeScaled: boolean): number {
  // Where a comma is the decimal mark a point parts thousands: Number() would take it for the mark.
  const isPlain = !isDecimalComma || !cell.includes(".") || readPlain(cell) === HOLE;
  const figure = isPlain ? readPlain(isDecimalComma ? cell.replace(",", ".") : cell) : BAD;
  return figure === BAD ? (readWritten(cell, isDecimalComma, mayBeScaled) ?? BAD) : figure;
}

/** What a programming language would write: digits, one point, an exponent. */
export function readPlain(text: string): number {
  const figure = Number(text);
  // Number() reads "" as 0, and "0x10", "Infinity" and "1_0" are not figures of a price file.
  if (figure > 0 && figure < Number.POSITIVE_INFINITY) return isHexOrSuch(text) ? BAD : figure;
  const plain = text.trim();
  if (plain.length <= SAYS_NOTHING_LENGTH_MAX && SAYS_NOTHING.has(plain.toLowerCase())) return HOLE;
  return figure === 0 && !plain.startsWith("-") && !isHexOrSuch(plain) ? 0 : BAD;
}

/** "0x10", "0b1", "0o7": Number() takes them. A cell that begins with one to nine is none of them. */
function isHexOrSuch(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first >= 49 && first <= 57) return false;
  return /^0[xob]/i.test(text.trimStart());
}

export type BadKind = "zero" | "negative" | "no-number";

/** Why a cell is no price: its kind, and as a sentence. */
export function describeBad(cell: string): { kind: BadKind; message: string } {
  const text = cell.trim();
  const shown = shorten(text);
  if (/^-?0+([.,]0*)?$/.test(text)) return { kind: "zero", message: "The price is 0. A price is more than zero." };
  if (/^[-\u2212]/.test(text) && /\d/.test(text)) {
    return { kind: "negative", message: `The price is negative: ${shown}.` };
  }
  return { kind: "no-number", message: `"${shown}" is not a number.` };
}

/**
 * A cell to a figure. HOLE is a cell that says nothing (empty, "nan", "null", "n/a", "-"); BAD is one that says something
 * that is no price. Both are negative, as no price is, so that the hot loop returns plain numbers.
 */
export const HOLE = -1;
export const BAD = -2;

const EMPTY = /^\s*(?:nan|null|none|n\/a|na|#n\/a|-|\u2013|\.)?\s*$/i;
const PLAIN = /^[+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A price: finite and above zero. */
export function readPrice(cell: string, isDecimalComma: boolean): number {
  const figure = readFigure(cell, isDecimalComma);
  return figure === 0 ? BAD : figure;
}

/** A volume: finite, zero or more. */
export function readFigure(cell: string, isDecimalComma: boolean): number {
  const text = isDecimalComma ? cell.replace(",", ".") : cell;
  const figure = Number(text);
  // Number() reads "" as 0, and "0x10", "Infinity" and "1_0" are not figures of a price file.
  if (figure > 0 && figure < Number.POSITIVE_INFINITY) return isHexOrSuch(text) ? BAD : figure;
  if (EMPTY.test(text)) return HOLE;
  return figure === 0 && PLAIN.test(text.trim()) ? 0 : BAD;
}

const isHexOrSuch = (text: string) => text.length > 2 && text.charCodeAt(0) === 48 && text.charCodeAt(1) > 57;

/** Why a cell is no price, in words. */
export function describeBad(cell: string): string {
  const text = cell.trim();
  const shown = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  if (/^-?0+(\.0*)?$/.test(text)) return "The price is 0. A price is more than zero.";
  if (/^[-\u2212]/.test(text) && /\d/.test(text)) return `The price is negative: ${shown}.`;
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return `"${shown}" has thousands commas. Write digits and one point, for example 1234.5.`;
  }
  return `"${shown}" is not a number.`;
}

/**
 * Whether a point or a comma is a file's decimal mark. Any figure that can only be one settles it; where all that there is
 * could be both ("1.000" is one or a thousand, also between commas) it is a question.
 */
import { decimalIn } from "./figure-written";
import type { DecimalMark } from "./model";
import { type Delimiter, type Line, splitCells } from "./split";

export interface OpenDecimal {
  /** The first row and column that may be read in two ways. */
  row: number;
  at: number;
}

export function findDecimal(
  lines: readonly Line[],
  delimiter: Delimiter,
  figuresAt: readonly number[],
): DecimalMark | OpenDecimal {
  let open: OpenDecimal | null = null;
  for (const { row, text } of lines) {
    // Nothing but digits settles nothing.
    if (delimiter === "," && !text.includes(".") && !text.includes('"')) continue;
    const cells = splitCells(text, delimiter);
    if (cells === null) continue;
    for (const at of figuresAt) {
      const shown = decimalIn(cells[at] ?? "");
      if (shown === "point" || shown === "comma") return shown;
      if (shown === "either") open ??= { row, at };
    }
  }
  return open ?? "point";
}

/**
 * Whether a point or a comma is a file's decimal mark. Any figure that can only be one settles it; where all that there is
 * could be both ("1.000" in a file parted by semicolons is one or a thousand) it is a question.
 */
import { decimalIn } from "./figure-written";
import type { DecimalMark } from "./model";
import { type Delimiter, type Line, splitCells } from "./split";

export interface OpenDecimal {
  /** The first row and column that may be read in two ways. */
  row: number;
  at: number;
}

/** `isDoubted`: the usual mark of files parted by commas is not taken for granted. */
export function findDecimal(
  lines: readonly Line[],
  delimiter: Delimiter,
  figuresAt: readonly number[],
  isDoubted = false,
): DecimalMark | OpenDecimal {
  let open: OpenDecimal | null = null;
  for (const { row, text } of lines) {
    // Between bare commas no cell has one, and whoever parts cells with them writes points.
    if (!isDoubted && delimiter === "," && !text.includes('"')) continue;
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

/**
 * Where the heading of a file ends and its rows begin. Most have one line of names; candles of exchanges have none; yfinance
 * and pandas write two or three, one under the other; some have a title above.
 */
import { roleOf } from "./column-names";
import { readFigure } from "./figure";
import { isTimeCell } from "./heading";
import { PRICE_FILE_MAX } from "./model";
import { type Delimiter, type Line, splitCells } from "./split";

export interface Head {
  /** null: the first line is a row already. */
  names: readonly string[] | null;
  /** The line the names stand in, or the first row. */
  row: number;
  /** Place of the first row among the lines. */
  rowsFrom: number;
  /** Lines above the heading that are none of it. */
  titles: number;
}

const HEAD_LINES_MAX = 5;

/** `first` are the cells of the first line; `remark` the last one above it, which may be the heading: "# date,BTC". */
export function findHead(
  lines: readonly Line[],
  first: readonly string[],
  remark: Line | null,
  delimiter: Delimiter,
): Head {
  const cells = lines
    .slice(0, HEAD_LINES_MAX)
    .map(({ text }, at) =>
      at === 0 ? first : text.length > PRICE_FILE_MAX.rowCharacters ? [] : (splitCells(text, delimiter) ?? []),
    );
  const rowsFrom = cells.findIndex(isRow);
  if (rowsFrom === 0) {
    const noted = splitCells(remark?.text.replace(/^\s*#+\s*/, "") ?? "", delimiter) ?? [];
    const isHeading = noted.length > 1 && noted.length === first.length && !isRow(noted);
    return isHeading
      ? { names: noted.map(trimmed), row: remark!.row, rowsFrom: 0, titles: 0 }
      : { names: null, row: lines[0]!.row, rowsFrom: 0, titles: 0 };
  }
  const single = { names: first.map(trimmed), row: lines[0]!.row, rowsFrom: 1, titles: 0 };
  // A heading with a time is whole; what follows it is a row that something is wrong with.
  if (rowsFrom < 2 || first.some((cell) => roleOf(cell)?.part === "time")) return single;
  const above = cells.slice(0, rowsFrom);
  if (above.slice(1).some((line) => line.some(isFigure))) return single;
  const width = cells[rowsFrom]!.length;
  const titles = above.findIndex((line) => line.length >= width - 1 && line.length > 1);
  if (titles < 0) return single;
  return { names: joined(above.slice(titles)), row: lines[titles]!.row, rowsFrom, titles };
}

const trimmed = (cell: string) => cell.trim();

/** A row has a time and beside it a figure, or nothing at all. */
function isRow(cells: readonly string[]): boolean {
  const time = cells.findIndex(isTimeCell);
  return time >= 0 && cells.some((cell, at) => at !== time && isFigure(cell)) && !cells.some(isName);
}

const isFigure = (cell: string) => readFigure(cell, false) >= 0 || readFigure(cell, true) >= 0;

/** What stands in a heading and in no row. */
const isName = (cell: string) => /^"?<?(date|time|timestamp|open|high|low|close|price|volume)>?"?$/i.test(cell.trim());

/** Names one under the other to one each: the figure and the asset; the column that ends in "Date" is the time. */
function joined(heads: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...heads.map((line) => line.length));
  const last = heads.at(-1)!;
  return Array.from({ length: width }, (_, at) => {
    const parts = heads
      .map((line) => line[at]?.trim() ?? "")
      .filter((part) => part !== "" && !/^unnamed: /i.test(part));
    // The first column holds what the lines are called, and at its foot what the column is.
    if (at === 0 && heads.length > 1) return last[0]?.trim() ?? "";
    return [...new Set(parts)].join(" ");
  });
}

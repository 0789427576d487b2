/**
 * A file's rows by the names of its columns. A form asks for cells by name and for what they should be; what is not so
 * becomes a problem with row and column, and the row is left out whole.
 */

import { isDecimal, isZero, negate, type Quantity, quantity } from "@/lib/money";
import { type Delimiter, findDelimiter, splitCells, splitLines } from "@/lib/schemas/price-file/split";
import type { Amount, FileProblem } from "./model";
import { readTime, type TimeForm } from "./time";

export interface FileTable {
  /** In lower case, trimmed, in the file's order. */
  heading: readonly string[];
  rows: readonly FileRow[];
}

/** Thrown inside a form, caught by `readRows`; never leaves the folder. */
class RowFault {
  readonly problem: FileProblem;

  constructor(problem: FileProblem) {
    this.problem = problem;
  }
}

export class FileRow {
  readonly row: number;
  private readonly cells: readonly string[];
  private readonly heading: readonly string[];
  private readonly delimiter: Delimiter;

  constructor(row: number, cells: readonly string[], heading: readonly string[], delimiter: Delimiter) {
    this.row = row;
    this.cells = cells;
    this.heading = heading;
    this.delimiter = delimiter;
  }

  /** A comma in a bare figure makes two cells of it, and every column behind it another one. */
  requireWidth(): void {
    const extra = this.cells.slice(this.heading.length).find((cell) => cell.trim() !== "");
    if (extra !== undefined) throw new RowFault({ code: "too-wide", row: this.row, cell: extra.trim() });
  }

  /** "" where the column is missing or empty. `nth` tells columns of one name apart, from 0. */
  text(column: string, nth = 0): string {
    let at = -1;
    for (let found = 0; found <= nth; found += 1) at = this.heading.indexOf(column, at + 1);
    return at < 0 ? "" : (this.cells[at] ?? "").trim();
  }

  /** First column of several names that says something. */
  either(...columns: readonly string[]): string {
    return columns.map((column) => this.text(column)).find((text) => text !== "") ?? "";
  }

  /** A quantity with its sign; null where the cell says nothing ("", "-"). */
  maybeNumber(column: string, nth = 0): Quantity | null {
    const cell = this.text(column, nth);
    if (cell === "" || cell === "-") return null;
    // Whoever parts cells with semicolons does so since commas stand in figures: "1,250" may be five quarters.
    const isDoubtful = this.delimiter === ";" && /^\D*\d{1,3},\d{3}\D*$/.test(cell);
    const plain = isDoubtful ? null : plainNumber(cell);
    return plain ?? this.fault(column, cell, "number");
  }

  number(column: string): Quantity {
    return this.maybeNumber(column) ?? this.lacks(column);
  }

  asset(column: string, nth = 0): string {
    const cell = this.text(column, nth);
    if (cell === "" || cell === "-") return this.lacks(column);
    return /\p{L}/u.test(cell) ? cell : this.fault(column, cell, "asset");
  }

  /** By the first of the forms that reads it; no two of them may read one text unlike. */
  time(column: string, ...forms: readonly TimeForm[]): string {
    const cell = this.text(column);
    for (const form of forms) {
      const time = readTime(cell, form);
      if (time !== null) return time;
    }
    return this.fault(column, cell, "time");
  }

  lacks(column: string): never {
    throw new RowFault({ code: "fields-missing", row: this.row, column });
  }

  fault(column: string, cell: string, expected: "number" | "time" | "asset" | "pair" | "text"): never {
    throw new RowFault({ code: "not-read", row: this.row, column, cell, expected });
  }

  unknownKind(column: string): never {
    throw new RowFault({ code: "kind-unknown", row: this.row, column, cell: this.text(column) });
  }
}

/** Reads each row alone; what fails is a problem and nothing else. */
export function readRows<T>(rows: readonly FileRow[], read: (row: FileRow) => T | null) {
  const found: T[] = [];
  const problems: FileProblem[] = [];
  for (const row of rows) {
    try {
      row.requireWidth();
      const movement = read(row);
      if (movement !== null) found.push(movement);
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      problems.push(error.problem);
    }
  }
  return { found, problems };
}

/** Digits, one point, thousands commas, a currency sign before or behind; null for anything else. */
export function plainNumber(cell: string): Quantity | null {
  const text = cell.replace(/[€$£¥₹\u00a0\u202f ]/g, "");
  // "0,125" parts no thousands: it is an eighth, written where commas are decimal marks.
  const bare = /^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  const unsigned = bare.startsWith("+") ? bare.slice(1) : bare;
  return isDecimal(unsigned) ? quantity(unsigned) : null;
}

export const sizeOf = (figure: Quantity): Quantity => (figure.startsWith("-") ? negate(figure) : figure);

/** null for nothing: fees of zero are no fees. */
export function amountOf(asset: string, figure: Quantity | null): Amount | undefined {
  return figure === null || isZero(figure) ? undefined : { asset, quantity: sizeOf(figure) };
}

/** Finds the first line that reads like a heading (some exports write a few lines above it). */
export function readTable(text: string, isHeading: (names: readonly string[]) => boolean): FileTable | null {
  const { lines } = splitLines(text);
  for (const [at, line] of lines.slice(0, 12).entries()) {
    const delimiter = findDelimiter([line.text]);
    const heading = splitCells(line.text, delimiter)?.map((cell) => cell.trim().toLowerCase());
    if (heading === undefined || !isHeading(heading)) continue;
    const rows = lines
      .slice(at + 1)
      .map(({ row, text: rest }) => new FileRow(row, splitCells(rest, delimiter) ?? [rest], heading, delimiter));
    return { heading, rows };
  }
  return null;
}

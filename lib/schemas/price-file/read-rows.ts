/**
 * Lines to blocks of figures: one block for a wide file, one an asset for a long one. This is the hot loop; a figure that
 * is plain costs a split and a Number().
 */
import { type Block, emptyBlock } from "./block";
import { BAD, describeBad, HOLE, readFigure, readPrice } from "./figure";
import type { Heading, LongHeading, WideHeading } from "./heading";
import { inDigits, shorten } from "./labels";
import { type DateOrder, PRICE_FILE_MAX, type PriceFileNote, type PriceRepairs } from "./model";
import type { Problems } from "./problems";
import { type Delimiter, type Line, splitCells } from "./split";
import { readAsset } from "./symbol";
import { dayOf, parseTime } from "./time";
import { readClock, readTime } from "./time-written";

export interface ReadContext {
  delimiter: Delimiter;
  isDecimalComma: boolean;
  /** null: no day of the file needs it, or the rows contradict each other. */
  dates: DateOrder | null;
  repairs: PriceRepairs;
  problems: Problems;
  notes: PriceFileNote[];
}

/** A row of the right width with its time, or null after saying what is wrong with it. */
type Row = { cells: readonly string[]; at: number; row: number };
type Complain = (row: number, column: string | null, kind: string, message: string) => void;

/** Bad rows are refused, or counted when they are to be dropped; one complaint drops the row. */
function complaints(context: ReadContext): { complain: Complain; close(): void } {
  const dropped = new Set<number>();
  return {
    complain(row, column, kind, message) {
      if (context.repairs.bad === "drop-row") dropped.add(row);
      else context.problems.add(row, column, kind, message, "bad");
    },
    close() {
      if (dropped.size > 0)
        context.notes.push({ count: dropped.size, message: "Rows that could not be read were left out." });
    },
  };
}

function readRow(line: Line, heading: Heading, context: ReadContext, complain: Complain): Row | null {
  if (line.text.length > PRICE_FILE_MAX.rowCharacters) {
    const most = inDigits(PRICE_FILE_MAX.rowCharacters);
    complain(line.row, null, "long", `The row is longer than ${most} characters.`);
    return null;
  }
  const cells = splitCells(line.text, context.delimiter);
  if (cells === null) {
    complain(line.row, null, "quote", "A double quote is opened and never closed.");
    return null;
  }
  const isTrailing = cells.length === heading.width + 1 && cells.at(-1)!.trim() === "";
  if (cells.length !== heading.width && !isTrailing) {
    const few = cells.length < heading.width ? "too few" : "too many";
    complain(line.row, null, few, `The row has ${cells.length} cells, the heading ${heading.width}: ${few}.`);
    return null;
  }
  const at = timeIn(cells, heading, context);
  if (at === null) {
    complain(line.row, heading.names[heading.time]!.trim(), "time", describeNoTime(cells, heading));
    return null;
  }
  return { cells, at, row: line.row };
}

function timeIn(cells: readonly string[], heading: Heading, context: ReadContext): number | null {
  const cell = cells[heading.time]!;
  const at = parseTime(cell) ?? readTime(cell, context.dates) ?? yearAlone(cell, heading);
  if (heading.clock === null || at === null) return at;
  const clock = readClock(cells[heading.clock]!);
  return clock === null ? null : at + clock;
}

/** "2019" under "year"; under any other name, or beside its month, a figure like any other. */
function yearAlone(cell: string, { time, names }: Heading): number | null {
  const isYear = /^(19|20)\d{2}$/.test(cell.trim()) && /^\W*(year|jahr|date)\W*$/i.test(names[time]!);
  return isYear && !names.some((name) => /^\W*(month|day)\W*$/i.test(name)) ? dayOf(Number(cell), 1, 1) : null;
}

function describeNoTime(cells: readonly string[], heading: Heading): string {
  const hint = "Write 2024-03-01, 2024-03-01T08:00:00Z, or seconds or milliseconds since 1970";
  const text = cells[heading.time]!.trim();
  if (text === "") return `There is no time. ${hint}.`;
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) {
    return `"${shorten(text)}" is a time a spreadsheet has rounded: its hours are lost. Use another column, or the file as it came.`;
  }
  const clock = heading.clock === null ? "" : ` ${cells[heading.clock]!.trim()}`;
  return `"${shorten(text + clock)}" is not a time. ${hint}.`;
}

export function readWideRows(lines: readonly Line[], heading: WideHeading, context: ReadContext): Block {
  const block = emptyBlock(heading.columns.length);
  const figures = new Array<number>(heading.columns.length);
  const { complain, close } = complaints(context);
  for (const line of lines) {
    const row = readRow(line, heading, context, complain);
    if (row === null) continue;
    let isGood = true;
    for (let index = 0; index < figures.length; index += 1) {
      const column = heading.columns[index]!;
      const figure = readPrice(row.cells[column.index]!, context.isDecimalComma);
      if (figure === BAD) {
        const { kind, message } = describeBad(row.cells[column.index]!);
        complain(row.row, column.name, kind, message);
        isGood = false;
      }
      figures[index] = figure === HOLE ? Number.NaN : figure;
    }
    if (!isGood) continue;
    block.rows.push(row.row);
    block.times.push(row.at);
    for (let index = 0; index < figures.length; index += 1) block.columns[index]!.push(figures[index]!);
  }
  close();
  return block;
}

/** Columns of a long block, in this order. */
const LONG_COLUMNS = ["close", "open", "high", "low", "volume"] as const;

export interface LongBlocks {
  blocks: Map<string, Block>;
  quote: string | null;
}

export function readLongRows(
  lines: readonly Line[],
  heading: LongHeading,
  only: string | null,
  context: ReadContext,
): LongBlocks {
  const blocks = new Map<string, Block>();
  const known = new Map<string, string>();
  const figures = new Array<number>(LONG_COLUMNS.length);
  const { complain, close } = complaints(context);
  let quote: string | null = null;
  let rowQuote: string | null = null;
  for (const line of lines) {
    const row = readRow(line, heading, context, complain);
    if (row === null) continue;
    let asset = only;
    if (heading.assetAt !== null) {
      const text = row.cells[heading.assetAt]!;
      asset = known.get(text) ?? null;
      if (asset === null) {
        const read = readAsset(text);
        const name = heading.names[heading.assetAt]!;
        if (read === null) {
          complain(row.row, name, "asset", `"${shorten(text.trim())}" is not the code of an asset, for example "BTC".`);
          continue;
        }
        if (read.quote !== null && quote !== null && read.quote !== quote) {
          const counted = `${shorten(text.trim())} is counted in ${read.quote}, rows before it in ${quote}.`;
          complain(row.row, name, "quote-differs", counted);
          continue;
        }
        quote ??= read.quote;
        asset = read.asset;
        known.set(text, asset);
      }
    }
    if (asset === null) continue;
    if (heading.quoteAt !== null) {
      const own = row.cells[heading.quoteAt]!.trim().toUpperCase();
      if (rowQuote !== null && own !== rowQuote) {
        const counted = `The row is counted in ${shorten(own)}, rows before it in ${rowQuote}.`;
        complain(row.row, heading.names[heading.quoteAt]!, "quote-differs", counted);
        continue;
      }
      rowQuote ??= own;
    }
    if (!readFigures(row, heading, figures, context.isDecimalComma, complain)) continue;
    let block = blocks.get(asset);
    if (block === undefined) {
      if (blocks.size === PRICE_FILE_MAX.assets) {
        const message = `A file may have ${PRICE_FILE_MAX.assets} assets; this is one more. Split it.`;
        context.problems.add(row.row, null, "assets", message);
        break;
      }
      block = emptyBlock(LONG_COLUMNS.length);
      blocks.set(asset, block);
    }
    block.rows.push(row.row);
    block.times.push(row.at);
    for (let index = 0; index < figures.length; index += 1) block.columns[index]!.push(figures[index]!);
  }
  close();
  return { blocks, quote: quote ?? rowQuote };
}

function readFigures(
  row: Row,
  heading: LongHeading,
  out: number[],
  isDecimalComma: boolean,
  complain: Complain,
): boolean {
  let isGood = true;
  for (let index = 0; index < LONG_COLUMNS.length; index += 1) {
    const name = LONG_COLUMNS[index]!;
    const at = heading.at[name];
    const cell = at === null ? "" : row.cells[at]!;
    const figure = name === "volume" ? readFigure(cell, isDecimalComma) : readPrice(cell, isDecimalComma);
    if (figure === BAD) {
      const { kind, message } = describeBad(cell);
      complain(row.row, heading.names[at!]!, kind, message);
      isGood = false;
    }
    out[index] = figure < 0 ? Number.NaN : figure;
  }
  return isGood;
}

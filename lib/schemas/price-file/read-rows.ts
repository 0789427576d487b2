/**
 * Lines to blocks of figures: one block for a wide file, one an asset for a long one. This is the hot loop; a figure that
 * is plain costs a split and a Number().
 */
import { type Block, emptyBlock } from "./block";
import { BAD, describeBad, HOLE, readFigure, readPrice } from "./figure";
import { type Heading, type LongHeading, readAsset, type WideHeading } from "./heading";
import { inDigits, shorten } from "./labels";
import { PRICE_FILE_MAX, type PriceFileNote, type PriceRepairs } from "./model";
import type { Problems } from "./problems";
import { type Delimiter, type Line, splitCells } from "./split";
import { parseTime } from "./time";

export interface ReadContext {
  delimiter: Delimiter;
  isDecimalComma: boolean;
  repairs: PriceRepairs;
  problems: Problems;
  notes: PriceFileNote[];
}

/** A row of the right width with its time, or null after saying what is wrong with it. */
type Row = { cells: readonly string[]; at: number; row: number };
type Complain = (row: number, column: string | null, message: string) => void;

/** Bad rows are refused, or counted when they are to be dropped; one complaint drops the row. */
function complaints(context: ReadContext): { complain: Complain; close(): void } {
  const dropped = new Set<number>();
  return {
    complain(row, column, message) {
      if (context.repairs.bad === "drop-row") dropped.add(row);
      else context.problems.add(row, column, message, "bad");
    },
    close() {
      if (dropped.size > 0)
        context.notes.push({ count: dropped.size, message: "Rows that could not be read were left out." });
    },
  };
}

function readRow(line: Line, heading: Heading, timeName: string, delimiter: Delimiter, complain: Complain): Row | null {
  if (line.text.length > PRICE_FILE_MAX.rowCharacters) {
    complain(line.row, null, `The row is longer than ${inDigits(PRICE_FILE_MAX.rowCharacters)} characters.`);
    return null;
  }
  const cells = splitCells(line.text, delimiter);
  if (cells === null) {
    complain(line.row, null, "A double quote is opened and never closed.");
    return null;
  }
  const isTrailing = cells.length === heading.width + 1 && cells.at(-1)!.trim() === "";
  if (cells.length !== heading.width && !isTrailing) {
    const few = cells.length < heading.width ? "too few" : "too many";
    complain(line.row, null, `The row has ${cells.length} cells, the heading ${heading.width}: ${few}.`);
    return null;
  }
  const cell = cells[heading.time]!;
  const at = parseTime(cell) ?? parseTime(cell.trim());
  if (at === null) {
    const hint = "Write 2024-03-01, 2024-03-01T08:00:00Z, or seconds or milliseconds since 1970";
    complain(
      line.row,
      timeName,
      cell.trim() === "" ? `There is no time. ${hint}.` : `"${shorten(cell.trim())}" is not a time. ${hint}.`,
    );
    return null;
  }
  return { cells, at, row: line.row };
}

export function readWideRows(
  lines: readonly Line[],
  heading: WideHeading,
  timeName: string,
  context: ReadContext,
): Block {
  const block = emptyBlock(heading.columns.length);
  const figures = new Array<number>(heading.columns.length);
  const { complain, close } = complaints(context);
  for (const line of lines) {
    const row = readRow(line, heading, timeName, context.delimiter, complain);
    if (row === null) continue;
    let isGood = true;
    for (let index = 0; index < figures.length; index += 1) {
      const column = heading.columns[index]!;
      const figure = readPrice(row.cells[column.index]!, context.isDecimalComma);
      if (figure === BAD) {
        complain(row.row, column.name, describeBad(row.cells[column.index]!));
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
  const timeName = heading.names[heading.time]!;
  const figures = new Array<number>(LONG_COLUMNS.length);
  const { complain, close } = complaints(context);
  let quote: string | null = null;
  for (const line of lines) {
    const row = readRow(line, heading, timeName, context.delimiter, complain);
    if (row === null) continue;
    let asset = only;
    if (heading.assetAt !== null) {
      const text = row.cells[heading.assetAt]!;
      asset = known.get(text) ?? null;
      if (asset === null) {
        const read = readAsset(text);
        const name = heading.names[heading.assetAt]!;
        if (read === null) {
          complain(row.row, name, `"${shorten(text.trim())}" is not the code of an asset, for example "BTC".`);
          continue;
        }
        if (read.quote !== null && quote !== null && read.quote !== quote) {
          complain(row.row, name, `${shorten(text.trim())} is counted in ${read.quote}, rows before it in ${quote}.`);
          continue;
        }
        quote ??= read.quote;
        asset = read.asset;
        known.set(text, asset);
      }
    }
    if (asset === null) continue;
    if (!readFigures(row, heading, figures, context.isDecimalComma, complain)) continue;
    let block = blocks.get(asset);
    if (block === undefined) {
      if (blocks.size === PRICE_FILE_MAX.assets) {
        context.problems.add(
          row.row,
          null,
          `A file may have ${PRICE_FILE_MAX.assets} assets; this is one more. Split it.`,
        );
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
  return { blocks, quote };
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
      complain(row.row, heading.names[at!]!, describeBad(cell));
      isGood = false;
    }
    out[index] = figure < 0 ? Number.NaN : figure;
  }
  return isGood;
}

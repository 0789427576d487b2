/**
 * Past prices from a file: text in, a table of closes or every problem by row and column out. Forms, repairs and the rule
 * for rows stand in price-file/model.ts. Pure, so that the lab, the service and the command line refuse the same files
 * with the same sentences. 43,800 rows of ten assets take well under 300 ms.
 */
import type { PriceTable } from "@/lib/engine/model";
import { alignBlocks, commonSpan, showTime, timesOf, wholeSpan } from "./price-file/align";
import { type Block, settleRows } from "./price-file/block";
import { findGaps, usualStep } from "./price-file/gaps";
import { type LongHeading, readAsset, readHeading, type WideHeading } from "./price-file/heading";
import { settleHoles } from "./price-file/holes";
import { inDigits, nameOf } from "./price-file/labels";
import {
  NO_REPAIRS,
  PRICE_FILE_MAX,
  type PriceFileForm,
  type PriceFileOptions,
  type PriceFileVerdict,
  type PriceSeries,
  type RefusedPrices,
} from "./price-file/model";
import { gatherProblems, type Problems } from "./price-file/problems";
import { type ReadContext, readLongRows, readWideRows } from "./price-file/read-rows";
import { findDelimiter, type Line, splitCells, splitLines } from "./price-file/split";

export * from "./price-file/gaps";
export * from "./price-file/model";

const USUAL_QUOTE = "USDT";
const TOO_WIDE = `The first line has more than ${PRICE_FILE_MAX.columns} columns beside the time. Split the file by asset.`;

export function parsePriceFile(text: string, options: PriceFileOptions = {}): PriceFileVerdict {
  const problems = gatherProblems();
  if (text.length > PRICE_FILE_MAX.characters) return refuseAt(1, null, "The file is larger than 64 MB.", null);
  const { lines, remarks, hasMore } = splitLines(text, PRICE_FILE_MAX.rows + 1);
  const first = lines[0];
  if (first === undefined) return refuseAt(1, null, "The file is empty.", null);
  if (hasMore) {
    const message = `The file has more than ${inDigits(PRICE_FILE_MAX.rows)} rows. Split it by asset or by year.`;
    return refuseAt(lines.at(-1)!.row + 1, null, message, null);
  }
  if (first.text.length > PRICE_FILE_MAX.rowCharacters) return refuseAt(first.row, null, TOO_WIDE, null);
  const delimiter = findDelimiter(first.text);
  const cells = splitCells(first.text, delimiter);
  if (cells === null) return refuseAt(first.row, null, "A double quote is opened and never closed.", null);
  if (widthOf(cells) > PRICE_FILE_MAX.columns + 1) return refuseAt(first.row, null, TOO_WIDE, null);
  const verdict = readHeading(cells, options);
  if (!verdict.ok) return refuseAt(first.row, verdict.column, verdict.message, verdict.form);
  const rows = verdict.isData ? lines : lines.slice(1);
  if (rows.length === 0) {
    return refuseAt(first.row, null, "There are no rows under the heading.", verdict.heading.form);
  }
  const isDecimalComma = delimiter === ";" && isCommaDecimal(rows);
  const context: ReadContext = {
    delimiter,
    isDecimalComma,
    repairs: { ...NO_REPAIRS, ...options.repairs },
    problems,
    notes: [],
  };
  if (remarks > 0) context.notes.push({ count: remarks, message: "Remarks above the heading were left out." });
  if (isDecimalComma)
    context.notes.push({ count: rows.length, message: "Commas in figures were read as decimal points." });
  const heading = verdict.heading;
  return heading.form === "wide"
    ? parseWide(rows, heading, cells[heading.time]!.trim(), options, context)
    : parseLong(first.row, rows, heading, options, context);
}

function parseWide(
  lines: readonly Line[],
  heading: WideHeading,
  timeName: string,
  options: PriceFileOptions,
  context: ReadContext,
): PriceFileVerdict {
  const { repairs, problems, notes } = context;
  const names = heading.columns.map((column) => column.name);
  const read = settleRows(readWideRows(lines, heading, timeName, context), timeName, repairs, problems, notes);
  const block = settleHoles(read, names, repairs, problems, notes, options.isRagged);
  if (problems.count() === 0 && block.times.length === 0) problems.add(lines[0]!.row, null, "No row is left to use.");
  if (problems.count() > 0) return refused(problems, "wide");
  const times = Float64Array.from(block.times);
  const bars = times.length;
  const closes = new Float64Array(bars * block.columns.length);
  for (const [index, column] of block.columns.entries()) closes.set(column, index * bars);
  const table: PriceTable = {
    assets: heading.columns.map((column) => column.asset),
    quote: quoteOf(heading.quote, options, context),
    times,
    closes,
  };
  const gaps = findGaps(times);
  const series = table.assets.map((asset, index): PriceSeries => {
    const close = closes.subarray(index * bars, (index + 1) * bars);
    return { asset, times, open: null, high: null, low: null, close, volume: null, gaps };
  });
  return { ok: true, form: "wide", table, series, stepMs: usualStep(times), gaps, notes };
}

function parseLong(
  headingRow: number,
  lines: readonly Line[],
  heading: LongHeading,
  options: PriceFileOptions,
  context: ReadContext,
): PriceFileVerdict {
  const { repairs, problems, notes } = context;
  const given = options.asset === undefined ? null : readAsset(options.asset);
  if (heading.assetAt === null && given === null) {
    const message = "The file does not say whose prices these are. Name the asset, or add a column called asset.";
    const problem = { row: headingRow, column: null, message, repair: null, isAssetMissing: true };
    return { ok: false, problems: [problem], problemCount: 1, form: "long" };
  }
  const { blocks: read, quote } = readLongRows(lines, heading, given?.asset ?? null, context);
  const timeName = heading.names[heading.time]!;
  const settled = new Map<string, Block>();
  for (const [asset, block] of read) {
    const rows = settleRows(block, timeName, repairs, problems, notes);
    const whole = settleHoles(rows, [heading.names[heading.at.close]!], repairs, problems, notes);
    if (whole.times.length > 0) settled.set(asset, whole);
  }
  if (problems.count() === 0 && settled.size === 0) problems.add(lines[0]!.row, null, "No row is left to use.");
  if (problems.count() > 0) return refused(problems, "long");
  const span = options.isRagged && settled.size > 0 ? wholeSpan(settled) : commonSpan(settled);
  if (span === null) return refuseAt(headingRow, null, "The assets of the file have no time in common.", "long");
  const blocks = alignBlocks(settled, span, repairs, problems, notes);
  if (problems.count() > 0) return refused(problems, "long");
  const isShorter = [...blocks.values()].some((block) => block.times[0]! < span.from || block.times.at(-1)! > span.to);
  if (isShorter) {
    const message = `All assets have prices from ${showTime(span.from)} to ${showTime(span.to)} only; the table is cut to that.`;
    notes.push({ count: blocks.size, message });
  }
  return builtLong(blocks, span, quoteOf(quote ?? given?.quote ?? null, options, context), context);
}

function builtLong(
  blocks: ReadonlyMap<string, Block>,
  span: { from: number; to: number },
  quote: string,
  context: ReadContext,
): PriceFileVerdict {
  const series = [...blocks].map(([asset, block]): PriceSeries => {
    const [close, open, high, low, volume] = block.columns;
    const times = Float64Array.from(block.times);
    return {
      asset,
      times,
      open: known(open!),
      high: known(high!),
      low: known(low!),
      close: Float64Array.from(close!),
      volume: known(volume!),
      gaps: findGaps(times),
    };
  });
  const whole = series.find((each) => each.times[0]! <= span.from && each.times.at(-1)! >= span.to);
  const times = whole?.times.filter((at) => at >= span.from && at <= span.to) ?? timesOf(blocks, span);
  const closes = new Float64Array(times.length * series.length).fill(Number.NaN);
  for (const [index, { times: own, close }] of series.entries()) {
    const [first, last] = [own.findIndex((at) => at >= span.from), own.findLastIndex((at) => at <= span.to)];
    // Inside its own span an asset has every time of the table; a ragged one starts and ends where it does.
    const place = times.indexOf(own[first]!);
    closes.set(close.subarray(first, last + 1), index * times.length + place);
  }
  const table: PriceTable = { assets: series.map(({ asset }) => asset), quote, times, closes };
  if (times.length === 0) return refuseAt(1, null, "The assets of the file have no time in common.", "long");
  return {
    ok: true,
    form: "long",
    table,
    series,
    stepMs: usualStep(times),
    gaps: findGaps(times),
    notes: context.notes,
  };
}

const known = (column: readonly number[]) => (column.every(Number.isNaN) ? null : Float64Array.from(column));

function quoteOf(quote: string | null, options: PriceFileOptions, context: ReadContext): string {
  if (quote !== null) return quote;
  if (options.quote !== undefined) return options.quote.trim().toUpperCase();
  context.notes.push({
    count: 1,
    message: `The file does not say what prices are counted in; taken as ${USUAL_QUOTE}.`,
  });
  return USUAL_QUOTE;
}

/** A comma after the last name makes no column. */
const widthOf = (cells: readonly string[]) => cells.length - (cells.at(-1)!.trim() === "" ? 1 : 0);

/** "1234,5" in a file parted by semicolons, and no point anywhere in the first rows. */
function isCommaDecimal(lines: readonly Line[]): boolean {
  const sample = lines.slice(0, 20).flatMap(({ text }) => text.split(";", PRICE_FILE_MAX.columns).slice(1));
  return sample.some((cell) => /^\s*\d+,\d+\s*$/.test(cell)) && !sample.some((cell) => /^\s*\d+\.\d+\s*$/.test(cell));
}

function refuseAt(row: number, column: string | null, message: string, form: PriceFileForm | null): RefusedPrices {
  return { ok: false, problems: [{ row, column: nameOf(column), message, repair: null }], problemCount: 1, form };
}

function refused(problems: Problems, form: PriceFileForm): RefusedPrices {
  return { ok: false, problems: problems.list(), problemCount: problems.count(), form };
}

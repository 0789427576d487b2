/**
 * Rows of a bar and an asset each to a table and the series of every asset, or every problem of them. Candles without a
 * heading are read in the usual order first; where the rows do not bear it out, the orders that they could be in are offered.
 */
import type { PriceTable } from "@/lib/engine/model";
import { alignBlocks, commonSpan, type Span, showTime, timesOf, wholeSpan } from "./align";
import { beginBars } from "./bar-ends";
import { type Block, settleRows } from "./block";
import { isBorneOut, ordersThatFit } from "./candle-orders";
import { measureGaps, usualStep } from "./gaps";
import type { LongHeading } from "./heading";
import { settleHoles } from "./holes";
import { settleJumps } from "./jumps";
import type { Layout } from "./layout";
import type { PriceFileOptions, PriceFileVerdict, PriceSeries, RefusedPrices } from "./model";
import { previewRow } from "./preview";
import { type ReadContext, readLongRows } from "./read-rows";
import { splitCells } from "./split";
import { readAsset } from "./symbol";
import { cellsAt, mixedQuotes, quoteIn, quoteOf, refuseAt, refused } from "./verdicts";

export function parseLong(
  layout: Layout,
  heading: LongHeading,
  options: PriceFileOptions,
  context: ReadContext,
): PriceFileVerdict {
  const { rows: lines, headingRow } = layout;
  const { repairs, problems, notes } = context;
  const given = options.asset === undefined ? null : readAsset(options.asset);
  const only = given?.asset ?? (layout.isAssumed ? UNNAMED : null);
  const isNamed = heading.assetAt !== null || given !== null;
  if (!isNamed && !layout.isAssumed) return assetMissing(headingRow);
  const { blocks: all, quote } = readLongRows(lines, heading, only, context);
  if (layout.isAssumed) {
    // What the columns are comes before whose they are.
    const doubtful = [...all.values()].find((block) => !isCandle(block));
    if (doubtful !== undefined) return askForOrder(layout, heading, doubtful);
    if (!isNamed) return assetMissing(headingRow);
    notes.push({ count: lines.length, message: "No heading: read as time, open, high, low, close, volume." });
  }
  const read = heading.assetAt === null || given === null ? all : pickAsset(all, given.asset);
  if (read === null) return refuseAt(headingRow, null, `The file has no prices of ${given!.asset}.`, "long");
  if (quote !== null && read.size > 1 && read.has(quote)) {
    const message = `Some prices are counted in ${quote}, others are the price of ${quote} itself. Take one asset of the file.`;
    return refuseAt(headingRow, null, message, "long");
  }
  const settled = settle(read, heading, lines[0]!.row, context);
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
  noteContradictions(blocks, context);
  const counted =
    quote ?? heading.quote ?? given?.quote ?? quoteIn(cellsAt(lines, layout.delimiter, [heading.at.close]));
  if (Array.isArray(counted)) return mixedQuotes(lines[0]!.row, counted, "long");
  return builtLong(blocks, span, quoteOf(counted, options, context), context);
}

/** Stands for an asset while it is not known yet whether the columns are what they are taken for. */
const UNNAMED = "";

function assetMissing(headingRow: number): RefusedPrices {
  const message = "The file does not say whose prices these are. Name the asset, or add a column called asset.";
  const refusal = refuseAt(headingRow, null, message, "long");
  return { ...refusal, problems: refusal.problems.map((problem) => ({ ...problem, isAssetMissing: true })) };
}

/** The asset asked for among several; the only one under its name. null: several, and not that one. */
function pickAsset(blocks: ReadonlyMap<string, Block>, asset: string): Map<string, Block> | null {
  const found = blocks.get(asset) ?? (blocks.size === 1 ? [...blocks.values()][0] : undefined);
  return found === undefined ? null : new Map([[asset, found]]);
}

function settle(
  read: ReadonlyMap<string, Block>,
  heading: LongHeading,
  firstRow: number,
  { repairs, problems, notes }: ReadContext,
): Map<string, Block> {
  const timeName = heading.names[heading.time]!.trim();
  const closeName = heading.names[heading.at.close]!.trim();
  const settled = new Map<string, Block>();
  for (const [asset, block] of read) {
    const before = problems.count();
    const inOrder = settleRows(block, timeName, repairs, problems, notes);
    const rows = heading.isEnd ? beginBars(inOrder, notes) : inOrder;
    const whole = settleHoles(rows, [closeName], repairs, problems, notes);
    // Prices in the wrong order, or with a hole, would leap for that reason.
    const named = heading.assetAt === null ? closeName : asset;
    const sound = problems.count() > before ? whole : settleJumps(whole, [named], repairs, problems, notes);
    if (sound.times.length > 0) settled.set(asset, sound);
  }
  if (problems.count() === 0 && settled.size === 0) problems.add(firstRow, null, "empty", "No row is left to use.");
  return settled;
}

function candlesOf({ columns }: Block) {
  const [close, open, high, low] = columns;
  return { close: close!, open: open!, high: high!, low: low! };
}

const isFalling = ({ times }: Block) => times.length > 1 && times[0]! > times.at(-1)!;
const isCandle = (block: Block) => isBorneOut(candlesOf(block), isFalling(block));

function askForOrder(
  { rows, delimiter, isDecimalComma, dates }: Layout,
  heading: LongHeading,
  block: Block,
): RefusedPrices {
  const cells = rows.map(({ text }) => splitCells(text, delimiter) ?? []);
  const lead = heading.names.slice(0, heading.at.open ?? 0);
  const fitting = ordersThatFit(cells, lead, isDecimalComma, isFalling(block));
  const message =
    "The file has no heading, and its columns are not beyond doubt time, open, high, low, close. Say in which order they are.";
  return refuseAt(rows[0]!.row, null, message, "long", {
    about: "columns",
    choices: fitting.map(({ columns, usedBy }) => ({
      value: columns.join(","),
      usedBy,
      reads: previewRow(cells[0] ?? [], { columns, isDecimalComma, dates }),
    })),
  });
}

/** A candle that contradicts itself is worth knowing; its close is what counts. */
function noteContradictions(blocks: ReadonlyMap<string, Block>, { notes }: ReadContext): void {
  let count = 0;
  for (const block of blocks.values()) {
    const { open, high, low, close } = candlesOf(block);
    for (const [at, end] of close.entries()) {
      if (high[at]! < low[at]! || high[at]! < end || low[at]! > end || open[at]! > high[at]!) count += 1;
    }
  }
  if (count > 0)
    notes.push({ count, message: "Rows whose high, low, open and close contradict each other were kept." });
}

function builtLong(
  blocks: ReadonlyMap<string, Block>,
  span: Span,
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
      gaps: measureGaps(times).gaps,
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
  const { notes } = context;
  return { ok: true, form: "long", table, series, stepMs: usualStep(times), ...measureGaps(times), notes };
}

const known = (column: readonly number[]) => (column.every(Number.isNaN) ? null : Float64Array.from(column));

/** Rows of closes by column to a table, or every problem of them. */
import type { PriceTable } from "@/lib/engine/model";
import { beginBars } from "./bar-ends";
import { settleRows } from "./block";
import { BAD, readPrice } from "./figure";
import { measureGaps, usualStep } from "./gaps";
import type { WideHeading } from "./heading";
import { settleHoles } from "./holes";
import { settleJumps } from "./jumps";
import { shorten } from "./labels";
import type { Layout } from "./layout";
import type { PriceFileOptions, PriceFileVerdict, PriceSeries } from "./model";
import { previewRow } from "./preview";
import { type ReadContext, readWideRows } from "./read-rows";
import { splitCells } from "./split";
import { readAsset } from "./symbol";
import { cellsAt, mixedQuotes, quoteIn, quoteOf, refuseAt, refused } from "./verdicts";

export function parseWide(
  layout: Layout,
  whole: WideHeading,
  options: PriceFileOptions,
  context: ReadContext,
): PriceFileVerdict {
  const { rows, headingRow } = layout;
  const heading = pickAsset(whole, options);
  if (heading === null) {
    const message = `The file has no prices of ${readAsset(options.asset!)?.asset ?? options.asset}.`;
    return refuseAt(headingRow, null, message, "wide", askForColumn(layout, whole));
  }
  const { repairs, problems, notes } = context;
  const timeName = heading.names[heading.time]!.trim();
  const names = heading.columns.map((column) => column.name);
  const unsettled = readWideRows(rows, heading, context);
  const wordy = problems.count() > 0 ? columnsOfWords(layout, heading) : [];
  if (wordy.length > 0 && wordy.length < heading.columns.length) return askWithout(layout, heading, wordy);
  const settled = settleRows(unsettled, timeName, repairs, problems, notes);
  const read = heading.isEnd ? beginBars(settled, notes) : settled;
  const filled = settleHoles(read, names, repairs, problems, notes, options.isRagged);
  if (problems.count() === 0 && filled.times.length === 0)
    problems.add(rows[0]!.row, null, "empty", "No row is left to use.");
  // Prices in the wrong order, or with a hole, would leap for that reason.
  const block = problems.count() > 0 ? filled : settleJumps(filled, names, repairs, problems, notes);
  if (problems.count() > 0) return refused(problems, "wide");
  const times = Float64Array.from(block.times);
  const bars = times.length;
  const closes = new Float64Array(bars * block.columns.length);
  for (const [index, column] of block.columns.entries()) closes.set(column, index * bars);
  const places = heading.columns.map(({ index }) => index);
  const counted = heading.quote ?? quoteIn(cellsAt(rows, layout.delimiter, places));
  if (Array.isArray(counted)) return mixedQuotes(rows[0]!.row, counted, "wide");
  const table: PriceTable = {
    assets: heading.columns.map((column) => column.asset),
    quote: quoteOf(counted, options, context),
    times,
    closes,
  };
  const measured = measureGaps(times);
  const series = table.assets.map((asset, index): PriceSeries => {
    const close = closes.subarray(index * bars, (index + 1) * bars);
    return { asset, times, open: null, high: null, low: null, close, volume: null, gaps: measured.gaps };
  });
  return { ok: true, form: "wide", table, series, stepMs: usualStep(times), ...measured, notes };
}

/** The asset asked for among several; the only one under its name. null: several, and not that one. */
function pickAsset(heading: WideHeading, options: PriceFileOptions): WideHeading | null {
  if (options.asset === undefined) return heading;
  const given = readAsset(options.asset);
  if (given === null) return null;
  const found = heading.columns.filter(({ asset }) => asset === given.asset);
  if (found.length > 0) return { ...heading, columns: found };
  const [only] = heading.columns;
  if (heading.columns.length > 1) return null;
  return { ...heading, quote: given.quote ?? heading.quote, columns: [{ ...only!, asset: given.asset }] };
}

/** Columns without one price in any row: notes, flags, names. */
function columnsOfWords({ rows, delimiter, isDecimalComma }: Layout, heading: WideHeading): WideHeading["columns"] {
  const cells = rows.map(({ text }) => splitCells(text, delimiter) ?? []);
  return heading.columns.filter(({ index }) =>
    cells.every((row) => readPrice(row[index] ?? "", isDecimalComma) === BAD),
  );
}

type Column = WideHeading["columns"][number];

function askWithout(layout: Layout, heading: WideHeading, wordy: readonly Column[]): PriceFileVerdict {
  const names = wordy.map(({ name }) => `"${shorten(name)}"`).join(", ");
  const kept = heading.columns.filter((column) => !wordy.includes(column));
  const value = listed(heading, ({ index, asset }) => (kept.some((each) => each.index === index) ? asset : "-"));
  const message = `There is no price in any row of ${names}. Leave out what is no asset.`;
  return refuseAt(layout.headingRow, wordy[0]!.name, message, "wide", choicesOf(layout, [value]));
}

/** Each column as the price of the asset that none is called by. */
function askForColumn(layout: Layout, heading: WideHeading) {
  const each = heading.columns.slice(0, CHOICES_MAX);
  return choicesOf(
    layout,
    each.map((column) => listed(heading, ({ index }) => (index === column.index ? "close" : "-"))),
  );
}

const CHOICES_MAX = 8;

function listed(heading: WideHeading, named: (column: Column) => string): readonly string[] {
  return heading.names.map((_, at) => {
    if (at === heading.time) return "time";
    if (at === heading.clock) return "clock";
    const column = heading.columns.find(({ index }) => index === at);
    return column === undefined ? "-" : named(column);
  });
}

function choicesOf({ rows, delimiter, isDecimalComma, dates }: Layout, values: readonly (readonly string[])[]) {
  const cells = splitCells(rows[0]!.text, delimiter) ?? [];
  const choices = values.map((columns) => ({
    value: columns.join(","),
    usedBy: "",
    reads: previewRow(cells, { columns, isDecimalComma, dates }),
  }));
  return { about: "columns", choices } as const;
}

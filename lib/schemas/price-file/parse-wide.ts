/** Rows of closes by column to a table, or every problem of them. */
import type { PriceTable } from "@/lib/engine/model";
import { settleRows } from "./block";
import { measureGaps, usualStep } from "./gaps";
import type { WideHeading } from "./heading";
import { settleHoles } from "./holes";
import { settleJumps } from "./jumps";
import type { Layout } from "./layout";
import type { PriceFileOptions, PriceFileVerdict, PriceSeries } from "./model";
import { type ReadContext, readWideRows } from "./read-rows";
import { readAsset } from "./symbol";
import { quoteOf, refuseAt, refused } from "./verdicts";

export function parseWide(
  { rows, headingRow }: Layout,
  whole: WideHeading,
  options: PriceFileOptions,
  context: ReadContext,
): PriceFileVerdict {
  const heading = pickAsset(whole, options);
  if (heading === null) {
    const message = `The file has no prices of ${readAsset(options.asset!)?.asset ?? options.asset}.`;
    return refuseAt(headingRow, null, message, "wide");
  }
  const { repairs, problems, notes } = context;
  const timeName = heading.names[heading.time]!.trim();
  const names = heading.columns.map((column) => column.name);
  const read = settleRows(readWideRows(rows, heading, context), timeName, repairs, problems, notes);
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
  const table: PriceTable = {
    assets: heading.columns.map((column) => column.asset),
    quote: quoteOf(heading.quote, options, context),
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

/**
 * Past prices from a file: text in, a table of closes or every problem by row and column out. Forms, repairs and the rule
 * for rows stand in price-file/model.ts. Pure, so that the lab, the service and the command line refuse the same files
 * with the same sentences. 43,800 rows of ten assets take well under 300 ms.
 */
import { inDoubleQuotes, inTabs } from "./price-file/frames";
import { inDigits } from "./price-file/labels";
import { readLayout } from "./price-file/layout";
import { NO_REPAIRS, PRICE_FILE_MAX, type PriceFileOptions, type PriceFileVerdict } from "./price-file/model";
import { parseLong } from "./price-file/parse-long";
import { parseWide } from "./price-file/parse-wide";
import { gatherProblems } from "./price-file/problems";
import type { ReadContext } from "./price-file/read-rows";
import { splitLines } from "./price-file/split";
import { refuseAt } from "./price-file/verdicts";

export * from "./price-file/gaps";
export * from "./price-file/model";

export function parsePriceFile(text: string, options: PriceFileOptions = {}): PriceFileVerdict {
  if (text.length > PRICE_FILE_MAX.characters) return refuseAt(1, null, "The file is larger than 64 MB.", null);
  const other = otherThanTable(text);
  if (other !== null) return refuseAt(1, null, other, null);
  const split = splitLines(inDoubleQuotes(text), PRICE_FILE_MAX.rows + 1);
  const lines = inTabs(split.lines);
  if (lines.length === 0) return refuseAt(1, null, "The file is empty.", null);
  if (split.hasMore) {
    const message = `The file has more than ${inDigits(PRICE_FILE_MAX.rows)} rows. Split it by asset or by year.`;
    return refuseAt(lines.at(-1)!.row + 1, null, message, null);
  }
  const layout = readLayout({ ...split, lines }, options);
  if (!layout.ok) return refuseAt(layout.row, layout.column, layout.message, layout.form, layout.question);
  const { delimiter, isDecimalComma, dates, heading, notes } = layout;
  const repairs = { ...NO_REPAIRS, ...options.repairs };
  const context: ReadContext = { delimiter, isDecimalComma, dates, repairs, problems: gatherProblems(), notes };
  return heading.form === "wide"
    ? parseWide(layout, heading, options, context)
    : parseLong(layout, heading, options, context);
}

/** What is often saved in a table's place. */
function otherThanTable(text: string): string | null {
  const start = text.slice(0, 200).trimStart();
  if (/^(\{\s*"|\[\s*[[{])/.test(start)) return "This is JSON. Export the prices as CSV, one row a bar.";
  if (/^<(!doctype|html|\?xml|head|body)/i.test(start))
    return "This is a web page, not the file it offers. Download the file again.";
  return null;
}

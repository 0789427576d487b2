/**
 * How a file is laid out: its heading (read, given or, for candles without one, assumed), its decimal mark and its order of
 * day and month. What the file leaves open comes back as a question with the ways to read it, each shown on a row.
 */
import { assumedOrder, type LeadName } from "./candle-orders";
import { findDateOrder } from "./date-order";
import { findDecimal } from "./decimal";
import { BAD, readFigure } from "./figure";
import { findHead } from "./head";
import { type Heading, type HeadingVerdict, isTimeCell, readHeading } from "./heading";
import { shorten } from "./labels";
import {
  type DateOrder,
  DECIMAL_MARKS,
  PRICE_FILE_MAX,
  type PriceFileForm,
  type PriceFileNote,
  type PriceFileOptions,
  type PriceFileQuestion,
} from "./model";
import { previewRow } from "./preview";
import { type Delimiter, findDelimiter, type Line, type SplitText, splitCells, statedDelimiter } from "./split";
import { readAsset } from "./symbol";
import { isSerial, readClock } from "./time-written";

export interface Layout {
  ok: true;
  heading: Heading;
  headingRow: number;
  rows: readonly Line[];
  delimiter: Delimiter;
  isDecimalComma: boolean;
  dates: DateOrder | null;
  /** The order of the columns is assumed: the rows have yet to bear it out. */
  isAssumed: boolean;
  notes: PriceFileNote[];
}

/** What keeps a file from being read at all, at one place of it. */
export interface LayoutProblem {
  ok: false;
  row: number;
  column: string | null;
  message: string;
  form: PriceFileForm | null;
  question: PriceFileQuestion | null;
}

const TOO_WIDE = `The first line has more than ${PRICE_FILE_MAX.columns} columns beside the time. Split the file by asset.`;
/** Lines that say what parts the cells. */
const SAMPLE = 12;

/** The text has a first line. */
export function readLayout({ lines, remarks }: SplitText, options: PriceFileOptions): Layout | LayoutProblem {
  const first = lines[0]!;
  if (first.text.length > PRICE_FILE_MAX.rowCharacters) return problemAt(first.row, null, TOO_WIDE);
  const sampled = lines.slice(0, SAMPLE).map(({ text }) => text);
  const delimiter =
    statedDelimiter(remarks) ?? findDelimiter(sampled.filter(({ length }) => length <= PRICE_FILE_MAX.rowCharacters));
  const cells = splitCells(first.text, delimiter);
  if (cells === null) return problemAt(first.row, null, "A double quote is opened and never closed.");
  if (widthOf(cells) > PRICE_FILE_MAX.columns + 1) return problemAt(first.row, null, TOO_WIDE);
  const head = findHead(lines, cells.slice(0, widthOf(cells)), remarks.at(-1) ?? null, delimiter);
  const given = givenColumns(options);
  // A first row with a hole looks like a heading until one knows where its time is.
  const isRowAfterAll = given !== undefined && isTimeCell(cells[given.indexOf("time")] ?? "");
  const rows = isRowAfterAll ? lines : lines.slice(head.rowsFrom);
  const sample = rows[0] === undefined ? [] : (splitCells(rows[0].text, delimiter) ?? []);
  const names = given ?? head.names;
  const verdict = names === null ? withoutHeading(sample) : readHeading(filled(names, sample, given), sample, options);
  const isAssumed = names === null;
  if (!verdict.ok) return refusedHeading(verdict, head.row, sample);
  if (rows.length === 0) {
    return { ...problemAt(first.row, null, "There are no rows under the heading."), form: verdict.heading.form };
  }
  const notes: PriceFileNote[] = [];
  const titles = remarks.length + head.titles;
  if (titles > 0) notes.push({ count: titles, message: "Remarks above the heading were left out." });
  const { heading } = verdict;
  if (heading.form === "wide" && heading.ignored.length > 0) {
    const shown = heading.ignored.slice(0, 5).map((name) => `"${shorten(name)}"`);
    const message = `These columns are no prices of an asset and were left out: ${shown.join(", ")}.`;
    notes.push({ count: heading.ignored.length, message });
  }
  noteZone(heading, sample, notes);
  const every = { heading, rows, delimiter, notes };
  const dates = settleDates(every, options);
  if (dates !== null && typeof dates === "object") return dates;
  const decimal = settleDecimal(every, options, dates);
  if (typeof decimal === "object") return decimal;
  return { ok: true, ...every, headingRow: head.row, isDecimalComma: decimal === "comma", dates, isAssumed };
}

/** "Date (ET)", or a column of zones: hours that are not UTC's are read as if they were, and that is said. */
function noteZone({ names, time }: Heading, sample: readonly string[], notes: PriceFileNote[]): void {
  const zoneAt = names.findIndex((name) => /^\W*(time ?zone|tz)\W*$/i.test(name.replaceAll("_", " ")));
  const zone = zoneAt < 0 ? names[time]! : (sample[zoneAt] ?? "");
  const isElsewhere =
    zoneAt < 0 ? /\b(est|edt|et|cet|local|(gmt|utc) ?[+-] ?\d)/i.test(zone) : !/^\W*(utc|gmt|z)?\W*$/i.test(zone);
  if (isElsewhere)
    notes.push({ count: 1, message: `Times were read as UTC, though the file says "${shorten(zone.trim())}".` });
}

function givenColumns({ columns }: PriceFileOptions): readonly string[] | undefined {
  return columns?.split(",").map((name) => (/^(skip|)$/i.test(name.trim()) ? "-" : name.trim()));
}

type Settled = Pick<Layout, "heading" | "rows" | "delimiter" | "notes">;

/** Names given for fewer columns than there are leave out the rest. */
function filled(names: readonly string[], sample: readonly string[], given: readonly string[] | undefined) {
  const trailing = names.length > 1 && names.at(-1) === "" && given === undefined ? names.slice(0, -1) : names;
  return given === undefined ? trailing : [...given, ...sample.slice(given.length).map(() => "-")];
}

/** Exchanges publish candles without a heading; fewer columns than a candle has could be anything. */
function withoutHeading(sample: readonly string[]): HeadingVerdict {
  const time = timeIn(sample);
  const names = sample.map((cell, at): LeadName | null => {
    if (at === time) return "time";
    if (cell.includes(":") && readClock(cell) !== null) return "clock";
    return /[a-z]/i.test(cell) && readFigure(cell, false) === BAD && readAsset(cell) !== null ? "symbol" : null;
  });
  const leading = names.indexOf(null);
  const lead = names.slice(0, leading < 0 ? names.length : leading).filter((name) => name !== null);
  const assumed = new Set(lead).size === lead.length ? assumedOrder(sample.length, lead) : null;
  if (assumed !== null) return { ok: true, heading: assumed };
  const message =
    'The first line is already a row. Say what its columns are, or put their names above it, for example "date,BTC,ETH".';
  const choices = names
    .flatMap((name, at) => (name === null ? [at] : []))
    .slice(0, SAMPLE)
    .map((close) => names.map((name, at) => (at === close ? "close" : (name ?? "-"))));
  return { ok: false, column: sample[0] ?? null, message, form: null, choices };
}

/** Any price between 20,000 and 80,000 could be a day of Excel's: only where nothing else is a time is it taken for one. */
function timeIn(sample: readonly string[]): number {
  const plain = sample.findIndex((cell) => isTimeCell(cell) && !isSerial(cell));
  return plain >= 0 ? plain : sample.findIndex(isTimeCell);
}

function refusedHeading(
  { column, message, form, choices }: Extract<HeadingVerdict, { ok: false }>,
  row: number,
  sample: readonly string[],
): LayoutProblem {
  const isDecimalComma = false;
  const read = (columns: readonly string[]) => previewRow(sample, { columns, isDecimalComma, dates: "dmy" });
  const question: PriceFileQuestion | null =
    choices.length === 0
      ? null
      : {
          about: "columns",
          choices: choices.map((columns) => ({ value: columns.join(","), usedBy: "", reads: read(columns) })),
        };
  return { ...problemAt(row, column, message), form, question };
}

function settleDates({ heading, rows, delimiter, notes }: Settled, options: PriceFileOptions) {
  if (options.dates !== undefined) return options.dates;
  const cells = function* () {
    for (const { text } of rows) yield splitCells(text, delimiter)?.[heading.time] ?? "";
  };
  const [sample = ""] = cells();
  // A column of plain days and epochs is not read twice.
  if (!/^\s*\d{1,2}[./-]/.test(sample)) return null;
  const found = findDateOrder(cells());
  if (found === null || typeof found === "string") {
    if (found !== null) notes.push({ count: rows.length, message: `Days were read as ${ORDER_SHOWN[found]}.` });
    return found;
  }
  const first = splitCells(rows[0]!.text, delimiter) ?? [];
  const message = `"${shorten(sample.trim())}" may be more than one day, and no row settles which figure is the day.`;
  const question: PriceFileQuestion = {
    about: "dates",
    choices: found.map((dates) => ({
      value: dates,
      usedBy: ORDER_SHOWN[dates],
      reads: previewRow(first, { columns: shownColumns(heading), isDecimalComma: false, dates }),
    })),
  };
  const column = heading.names[heading.time]!.trim();
  return { ...problemAt(rows[0]!.row, column, message), form: heading.form, question };
}

const ORDER_SHOWN: Record<DateOrder, string> = {
  dmy: "day, month, year",
  mdy: "month, day, year",
  ymd: "year, month, day",
};

function settleDecimal(
  { heading, rows, delimiter, notes }: Settled,
  options: PriceFileOptions,
  dates: DateOrder | null,
): "point" | "comma" | LayoutProblem {
  const found = options.decimal ?? findDecimal(rows, delimiter, figuresAt(heading));
  if (typeof found === "string") {
    if (found === "comma")
      notes.push({ count: rows.length, message: "Commas in figures were read as decimal points." });
    return found;
  }
  const at = { heading, rows, delimiter, dates };
  const cells = cellsOf(at, found.row);
  const message = `"${shorten(cells[found.at]!.trim())}" has a decimal mark or parts thousands, and no row settles which.`;
  const question = askForDecimal(at, cells);
  return { ...problemAt(found.row, heading.names[found.at]!.trim(), message), form: heading.form, question };
}

type Cells = Pick<Layout, "heading" | "rows" | "delimiter" | "dates">;

const cellsOf = ({ rows, delimiter }: Cells, wanted: number) =>
  splitCells(rows.find(({ row }) => row === wanted)!.text, delimiter) ?? [];

function askForDecimal({ heading, dates }: Cells, cells: readonly string[]): PriceFileQuestion {
  return {
    about: "decimal",
    choices: DECIMAL_MARKS.map((value) => ({
      value,
      usedBy: `the ${value} is the decimal mark`,
      reads: previewRow(cells, { columns: shownColumns(heading), isDecimalComma: value === "comma", dates }),
    })),
  };
}

function figuresAt(heading: Heading): readonly number[] {
  if (heading.form === "wide") return heading.columns.map(({ index }) => index);
  return Object.values(heading.at).filter((at) => at !== null);
}

/** What `--columns` would call them. */
function shownColumns(heading: Heading): readonly string[] {
  const shown = heading.names.map(() => "-");
  if (heading.form === "wide") for (const { index, asset } of heading.columns) shown[index] = asset;
  else for (const [name, at] of Object.entries(heading.at)) if (at !== null) shown[at] = name;
  shown[heading.time] = "time";
  if (heading.clock !== null) shown[heading.clock] = "clock";
  return shown;
}

/** A comma after the last name makes no column. */
const widthOf = (cells: readonly string[]) => cells.length - (cells.at(-1)!.trim() === "" ? 1 : 0);

function problemAt(row: number, column: string | null, message: string): LayoutProblem {
  return { ok: false, row, column, message, form: null, question: null };
}

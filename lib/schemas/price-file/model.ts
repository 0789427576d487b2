/**
 * What a file of past prices may look like, what is said about it, and which repairs an owner may choose. Two forms:
 *
 *   wide   date,BTC,ETH            one close a column, one row a bar
 *   long   date,open,high,low,close,volume[,symbol]   one row a bar and asset
 *
 * Nothing is repaired unless chosen: a hole, a duplicate time, rows out of order and a price that is none are problems
 * that name row and column. A row is the line of the file, the heading being line 1. What can be read in two ways (a
 * decimal mark, an order of day and month, candles without a heading) is a question with choices, never a guess.
 */
import type { AssetId, PriceTable } from "@/lib/engine/model";
import type { PriceGap } from "./gaps";

/**
 * How large a file may be: beyond these it is refused whole, before time and memory are spent on it. A row is bounded as
 * well, so that no line is split into millions of cells; prices are those of the table, bars times assets.
 */
export const PRICE_FILE_MAX = {
  /** Of a file unpacked: as many characters in UTF-16. */
  bytes: 128_000_000,
  characters: 64_000_000,
  rows: 2_000_000,
  columns: 500,
  rowCharacters: 100_000,
  assets: 500,
  prices: 20_000_000,
} as const;

export const PRICE_FILE_FORMS = ["wide", "long"] as const;
export type PriceFileForm = (typeof PRICE_FILE_FORMS)[number];

/** What may be done about each kind of trouble; the first of each is what happens unasked. */
export const PRICE_REPAIRS = {
  holes: ["refuse", "carry-forward", "drop-row"],
  duplicates: ["refuse", "keep-last"],
  order: ["refuse", "sort"],
  bad: ["refuse", "drop-row"],
  jumps: ["refuse", "keep", "drop-row"],
} as const;

export interface PriceRepairs {
  holes: (typeof PRICE_REPAIRS.holes)[number];
  duplicates: (typeof PRICE_REPAIRS.duplicates)[number];
  order: (typeof PRICE_REPAIRS.order)[number];
  bad: (typeof PRICE_REPAIRS.bad)[number];
  jumps: (typeof PRICE_REPAIRS.jumps)[number];
}

export const NO_REPAIRS: PriceRepairs = {
  holes: "refuse",
  duplicates: "refuse",
  order: "refuse",
  bad: "refuse",
  jumps: "refuse",
};

export const DECIMAL_MARKS = ["point", "comma"] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];
/** Of "03/04/2024": which figure is the day, the month and the year. */
export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What a file may leave open, as the owner settles it. */
export interface PriceFileAnswers {
  /** The columns in their order, parted by commas: time, clock, open, high, low, close, volume, symbol, a code, "-". */
  columns: string;
  decimal: DecimalMark;
  dates: DateOrder;
}

export interface PriceFileOptions extends Partial<PriceFileAnswers> {
  /** Absent: seen from the heading. */
  form?: PriceFileForm;
  /** Whose prices: names them where the file does not, renames the only ones there are, picks among several. */
  asset?: string;
  /** What prices are counted in when the file does not say; "USDT" unless given. */
  quote?: string;
  /** An asset may begin late and end early: its closes in the table are NaN there. Otherwise such holes are faults. */
  isRagged?: boolean;
  repairs?: Partial<PriceRepairs>;
}

export interface PriceFileProblem {
  /** Line of the file, the heading being 1. */
  row: number;
  /** The column's name as the file writes it; null when it is about the whole row. */
  column: string | null;
  message: string;
  /** The repair that would settle it; null: only the file can. */
  repair: keyof PriceRepairs | null;
  /** How many rows have this fault; more than one: `row` is the first of them. */
  rows: number;
  /** Set on the one problem that a given asset would settle. */
  isAssetMissing?: boolean;
}

/** One way to read the file, and what it makes of the first row that shows the difference. */
export interface PriceFileChoice<Value = string> {
  value: Value;
  /** Whose files are so; "" when nobody's in particular. */
  usedBy: string;
  reads: string;
}

/** What the file leaves open. Any of the choices, given as the option of that name, lets it be read on. */
export type PriceFileQuestion = {
  [About in keyof PriceFileAnswers]: { about: About; choices: readonly PriceFileChoice<PriceFileAnswers[About]>[] };
}[keyof PriceFileAnswers];

/** What was done or taken for granted, as a sentence, with how many rows or cells it touched. */
export interface PriceFileNote {
  count: number;
  message: string;
}

/** One asset's bars. A missing figure of open, high, low or volume is NaN; closes are all there. */
export interface PriceSeries {
  asset: AssetId;
  times: Float64Array;
  open: Float64Array | null;
  high: Float64Array | null;
  low: Float64Array | null;
  close: Float64Array;
  volume: Float64Array | null;
  gaps: readonly PriceGap[];
}

export interface ParsedPrices {
  ok: true;
  form: PriceFileForm;
  /** The bars all assets have, ready for a backtest. */
  table: PriceTable;
  /** The same asset by asset, each over its own span. */
  series: readonly PriceSeries[];
  /** Usual distance of two bars in ms; null with one bar. */
  stepMs: number | null;
  /** Bars the table lacks although its neighbours are there: the first thousand places. Reported, not refused. */
  gaps: readonly PriceGap[];
  /** All such places, and the bars that lack at them. */
  gapCount: number;
  barsMissing: number;
  notes: readonly PriceFileNote[];
}

export interface RefusedPrices {
  ok: false;
  /** The first of them in the order of the file. */
  problems: readonly PriceFileProblem[];
  /** How many there are in all. */
  problemCount: number;
  /** The form the heading was taken for; null when not even that is clear. */
  form: PriceFileForm | null;
  /** Set when one answer would settle it. */
  question: PriceFileQuestion | null;
}

export type PriceFileVerdict = ParsedPrices | RefusedPrices;

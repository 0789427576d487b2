/**
 * Candles without a heading: the orders in which exchanges write them, and which of them a file can be in. In every row the
 * high is no less and the low no more than open and close: an order that any row contradicts is out. That tells most apart
 * but never open from close, so files are read unasked in one order alone (time, open, high, low, close: Binance, Kraken,
 * Bybit, OKX, Bitstamp), and only where all rows bear it out and the bars join as they stand; else the owner is asked.
 */
import { readPrice } from "./figure";
import type { LongHeading } from "./heading";

interface CandleOrder {
  columns: readonly string[];
  usedBy: string;
}

const CANDLE_ORDERS: readonly CandleOrder[] = [
  { columns: ["open", "high", "low", "close", "volume"], usedBy: "Binance, Kraken, Bybit, OKX, Bitstamp" },
  { columns: ["open", "close", "high", "low", "volume"], usedBy: "Bitfinex, KuCoin" },
  { columns: ["open", "close", "low", "high", "volume"], usedBy: "Huobi (HTX)" },
  { columns: ["volume", "close", "high", "low", "open"], usedBy: "Gate.io" },
  { columns: ["low", "high", "open", "close", "volume"], usedBy: "Coinbase" },
  { columns: ["high", "low", "open", "close", "volume"], usedBy: "Poloniex until 2022" },
  { columns: ["close", "open", "high", "low", "volume"], usedBy: "Investing.com" },
  { columns: ["close", "high", "low", "open", "volume"], usedBy: "" },
];

/** The high of most bars is no more times their low; of columns that are assets it is. */
const USUAL_SPAN_MAX = 10;

/** No order known here looks further than these; the volume may be left out. */
const CANDLE_CELLS_MAX = 5;
const CANDLE_CELLS_MIN = 4;

/** What stands before a candle: its time, on some terminals the hour apart, in some files the market. */
export type LeadName = "time" | "clock" | "symbol";

/** Open, high, low, close (and volume) behind what leads the row; null: it is too short for a candle. */
export function assumedOrder(width: number, lead: readonly LeadName[]): LongHeading | null {
  const first = lead.length;
  const time = lead.indexOf("time");
  if (time < 0 || width < first + CANDLE_CELLS_MIN) return null;
  const placeOf = (name: LeadName) => (lead.includes(name) ? lead.indexOf(name) : null);
  const volume = width > first + CANDLE_CELLS_MIN ? first + CANDLE_CELLS_MIN : null;
  const at = { open: first, high: first + 1, low: first + 2, close: first + 3, volume };
  const names = resized([...lead, ...CANDLE_ORDERS[0]!.columns], width);
  const [clock, assetAt] = [placeOf("clock"), placeOf("symbol")];
  return { form: "long", time, clock, isEnd: false, assetAt, at, quoteAt: null, quote: null, names, width };
}

/** Open, high, low and close of every row, as columns. */
export interface Candles {
  open: readonly number[];
  high: readonly number[];
  low: readonly number[];
  close: readonly number[];
}

/** Whether rows read as open, high, low, close are beyond doubt candles in that order; `isFalling`: the newest is first. */
export function isBorneOut(candles: Candles, isFalling: boolean): boolean {
  const { open, high, low, close } = candles;
  const spans = close.map((_, at) => high[at]! / low[at]!).sort((a, b) => a - b);
  if (!fits(candles) || (spans[spans.length >> 1] ?? 1) > USUAL_SPAN_MAX) return false;
  // Bars of a market that never closes begin where the one before ended: the other way round they would not.
  return roughness(open, close, isFalling) <= roughness(close, open, isFalling);
}

/** The known orders that no row contradicts, those whose bars join best first; where every one is contradicted, all. */
export function ordersThatFit(
  rows: readonly (readonly string[])[],
  lead: readonly string[],
  isDecimalComma: boolean,
  isFalling: boolean,
): readonly CandleOrder[] {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: CANDLE_CELLS_MAX }, (_, at) =>
    rows.map((cells) => readPrice(cells[lead.length + at] ?? "", isDecimalComma)),
  );
  const known = CANDLE_ORDERS.map((order) => {
    const of = (name: string) => columns[order.columns.indexOf(name)]!;
    const candles = { open: of("open"), high: of("high"), low: of("low"), close: of("close") };
    const named = { columns: resized([...lead, ...order.columns], width), usedBy: order.usedBy };
    return { named, candles, isWhole: named.columns.includes("open") && named.columns.includes("close") };
  }).filter(({ isWhole }) => isWhole);
  const fitting = known
    .filter(({ candles }) => fits(candles))
    .map(({ named, candles }) => ({ named, gap: roughness(candles.open, candles.close, isFalling) }))
    .toSorted((a, b) => a.gap - b.gap);
  return (fitting.length > 0 ? fitting : known).map(({ named }) => named);
}

/** As many names as the row has cells: without its volume, or with "-" for what comes after. */
const resized = (columns: readonly string[], width: number) =>
  Array.from({ length: width }, (_, at) => columns[at] ?? "-");

/** Holes and cells that are none stand below zero; such a row says nothing. */
function fits({ open, high, low, close }: Candles): boolean {
  return close.every((end, at) => {
    const [begin, top, bottom] = [open[at] ?? -1, high[at] ?? -1, low[at] ?? -1];
    return !(Math.min(begin, top, bottom, end) > 0) || (top >= Math.max(begin, end) && bottom <= Math.min(begin, end));
  });
}

/** What lies between the end of each bar and the beginning of the next, summed. */
function roughness(begin: readonly number[], end: readonly number[], isFalling: boolean): number {
  let sum = 0;
  for (let at = 1; at < begin.length; at += 1) {
    const gap = isFalling ? begin[at - 1]! - end[at]! : begin[at]! - end[at - 1]!;
    if (!Number.isNaN(gap)) sum += Math.abs(gap);
  }
  return sum;
}

/**
 * Reads the heading: which column is the time, and whether the others are assets (wide) or open, high, low, close and
 * volume (long). Files differ in what they call these, so the usual names are listed here.
 */
import { ASSET_CODE } from "@/lib/engine/model";
import { shorten } from "./labels";
import type { PriceFileForm, PriceFileOptions } from "./model";
import { parseTime } from "./time";

const TIME_NAME =
  /^(date|datetime|time|timestamp|ts|day|unix|epoch|snapped_at|open_?time|close_?time)([ _-]?(utc|ms|s|unix|iso|gmt))*$/i;
const ASSET_NAME = /^(asset|symbol|ticker|coin|market|pair|instrument|product_id|tic)$/i;

const FIGURE_NAMES = {
  open: /^(open|o|open_?price)$/i,
  high: /^(high|h|high_?price)$/i,
  low: /^(low|l|low_?price)$/i,
  close: /^(close|c|close_?price|price|last)$/i,
  volume: /^(volume|v|vol|base_?volume|total_volume|volume .*)$/i,
} as const;

export interface WideHeading {
  form: "wide";
  time: number;
  columns: readonly { index: number; name: string; asset: string }[];
  quote: string | null;
  width: number;
}

export interface LongHeading {
  form: "long";
  time: number;
  /** Column that names the asset; null: the whole file is of one. */
  assetAt: number | null;
  at: { open: number | null; high: number | null; low: number | null; close: number; volume: number | null };
  names: readonly string[];
  width: number;
}

export type Heading = WideHeading | LongHeading;
export type HeadingVerdict =
  | { ok: true; heading: Heading; isData: boolean }
  | { ok: false; column: string | null; message: string; form: PriceFileForm | null };

/** "btc/usdt" and "BTC-USD" name base and quote; "BTCUSDT" is left as it stands. null: no code. */
export function readAsset(text: string): { asset: string; quote: string | null } | null {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[ _](CLOSE|PRICE)$/, "")
    .split(":")[0]!;
  const parts = plain.split(/[/_-]/);
  const [asset = "", quote = null] = parts.length === 2 ? parts : [plain];
  if (!ASSET_CODE.test(asset) || (quote !== null && !ASSET_CODE.test(quote))) return null;
  return { asset, quote };
}

export function readHeading(cells: readonly string[], options: PriceFileOptions): HeadingVerdict {
  const names = cells.map((cell) => cell.trim());
  if (names.length > 1 && names.at(-1) === "") names.pop();
  const time = names.findIndex((name) => TIME_NAME.test(name));
  if (time < 0) return withoutTime(names);
  const close = names.findIndex((name) => FIGURE_NAMES.close.test(name));
  const form = options.form ?? (close >= 0 ? "long" : "wide");
  return form === "long" ? readLong(names, time, close) : readWide(names, time);
}

/** Exchanges publish candles without a heading: time, open, high, low, close, volume. */
function withoutTime(names: readonly string[]): HeadingVerdict {
  const isRow =
    parseTime(names[0] ?? "") !== null && names.slice(1).every((name) => name !== "" && !Number.isNaN(Number(name)));
  if (isRow && names.length >= 6) {
    const at = { open: 1, high: 2, low: 3, close: 4, volume: 5 };
    const shown = ["time", "open", "high", "low", "close", "volume", ...names.slice(6)];
    return {
      ok: true,
      isData: true,
      heading: { form: "long", time: 0, assetAt: null, at, names: shown, width: names.length },
    };
  }
  const message = isRow
    ? 'The first line is already a row. Put the names of the columns above it, for example "date,BTC,ETH".'
    : 'No column is called "date" or "time". Name the columns in the first line, for example "date,BTC,ETH".';
  return { ok: false, column: names[0] ?? null, message, form: null };
}

function readLong(names: readonly string[], time: number, close: number): HeadingVerdict {
  const form = "long";
  if (close < 0) return { ok: false, column: null, message: 'There is no column "close".', form };
  const find = (pattern: RegExp) => {
    const index = names.findIndex((name) => pattern.test(name));
    return index < 0 ? null : index;
  };
  const at = {
    open: find(FIGURE_NAMES.open),
    high: find(FIGURE_NAMES.high),
    low: find(FIGURE_NAMES.low),
    close,
    volume: find(FIGURE_NAMES.volume),
  };
  const assetAt = find(ASSET_NAME);
  return { ok: true, isData: false, heading: { form, time, assetAt, at, names, width: names.length } };
}

function readWide(names: readonly string[], time: number): HeadingVerdict {
  const form = "wide";
  const columns: { index: number; name: string; asset: string }[] = [];
  let quote: string | null = null;
  for (const [index, name] of names.entries()) {
    if (index === time) continue;
    const read = readAsset(name);
    if (read === null) {
      return {
        ok: false,
        column: name,
        message: `"${shorten(name)}" is not the code of an asset, for example "BTC".`,
        form,
      };
    }
    if (columns.some((column) => column.asset === read.asset)) {
      return { ok: false, column: name, message: `${read.asset} has two columns. Keep one of them.`, form };
    }
    if (read.quote !== null && quote !== null && read.quote !== quote) {
      const message = `${name} is counted in ${read.quote}, columns before it in ${quote}. One file has one quote currency.`;
      return { ok: false, column: name, message, form };
    }
    quote ??= read.quote;
    columns.push({ index, name, asset: read.asset });
  }
  if (columns.length === 0) {
    return { ok: false, column: null, message: "There is no column of prices beside the time.", form };
  }
  return { ok: true, isData: false, heading: { form, time, columns, quote, width: names.length } };
}

/**
 * The owner's own market capitalisations as a file. Two forms:
 *   asset,value[,date]    one row a coin, or a coin and day          BTC,1400000000000,2026-11-20
 *   date,BTC,ETH,...      one row a day
 * Values are in dollars (only proportions matter) and above zero. Without a date a figure counts from the day the file
 * is read. Problems name row and column; nothing is taken from a file that has any. At most 500 columns and 200,000 rows.
 */
import { ASSET_CODE, type Capitalisation } from "@/lib/engine/model";
import { shorten } from "./price-file/labels";

export interface CapitalisationProblem {
  /** Line of the file, from 1. */
  row: number;
  column: string;
  message: string;
}
export type CapitalisationVerdict =
  | { ok: true; rows: readonly Capitalisation[] }
  | { ok: false; problems: readonly CapitalisationProblem[] };

const ASSET_HEADS = new Set(["asset", "symbol", "coin", "ticker"]);
const VALUE_HEADS = new Set(["value", "market_cap", "marketcap", "capitalisation", "capitalization", "cap"]);
const DATE_HEADS = new Set(["date", "time", "at", "day", "timestamp"]);
const PROBLEMS_MAX = 20;
const COLUMNS_MAX = 500;
const ROWS_MAX = 200_000;
const ROW_CHARACTERS_MAX = 100_000;

/** `source` names the file for people; `now` (epoch ms) dates rows that carry no date. */
export function parseCapitalisations(text: string, source: string, now: number): CapitalisationVerdict {
  const lines = text.replace(/^\uFEFF/, "").split("\n", ROWS_MAX + 2);
  if (lines.length > ROWS_MAX + 1)
    return refuse([{ row: lines.length, column: "", message: "The file has more than 200,000 rows." }]);
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0)
    return refuse([{ row: 1, column: "", message: "The file is empty. It needs a heading and a row a coin." }]);
  const separator = [",", ";", "\t"].find((mark) => lines[first]!.includes(mark)) ?? ",";
  const cells = (line: string) => line.split(separator, COLUMNS_MAX + 2).map(withoutQuotes);
  if (lines[first]!.length > ROW_CHARACTERS_MAX) return refuse([tooWide(first + 1)]);
  const heads = cells(lines[first]!);
  if (heads.length > COLUMNS_MAX + 1) return refuse([tooWide(first + 1)]);
  const lower = heads.map((head) => head.toLowerCase());
  const assetAt = lower.findIndex((head) => ASSET_HEADS.has(head));
  const valueAt = lower.findIndex((head) => VALUE_HEADS.has(head));
  const dateAt = lower.findIndex((head) => DATE_HEADS.has(head));
  const isLong = assetAt >= 0 && valueAt >= 0;
  if (!isLong && dateAt !== 0) {
    const message =
      'The heading must be "asset,value" (and a date, if you like) or "date" followed by one column a coin.';
    return refuse([{ row: first + 1, column: heads[0] ?? "", message }]);
  }

  const rows: Capitalisation[] = [];
  const problems: CapitalisationProblem[] = [];
  const seen = new Map<string, number>();
  const take = (row: number, column: string, name: string, figure: string, at: number | null) => {
    const asset = name.toUpperCase();
    const value = Number(figure);
    if (!ASSET_CODE.test(asset))
      problems.push({ row, column, message: `"${shorten(name)}" is not the code of a coin, such as BTC.` });
    else if (figure === "" || !Number.isFinite(value) || value <= 0)
      problems.push({ row, column, message: `"${shorten(figure)}" is not an amount above zero.` });
    else if (at !== null) {
      const key = `${asset} ${at}`;
      const earlier = seen.get(key);
      if (earlier !== undefined)
        problems.push({ row, column, message: `${asset} has a figure for this day in row ${earlier} already.` });
      seen.set(key, row);
      rows.push({ asset, value, at, source });
    }
  };
  for (let index = first + 1; index < lines.length; index += 1) {
    if (lines[index]!.trim() === "") continue;
    const row = index + 1;
    if (problems.length >= PROBLEMS_MAX) break;
    if (lines[index]!.length > ROW_CHARACTERS_MAX) {
      problems.push({ row, column: "", message: "The row is longer than 100,000 characters." });
      continue;
    }
    const found = cells(lines[index]!);
    if (found.length !== heads.length) {
      problems.push({ row, column: "", message: `The row has ${found.length} cells, the heading ${heads.length}.` });
      continue;
    }
    const at = dateAt < 0 ? now : instantOf(found[dateAt]!);
    if (at === null)
      problems.push({
        row,
        column: heads[dateAt]!,
        message: `"${shorten(found[dateAt]!)}" is not a date, such as 2026-11-22.`,
      });
    if (isLong) {
      take(row, heads[valueAt]!, found[assetAt]!, found[valueAt]!, at);
      continue;
    }
    for (const [column, head] of heads.entries())
      if (column !== dateAt && found[column] !== "") take(row, head, head, found[column]!, at);
  }
  if (problems.length > 0) return refuse(problems);
  if (rows.length === 0) return refuse([{ row: first + 2, column: "", message: "There is a heading but no row." }]);
  return { ok: true, rows: rows.sort((left, right) => left.at - right.at || (left.asset < right.asset ? -1 : 1)) };
}

function withoutQuotes(cell: string): string {
  const text = cell.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

const tooWide = (row: number): CapitalisationProblem => ({
  row,
  column: "",
  message: `The heading has more than ${COLUMNS_MAX} columns beside the date. Write one row a coin instead.`,
});

const refuse = (problems: readonly CapitalisationProblem[]): CapitalisationVerdict => ({
  ok: false,
  problems: problems.slice(0, PROBLEMS_MAX),
});

/** ISO dates and instants (UTC without a zone), epoch seconds or milliseconds. */
function instantOf(text: string): number | null {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = Date.parse(
    text.length === 10 ? text : /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text.replace(" ", "T")}Z`,
  );
  return Number.isNaN(at) ? null : at;
}

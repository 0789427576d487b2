/**
 * Files whose cells stand in other frames than double quotes and delimiters, brought into those before anything is read:
 * cells in single quotes, and columns parted by blanks (R's write.table, what pandas prints, files of statisticians).
 */
import type { Line } from "./split";
import { readClock } from "./time-written";

const SINGLE_QUOTED = /^\ufeff?\s*'[^'\n]*'\s*[,;\t|]\s*'/;

/** 'date','close' as "date","close"; in a file that has both, single quotes are apostrophes. */
export function inDoubleQuotes(text: string): string {
  return SINGLE_QUOTED.test(text.slice(0, 1_000)) && !text.includes('"') ? text.replaceAll("'", '"') : text;
}

/** Lines that say whether blanks part the cells. */
const SAMPLE = 12;
const PARTED = /[,;\t|]/;
const CELL = /"[^"]*"|\S+/g;

/** Lines parted by blanks alone, with tabs in their place; others as they are. */
export function inTabs(lines: readonly Line[]): Line[] {
  const sampled = lines.slice(0, SAMPLE);
  if (sampled.some(({ text }) => PARTED.test(text) || !/\S\s+\S/.test(text))) return [...lines];
  // Where two blanks and more stand between cells, one may stand inside them.
  const isWide = sampled.every(({ text }) => /\S {2,}\S/.test(text));
  const cellsOf = (text: string) => (isWide ? text.trim().split(/ {2,}/) : (text.match(CELL) ?? []));
  const [heading = [], row = []] = sampled.map(({ text }) => cellsOf(text));
  const names = withUnnamed(heading, row);
  return lines.map(({ row: at, text }, index) => ({ row: at, text: (index === 0 ? names : cellsOf(text)).join("\t") }));
}

/** Row names have no name above them, nor has the hour beside a day. */
function withUnnamed(heading: readonly string[], row: readonly string[]): readonly string[] {
  const missing = row.length - heading.length;
  const isClocked = row[1]?.includes(":") === true && readClock(row[1]) !== null;
  if (isClocked && missing === 1) return [...heading.slice(0, 1), "clock", ...heading.slice(1)];
  if (isClocked && missing === 2) return ["", "clock", ...heading];
  return missing === 1 ? ["", ...heading] : heading;
}

/**
 * Text to lines and cells. Comma, semicolon or tab part the cells, whichever the heading has most of; a cell may stand
 * in double quotes, a doubled quote inside them is one. A byte order mark and carriage returns are dropped.
 */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Line {
  /** Line of the file, from 1. */
  row: number;
  text: string;
}

/** Lines with something on them. Leading remarks ("# …", a web address) are left out and counted. */
export function splitLines(text: string): { lines: Line[]; remarks: number } {
  const raw = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split("\n");
  const lines: Line[] = [];
  let remarks = 0;
  for (let index = 0; index < raw.length; index += 1) {
    let line = raw[index]!;
    if (line.endsWith("\r")) line = line.slice(0, -1);
    if (line === "" || line.trim() === "") continue;
    if (lines.length === 0 && /^\s*"?(#|https?:\/\/)/.test(line)) {
      remarks += 1;
      continue;
    }
    lines.push({ row: index + 1, text: line });
  }
  return { lines, remarks };
}

export function findDelimiter(heading: string): Delimiter {
  const counts = DELIMITERS.map((delimiter) => splitCells(heading, delimiter)?.length ?? 0);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** The cells of one line, or null when a quote is never closed. */
export function splitCells(line: string, delimiter: Delimiter): string[] | null {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === " ") at += 1;
    let cell = "";
    if (line[at] === '"') {
      at += 1;
      for (;;) {
        const close = line.indexOf('"', at);
        if (close < 0) return null;
        cell += line.slice(at, close);
        at = close + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    }
    const next = line.indexOf(delimiter, at);
    cells.push(cell + line.slice(at, next < 0 ? line.length : next));
    if (next < 0) return cells;
    at = next + 1;
  }
}

/**
 * Text to lines and cells. Comma, semicolon or tab part the cells, whichever the heading has most of; a cell may stand
 * in double quotes, a doubled quote inside them is one. A byte order mark and carriage returns are dropped.
 */
const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Line {
  /** Line of the file, from 1. */
  row: number;
  text: string;
}

/**
 * Lines with something on them, up to `most`; then `hasMore` is set. Leading remarks ("# …", a web address) are left out
 * and counted.
 */
export function splitLines(
  text: string,
  most = Number.POSITIVE_INFINITY,
): { lines: Line[]; remarks: number; hasMore: boolean } {
  const lines: Line[] = [];
  let remarks = 0;
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let row = 1; from <= text.length; row += 1) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    const line = text.slice(from, text[to - 1] === "\r" && to > from ? to - 1 : to);
    from = to + 1;
    if (line === "" || line.trim() === "") continue;
    if (lines.length === 0 && isRemark(line)) {
      remarks += 1;
      continue;
    }
    if (lines.length >= most) return { lines, remarks, hasMore: true };
    lines.push({ row, text: line });
  }
  return { lines, remarks, hasMore: false };
}

function isRemark(line: string): boolean {
  const start = line.trimStart().slice(0, 9);
  return /^"?(#|https?:\/\/)/.test(start);
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

/**
 * Text to lines and cells. Comma, semicolon, tab or stroke part the cells; a cell may stand in double quotes, a doubled
 * quote inside them is one, and a quoted cell may run over a line's end. A byte order mark and carriage returns are dropped.
 */
const DELIMITERS = ["\t", ";", "|", ","] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Line {
  /** Line of the file, from 1. */
  row: number;
  text: string;
}

export interface SplitText {
  lines: Line[];
  /** Remarks ("# …", a web address above the heading, Excel's "sep=;"), left out. */
  remarks: Line[];
  hasMore: boolean;
}

/** A cell that runs on for more lines than this is a quote that was forgotten. */
const LINES_OF_A_CELL_MAX = 4;

/** Lines with something on them, up to `most`; then `hasMore` is set. */
export function splitLines(text: string, most = Number.POSITIVE_INFINITY): SplitText {
  const lines: Line[] = [];
  const remarks: Line[] = [];
  // Before 2001 a Macintosh ended lines with carriage returns alone; some spreadsheets still do.
  const ending = text.includes("\n") ? "\n" : "\r";
  const isQuoted = text.includes('"');
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let row = 1; from <= text.length; row += 1) {
    let end = endOfLine(text, from, ending);
    let more = 0;
    if (isQuoted) {
      end = endOfCell(text, from, end, ending);
      for (let at = text.indexOf(ending, from); at >= 0 && at < end; at = text.indexOf(ending, at + 1)) more += 1;
    }
    const line = text.slice(from, text[end - 1] === "\r" && end > from ? end - 1 : end);
    from = end + 1;
    const first = row;
    row += more;
    if (line === "" || line.trim() === "") continue;
    if (isRemark(line, lines.length === 0)) {
      remarks.push({ row: first, text: line });
      continue;
    }
    if (lines.length >= most) return { lines, remarks, hasMore: true };
    lines.push({ row: first, text: line });
  }
  return { lines, remarks, hasMore: false };
}

function endOfLine(text: string, from: number, ending: string): number {
  const end = text.indexOf(ending, from);
  return end < 0 ? text.length : end;
}

/** The end of the line, or of a later one when a quote is open until then. */
function endOfCell(text: string, from: number, end: number, ending: string): number {
  let until = end;
  let isOpen = hasOpenQuote(text, from, end);
  for (let lines = 0; isOpen && lines < LINES_OF_A_CELL_MAX && until < text.length; lines += 1) {
    const next = endOfLine(text, until + 1, ending);
    if (hasOpenQuote(text, until + 1, next)) isOpen = false;
    until = next;
  }
  return isOpen ? end : until;
}

function hasOpenQuote(text: string, from: number, end: number): boolean {
  let isOpen = false;
  for (let at = text.indexOf('"', from); at >= 0 && at < end; at = text.indexOf('"', at + 1)) isOpen = !isOpen;
  return isOpen;
}

/** What databases and Markdown draw between the rows of a table. */
const RULING: ReadonlySet<string> = new Set("+-=|");
const RULE = /^[-+=|: ]*---[-+=|: ]*$/;

function isRemark(line: string, isAbove: boolean): boolean {
  const first = line.charCodeAt(0);
  // The hot path: a digit, a letter.
  if (!isAbove && first !== 35 && first > 34 && !RULING.has(line[0]!)) return false;
  if (RULE.test(line)) return true;
  const start = line.trimStart().slice(0, 9);
  return isAbove ? /^"?(#|https?:\/\/|sep=)/i.test(start) : start.startsWith("#");
}

/**
 * What parts the cells of these lines: a tab, semicolon or stroke where most lines have as many of them as the middle one; else
 * a comma, as commas and only they also stand in figures.
 */
export function findDelimiter(lines: readonly string[]): Delimiter {
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => splitCells(line, delimiter)?.length ?? 0).sort((a, b) => a - b);
    const middle = counts[counts.length >> 1] ?? 0;
    const agreeing = counts.filter((count) => count === middle).length;
    if (middle > 1 && agreeing * 2 > counts.length) return delimiter;
  }
  return ",";
}

/** Excel's own first line: "sep=;". */
export function statedDelimiter(remarks: readonly Line[]): Delimiter | null {
  const [, stated] = /^\ufeff?"?sep=(.)/i.exec(remarks[0]?.text ?? "") ?? [];
  return DELIMITERS.find((delimiter) => delimiter === stated) ?? null;
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

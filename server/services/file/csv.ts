/**
 * Tables as CSV (RFC 4180) for spreadsheets and programs. Figures stay figures: exact, with a point, a minus where they
 * are below zero. Text may come from venues and from people, so a leading sign that a spreadsheet would run as a formula
 * is defused with an apostrophe. Nothing known is an empty cell.
 */
export interface CsvColumn<Row> {
  name: string;
  /** A decimal or a share, as it stands. */
  figure?: (row: Row) => string | number | null;
  /** Epoch ms, written in ISO 8601. */
  instant?: (row: Row) => number | null;
  text?: (row: Row) => string | null;
}

const LINE_END = "\r\n";

export function writeCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cellOf(column, row)).join(","));
  return [columns.map(({ name }) => name).join(","), ...lines, ""].join(LINE_END);
}

function cellOf<Row>({ figure, instant, text }: CsvColumn<Row>, row: Row): string {
  if (figure) return String(figure(row) ?? "");
  if (instant) {
    const at = instant(row);
    return at === null ? "" : new Date(at).toISOString();
  }
  return quoted(defused(text?.(row) ?? ""));
}

/** Spreadsheets skip white space and control characters before they look for a sign, and take wide ones for it too. */
const SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20";

function defused(text: string): string {
  const first = [...text].find((letter) => letter > " " && letter !== "\u007f" && letter.trim() !== "");
  const mayRun = first !== undefined && SIGNS.includes(first);
  return mayRun || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

const quoted = (text: string) => (/[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

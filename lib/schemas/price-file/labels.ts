/**
 * How cells, names and counts stand in a sentence. A file's text is a stranger's: what would move a terminal's cursor,
 * colour a line or turn the direction of writing is shown as "\ufffd" wherever it is repeated.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text without control characters, escapes and marks of direction. */
export const printable = (text: string) => text.replace(UNPRINTABLE, "\ufffd");

/** As much of a cell as a sentence can hold. */
export const shorten = (text: string, most = 24) => printable(text.length > most ? `${text.slice(0, most)}…` : text);

/** A column's name as the file writes it, unless it is no name at all. */
export const nameOf = (column: string | null) => (column === null ? null : shorten(column, 80));

/** "100,000" */
export const inDigits = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

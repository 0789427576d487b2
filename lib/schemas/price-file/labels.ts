/** How cells and counts stand in a sentence. */

/** As much of a cell as a sentence can hold. */
export const shorten = (text: string, most = 24) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** A column's name as the file writes it, unless it is no name at all. */
export const nameOf = (column: string | null) => (column === null ? null : shorten(column, 80));

/** "100,000" */
export const inDigits = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

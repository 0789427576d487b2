/** How a row would read under a choice, as one line: "2024-01-31, open 42580.1, high 42946, low 42000, close 42900". */
import { showTime } from "./align";
import { readFigure } from "./figure";
import { shorten } from "./labels";
import type { DateOrder } from "./model";
import { readClock, readTime } from "./time-written";

export interface RowReading {
  /** Names of the columns; "-" and "" are passed over. */
  columns: readonly string[];
  isDecimalComma: boolean;
  dates: DateOrder | null;
}

const PARTS_MAX = 6;

export function previewRow(cells: readonly string[], { columns, isDecimalComma, dates }: RowReading): string {
  const clock = readClock(cells[columns.indexOf("clock")] ?? "") ?? 0;
  const parts = columns.flatMap((column, at) => {
    const cell = cells[at] ?? "";
    if (column === "-" || column === "" || column === "clock" || column === "symbol") return [];
    if (column !== "time") return [`${shorten(column)} ${figureIn(cell, isDecimalComma)}`];
    const time = readTime(cell, dates);
    return [time === null ? `"${shorten(cell.trim())}"` : showTime(time + clock)];
  });
  return parts.slice(0, PARTS_MAX).join(", ");
}

function figureIn(cell: string, isDecimalComma: boolean): string {
  const figure = readFigure(cell, isDecimalComma);
  return figure < 0 ? `"${shorten(cell.trim())}"` : String(figure);
}

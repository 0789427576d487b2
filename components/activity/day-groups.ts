/** Splits rows that run from new to old into days of the owner's time zone, each under its heading. */
import { DAY_MS } from "@/lib/engine/model";
import { formatTime } from "@/lib/format/time";

export interface DayGroup<T> {
  key: string;
  heading: string;
  rows: readonly T[];
}

export function groupByDay<T extends { at: number }>(
  rows: readonly T[],
  now: number,
  timeZone: string,
): readonly DayGroup<T>[] {
  const dayOf = (at: number) => formatTime(at, { timeZone }, "date");
  const names = new Map([
    [dayOf(now - DAY_MS), "Yesterday"],
    [dayOf(now), "Today"],
  ]);
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const day = dayOf(row.at);
    const group = groups.get(day);
    if (group) group.push(row);
    else groups.set(day, [row]);
  }
  return [...groups].map(([day, members]) => ({ key: day, heading: names.get(day) ?? day, rows: members }));
}

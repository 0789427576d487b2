/**
 * Times as exports write them, each source its own form; a form that could be two is never tried. Answers an instant with
 * "Z", a clock time without a zone where the file has the account's own clock, or a day. null: not this form.
 */
export type TimeForm = "utc" | "iso" | "epoch-ms" | "day-first" | "month-first" | "day" | "english";

const two = (text: string | number) => String(text).padStart(2, "0");

export function readTime(cell: string, form: TimeForm): string | null {
  switch (form) {
    case "utc": {
      // "2025-01-26 21:05:14", with "UTC" behind it or not.
      const found = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?: ?(?:UTC|Z))?$/.exec(cell);
      return found === null ? null : clock(found.slice(1, 7), "Z");
    }
    case "iso": {
      const at = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(cell) ? Date.parse(cell) : Number.NaN;
      // Date.parse() takes 30 February for 1 March.
      const day = dayText(cell.slice(0, 4), cell.slice(5, 7), cell.slice(8, 10));
      return Number.isNaN(at) || day === null ? null : fromInstant(at);
    }
    case "epoch-ms":
      return /^\d{12,14}$/.test(cell) ? fromInstant(Number(cell)) : null;
    case "day-first": {
      const found = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(cell);
      if (found === null) return null;
      const [, day, month, year, hour, minute, second] = found;
      return clock([year!, month!, day!, hour!, minute!, second ?? "00"], "");
    }
    case "month-first": {
      const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(cell);
      if (found === null) return null;
      const [, month, day, year, hour, minute, second] = found;
      return clock([year!, month!, day!, hour!, minute!, second ?? "00"], "Z");
    }
    case "day":
      return readDayWritten(cell);
    case "english":
      return readEnglish(cell);
  }
}

/** "03-02-2025", "04/02/2025" (day first), "20250205", "2025-02-05". */
function readDayWritten(cell: string): string | null {
  const first = /^(\d{2})[-/.](\d{2})[-/.](\d{4})$/.exec(cell);
  if (first !== null) return dayText(first[3]!, first[2]!, first[1]!);
  const last = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(cell);
  return last === null ? null : dayText(last[1]!, last[2]!, last[3]!);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** "Jan. 28, 2022, 12:13 AM" */
function readEnglish(cell: string): string | null {
  const found = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2}) ([AP])M$/i.exec(cell);
  if (found === null) return null;
  const [, name, day, year, hour, minute, half] = found;
  const month = MONTHS.indexOf(name!.toLowerCase()) + 1;
  const hours = (Number(hour) % 12) + (half!.toUpperCase() === "P" ? 12 : 0);
  return month === 0 || Number(hour) > 12 ? null : clock([year!, two(month), day!, two(hours), minute!, "00"], "Z");
}

function clock(parts: readonly (string | undefined)[], zone: "Z" | ""): string | null {
  const [year, month, day, hour, minute, second = "00"] = parts;
  const date = dayText(year!, month!, day!);
  if (date === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${date}T${two(hour!)}:${minute}:${second}${zone}`;
}

/** null for a date the calendar does not have. */
function dayText(year: string, month: string, day: string): string | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  const at = Date.parse(text);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

const fromInstant = (at: number) => new Date(at).toISOString().replace(/\.000Z$/, "Z");

/** "6 Nov 09:00 Europe/Berlin": an instant on a zone's own clock, always with the zone. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

export function describeInstant(at: number, timeZone: string): string {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    // Making one costs more than using it a hundred times; zones are few.
    FORMATS.set(timeZone, format);
  }
  return `${format.format(at).replace(",", "")} ${timeZone}`;
}

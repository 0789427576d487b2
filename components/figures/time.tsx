"use client";
import { formatTime, type TimeFormat } from "@/lib/format/time";
import { useNow, useTimeZone } from "./clock";
import { Unknown } from "./unknown";

/** An instant in the owner's time zone; the title names it to the second. */
export function Time({ at, format = "auto" }: { at: number | null; format?: TimeFormat }) {
  const timeZone = useTimeZone();
  const now = useNow(false);
  if (at === null) return <Unknown isKnownAbsent />;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatTime(at, { timeZone }, "full")} ${timeZone}`}
      className="whitespace-nowrap"
    >
      {formatTime(at, { timeZone, now }, format)}
    </time>
  );
}

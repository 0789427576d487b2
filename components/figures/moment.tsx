"use client";
import { formatMoment, type MomentFormat } from "@/lib/format/time";
import { useNow, useTimeZone } from "./clock";
import { Unknown } from "./unknown";

/** An instant in the owner's time zone; the title names it to the second. */
export function Moment({ at, format = "auto" }: { at: number | null; format?: MomentFormat }) {
  const timeZone = useTimeZone();
  const now = useNow(false);
  if (at === null) return <Unknown isKnownAbsent />;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatMoment(at, { timeZone }, "full")} ${timeZone}`}
      className="whitespace-nowrap"
    >
      {formatMoment(at, { timeZone, now }, format)}
    </time>
  );
}

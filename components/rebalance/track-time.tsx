"use client";
import { useTimeZone } from "@/components/figures/clock";
import { formatTime } from "@/lib/format/time";

/** To the millisecond: in full for the first step, seconds only for those that follow within the minute. */
export function TrackTime({ at, after, isSince }: { at: number; after: number | null; isSince?: boolean }) {
  const timeZone = useTimeZone();
  const clock = formatTime(at, { timeZone }, "time-seconds");
  const ms = String(Math.floor(at % 1000)).padStart(3, "0");
  const isSameMinute = after !== null && Math.floor(at / 60_000) === Math.floor(after / 60_000);
  return (
    <time
      className="block pr-1.5 text-2xs font-normal text-text-faint tabular-nums max-md:hidden"
      dateTime={new Date(at).toISOString()}
      title={`${formatTime(at, { timeZone }, "full")}.${ms} ${timeZone}`}
    >
      {isSince && "since "}
      {isSameMinute ? clock.slice(-2) : clock}.{ms}
    </time>
  );
}

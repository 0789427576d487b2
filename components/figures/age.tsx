"use client";
import { cx } from "@/components/ui/cx";
import { formatAge, formatDuration, formatTime } from "@/lib/format/time";
import { useNow, useTimeZone } from "./clock";
import { Unknown } from "./unknown";

interface AgeProps {
  at: number | null;
  /** Measure against this instant instead of the ticking present. */
  now?: number;
  /** Past this age the figure turns amber and says so. */
  limitMs?: number;
  /** "4 s" instead of "4 s ago". */
  isShort?: boolean;
}

export function Age({ at, now: fixedNow, limitMs, isShort }: AgeProps) {
  const timeZone = useTimeZone();
  const ticking = useNow(fixedNow === undefined);
  if (at === null) return <Unknown />;
  const now = fixedNow ?? ticking;
  const isLate = limitMs !== undefined && now - at > limitMs;
  const text = isShort && now - at < 90 * 60_000 ? formatDuration(now - at) : formatAge(at, { now, timeZone });
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${formatTime(at, { timeZone }, "full")} ${timeZone}${isLate ? `, limit ${formatDuration(limitMs)}` : ""}`}
      className={cx("whitespace-nowrap", isLate && "text-warning font-medium")}
      suppressHydrationWarning
    >
      {text}
      {isLate && <span className="sr-only">, too old</span>}
    </time>
  );
}

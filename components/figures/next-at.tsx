"use client";
import { Unit } from "@/components/ui/unit";
import { formatDuration } from "@/lib/format/time";
import { useNow } from "./clock";
import { Time } from "./time";
import { Unknown } from "./unknown";

/** An instant to come and how far it is: "14:00 in 58 min". */
export function NextAt({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <Unknown isKnownAbsent />;
  if (at <= now) return <span suppressHydrationWarning>due now</span>;
  return (
    <span suppressHydrationWarning>
      <Time at={at} />
      <Unit>in {formatDuration(at - now)}</Unit>
    </span>
  );
}

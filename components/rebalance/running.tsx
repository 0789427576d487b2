"use client";
import { useNow } from "@/components/figures/clock";
import { Unknown } from "@/components/figures/unknown";
import { formatCountdown } from "@/lib/format/time";

/** How long it has been running, mm:ss. */
export function Running({ since }: { since: number | null }) {
  const now = useNow();
  if (since === null) return <Unknown isKnownAbsent />;
  return (
    <span className="tabular-nums" suppressHydrationWarning>
      {formatCountdown(Math.max(now - since, 0))}
    </span>
  );
}

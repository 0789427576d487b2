"use client";
import { useEffect, useRef } from "react";
import { formatCountdown } from "@/lib/format/time";
import { useNow } from "./clock";

interface CountdownProps {
  until: number;
  /** Shown, and `onEnd` called once, when the time is up. */
  ended?: string;
  onEnd?: () => void;
}

/** mm:ss to an instant. Read out only at five minutes and at one, not every second. */
export function Countdown({ until, ended = "ended", onEnd }: CountdownProps) {
  const now = useNow();
  const left = until - now;
  const hasEnded = left <= 0;
  const hasReported = useRef(false);
  useEffect(() => {
    if (hasEnded && !hasReported.current) {
      hasReported.current = true;
      onEnd?.();
    }
  }, [hasEnded, onEnd]);
  const minutes = Math.ceil(left / 60_000);
  return (
    <span className="tabular-nums whitespace-nowrap" suppressHydrationWarning>
      <span aria-hidden={!hasEnded} suppressHydrationWarning>
        {hasEnded ? ended : formatCountdown(left)}
      </span>
      <span className="sr-only" aria-live="polite">
        {minutes === 5 && "5 minutes left"}
        {minutes === 1 && "1 minute left"}
      </span>
    </span>
  );
}

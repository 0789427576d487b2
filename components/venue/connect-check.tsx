"use client";
import { useEffect, useState } from "react";
import { Mark } from "@/components/ui/mark";
import { Spinner } from "@/components/ui/spinner";

const STEPS = [
  { key: "reach", text: "Reach the exchange" },
  { key: "clock", text: "Compare clocks" },
  { key: "key", text: "Try the key" },
  { key: "permissions", text: "Ask what the key may do" },
  { key: "balances", text: "Read the balances" },
] as const;
type StepKey = (typeof STEPS)[number]["key"];

/** Which step a refusal belongs to; the ones before it went well. */
const STEP_OF_REASON: Record<string, StepKey> = {
  "venue-unavailable": "reach",
  "venue-unknown-outcome": "reach",
  "venue-rate-limited": "reach",
  "venue-unsupported": "reach",
  "venue-clock-skew": "clock",
  "venue-authentication": "key",
  "venue-permission": "permissions",
  "key-too-powerful": "permissions",
  "venue-bad-answer": "balances",
};

/** While the key is being tried: that work runs, how long, and what it is. */
export function ConnectRunning() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="flex gap-2.5" role="status">
      <Spinner className="mt-1 text-accent" />
      <div>
        <p className="font-medium">
          Trying the key before it is saved
          <span className="text-text-faint font-normal tabular-nums" aria-hidden="true">
            {seconds > 1 && `, ${seconds} s`}
          </span>
        </p>
        <p className="text-text-soft">
          Reach the exchange, compare clocks, try the key, ask what it may do, read the balances.
        </p>
      </div>
    </div>
  );
}

/** Where the trial stopped: what went well before, what was not tried. */
export function ConnectStopped({ reason }: { reason: string | null }) {
  const failed = STEPS.findIndex((step) => step.key === STEP_OF_REASON[reason ?? ""]);
  if (failed < 0) return null;
  return (
    <ol className="grid gap-0.5" aria-label="What was tried">
      {STEPS.map((step, index) => (
        <li key={step.key} className="flex min-h-6 items-center gap-2">
          {index > failed ? (
            <span className="text-text-faint w-3 text-center" aria-hidden="true">
              –
            </span>
          ) : (
            <Mark kind={index < failed ? "ok" : "stop"} />
          )}
          <span className={index > failed ? "text-text-faint" : undefined}>{step.text}</span>
          <span className={index === failed ? "text-xs text-negative" : "text-xs text-text-faint"}>
            {index < failed ? "went well" : index === failed ? "stopped here" : "not tried"}
          </span>
        </li>
      ))}
    </ol>
  );
}

"use client";
import { useEffect, useState } from "react";
import { Mark } from "@/components/ui/mark";

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

interface ConnectCheckProps {
  state: "running" | "failed";
  reason: string | null;
}

/** What is being tried before anything is saved, and where it stopped. */
export function ConnectCheck({ state, reason }: ConnectCheckProps) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (state !== "running") return;
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [state]);
  const failed = STEPS.findIndex((step) => step.key === STEP_OF_REASON[reason ?? ""]);
  if (state === "failed" && failed < 0) return null;
  return (
    <div className="grid gap-1.5" role="status">
      {state === "running" && (
        <p className="medium">
          Trying the key before it is saved
          <span className="faint font-normal">{seconds > 1 && `, ${seconds} s`}</span>
        </p>
      )}
      <ol className="grid gap-0.5">
        {STEPS.map((step, index) => (
          <li key={step.key} className="flex min-h-6 items-center gap-2">
            {state === "running" ? (
              <span className="busy text-text-faint" aria-hidden="true" />
            ) : (
              <Mark kind={index < failed ? "ok" : index === failed ? "stop" : "wait"} />
            )}
            <span className={state === "failed" && index > failed ? "faint" : undefined}>{step.text}</span>
            {state === "failed" && (
              <span className={index === failed ? "neg xs" : "faint xs"}>
                {index < failed ? "went well" : index === failed ? "stopped here" : "not tried"}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

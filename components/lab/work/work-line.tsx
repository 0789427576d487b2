import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { formatDecimal } from "@/lib/format/number";
import type { LongWork } from "./use-long-work";
import "./work.css";

interface WorkLineProps {
  work: Pick<LongWork<unknown>, "phase" | "done" | "of" | "problem" | "cancel" | "start">;
  /** What is counted: "cells", "runs". */
  unit: string;
  /** Said when nothing runs. */
  children?: ReactNode;
}

const count = (value: number) => formatDecimal(value);

/** How far long work is, and the way to end it; always of the same height, so that nothing below it moves. */
export function WorkLine({ work, unit, children }: WorkLineProps) {
  const { phase, done, of } = work;
  return (
    <div className="work-line" data-phase={phase}>
      {phase === "running" ? (
        <>
          <progress max={of || 1} value={done} aria-label={`${unit} computed`} />
          <span className="tabular">{of > 0 ? `${count(done)} of ${count(of)} ${unit}` : "starting"}</span>
          <Button size="sm" variant="quiet" onClick={work.cancel}>
            Cancel
          </Button>
        </>
      ) : phase === "stopped" || phase === "refused" ? (
        <>
          <span role={phase === "refused" ? "alert" : undefined}>
            {phase === "refused" ? work.problem : stoppedAt(done, of, unit)}
          </span>
          <Button size="sm" variant="quiet" onClick={work.start}>
            {phase === "refused" ? "Try again" : "Compute"}
          </Button>
        </>
      ) : (
        children
      )}
    </div>
  );
}

const stoppedAt = (done: number, of: number, unit: string) =>
  of > 0 ? `Stopped at ${count(done)} of ${count(of)} ${unit}.` : "Stopped before it began.";

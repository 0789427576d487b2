import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatDecimal } from "@/lib/format/number";
import type { LongWork } from "./use-long-work";

interface WorkLineProps {
  work: Pick<LongWork<unknown>, "phase" | "done" | "of" | "problem" | "cancel" | "start">;
  /** What is counted: "cells", "runs". */
  unit: string;
  /** Said when nothing runs. */
  children?: ReactNode;
  className?: string;
}

const count = (value: number) => formatDecimal(value);

/** How far long work is, and the way to end it; always of the same height, so that nothing below it moves. */
export function WorkLine({ work, unit, children, className }: WorkLineProps) {
  const { phase, done, of } = work;
  return (
    <div className={cx("flex min-h-7 items-center gap-2.5 text-xs text-text-faint", className)}>
      {phase === "running" ? (
        <>
          <ProgressBar
            value={done}
            max={of || 1}
            label={`${unit} computed`}
            className="h-1 w-auto max-w-55 min-w-10 flex-1 rounded-[2px] bg-line [&::-webkit-progress-bar]:bg-line"
          />
          <span className="tabular-nums">{of > 0 ? `${count(done)} of ${count(of)} ${unit}` : "starting"}</span>
          <Button size="sm" variant="quiet" className="ml-auto flex-none" onClick={work.cancel}>
            Cancel
          </Button>
        </>
      ) : phase === "stopped" || phase === "refused" ? (
        <>
          {phase === "refused" ? (
            <span role="alert" className="text-negative">
              {work.problem}
            </span>
          ) : (
            <span>{stoppedAt(done, of, unit)}</span>
          )}
          <Button size="sm" variant="quiet" className="ml-auto flex-none" onClick={work.start}>
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

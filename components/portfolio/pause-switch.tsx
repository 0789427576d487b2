"use client";
import { Button } from "@/components/ui/button";
import { usePause } from "./use-pause";

export function PauseSwitch({ portfolioId, isPaused }: { portfolioId: string; isPaused: boolean }) {
  const { run, isPending } = usePause(portfolioId, isPaused);
  return (
    <Button isBusy={isPending} onClick={run}>
      {isPaused ? "Resume this portfolio" : "Pause"}
    </Button>
  );
}

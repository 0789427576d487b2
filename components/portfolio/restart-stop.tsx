"use client";
import { mutate } from "@/components/trpc/call";
import { Button } from "@/components/ui/button";
import { answerToast, useCheckAction } from "./use-check-action";

/** Ends a portfolio stop by hand: the stop is armed anew, and the way back is proposed. */
export function RestartStop({ portfolioId }: { portfolioId: string }) {
  const { run, isBusy } = useCheckAction(
    async () => answerToast(await mutate("portfolios.restartStop", { portfolioId })),
    "Still out of the market.",
  );
  return (
    <Button isBusy={isBusy} onClick={run}>
      Go back into the market
    </Button>
  );
}

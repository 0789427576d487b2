"use client";
import { mutate } from "@/components/trpc/call";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { answerToast, useCheckAction } from "./use-check-action";

/** Fresh balances and prices, then a decision: at once, on demand. */
export function CheckNow({ portfolioId, isPrimary = false }: { portfolioId: string; isPrimary?: boolean }) {
  const { run, isBusy } = useCheckAction(
    async () => answerToast(await mutate("portfolios.checkNow", { portfolioId })),
    "Not checked.",
  );
  return (
    <Button variant={isPrimary ? "primary" : "default"} icon={<Icon name="refresh" />} isBusy={isBusy} onClick={run}>
      {isBusy ? "Checking" : "Check now"}
    </Button>
  );
}

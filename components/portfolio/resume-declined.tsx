"use client";
import { mutate } from "@/components/trpc/call";
import { Button } from "@/components/ui/button";
import { useCheckAction } from "./use-check-action";

/** Takes a decline back: what rests may be proposed again, and a check runs at once. */
export function ResumeDeclined({ portfolioId }: { portfolioId: string }) {
  const { run, isBusy } = useCheckAction(async () => {
    await mutate("portfolios.resumeDeclined", { portfolioId });
    return { text: "Taken back. A check runs now.", tone: "ok" };
  }, "Still at rest.");
  return (
    <Button isBusy={isBusy} onClick={run}>
      Take it back
    </Button>
  );
}

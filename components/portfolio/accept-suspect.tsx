"use client";
import { mutate } from "@/components/trpc/call";
import { Button } from "@/components/ui/button";
import type { SuspectView } from "./types";
import { useCheckAction } from "./use-check-action";

/** The owner confirms a figure as it is shown; a check follows at once, so that the page shows what it led to. */
export function AcceptSuspect({ suspect, portfolioId }: { suspect: SuspectView; portfolioId: string }) {
  const { run, isBusy } = useCheckAction(async () => {
    await mutate("portfolios.acceptSuspect", { portfolioId, fact: factOf(suspect) });
    const { sentence } = await mutate("portfolios.checkNow", { portfolioId });
    return { text: sentence, tone: "ok" };
  });
  return (
    <Button isBusy={isBusy} onClick={run}>
      {labelOf(suspect)}
    </Button>
  );
}

function factOf(suspect: SuspectView) {
  const { asset } = suspect;
  return suspect.about === "price"
    ? { about: "price" as const, asset, seen: suspect.seen ?? "" }
    : { about: "balance" as const, asset, venueId: suspect.venueId, seen: suspect.seen };
}

function labelOf({ about, suspicion }: SuspectView): string {
  if (about === "price") return "This price is right";
  if (suspicion === "vanished") return "It is gone";
  return suspicion === "grew" ? "It is mine" : "This balance is right";
}

"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import type { SuspectView } from "./types";

/** The owner confirms a figure as it is shown; a check follows at once, so that the page shows what it led to. */
export function AcceptSuspect({ suspect, portfolioId }: { suspect: SuspectView; portfolioId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const accept = useAction(
    async () => {
      await mutate("portfolios.acceptSuspect", { portfolioId, fact: factOf(suspect) });
      const { sentence } = await mutate("portfolios.checkNow", { portfolioId });
      toast({ text: sentence, tone: "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: message }),
  );
  return (
    <Button isBusy={accept.isPending || isRefreshing} onClick={() => accept.run()}>
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

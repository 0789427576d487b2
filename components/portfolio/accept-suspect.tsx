"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import type { SuspectView } from "./types";

/** The owner confirms a figure as it is shown; a check follows at once, so that the page shows what it led to. */
export function AcceptSuspect({ suspicion, portfolioId }: { suspicion: SuspectView; portfolioId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const accept = useAction(
    async () => {
      await mutate("portfolios.acceptSuspect", { portfolioId, fact: factOf(suspicion) });
      const { sentence } = await mutate("portfolios.checkNow", { portfolioId });
      toast({ text: sentence, tone: "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: message }),
  );
  return (
    <Button isBusy={accept.isPending || isRefreshing} onClick={() => accept.run()}>
      {labelOf(suspicion)}
    </Button>
  );
}

function factOf(suspicion: SuspectView) {
  const { asset } = suspicion;
  return suspicion.about === "price"
    ? { about: "price" as const, asset, seen: suspicion.seen ?? "" }
    : { about: "balance" as const, asset, venueId: suspicion.venueId, seen: suspicion.seen };
}

function labelOf({ about, suspicion }: SuspectView): string {
  if (about === "price") return "This price is right";
  if (suspicion === "vanished") return "It is gone";
  return suspicion === "grew" ? "It is mine" : "This balance is right";
}

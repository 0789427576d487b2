"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { tell } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";
import type { DoubtView } from "./types";

/** The owner confirms a figure as it is shown; a check follows at once, so that the page tells what it led to. */
export function AcceptDoubt({ doubt, portfolioId }: { doubt: DoubtView; portfolioId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const accept = useDeed(
    async () => {
      await tell("portfolios.acceptDoubt", { portfolioId, fact: factOf(doubt) });
      const { sentence } = await tell("portfolios.checkNow", { portfolioId });
      toast({ text: sentence, tone: "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: message }),
  );
  return (
    <Button isBusy={accept.isPending || isRefreshing} onClick={() => accept.run()}>
      {labelOf(doubt)}
    </Button>
  );
}

function factOf(doubt: DoubtView) {
  const { asset } = doubt;
  return doubt.about === "price"
    ? { about: "price" as const, asset, seen: doubt.seen ?? "" }
    : { about: "balance" as const, asset, venueId: doubt.venueId, seen: doubt.seen };
}

function labelOf({ about, doubt }: DoubtView): string {
  if (about === "price") return "This price is right";
  if (doubt === "vanished") return "It is gone";
  return doubt === "grew" ? "It is mine" : "This balance is right";
}

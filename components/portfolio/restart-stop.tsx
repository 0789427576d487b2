"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";

/** Ends a portfolio stop by hand: the stop is armed anew, and the way back is proposed. */
export function RestartStop({ portfolioId }: { portfolioId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const restart = useAction(
    async () => {
      const { outcome, sentence } = await mutate("portfolios.restartStop", { portfolioId });
      toast({ text: sentence, tone: outcome === "blocked" ? "warn" : "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: `Still out of the market. ${message}` }),
  );
  return (
    <Button isBusy={restart.isPending || isRefreshing} onClick={() => restart.run()}>
      Go back into the market
    </Button>
  );
}

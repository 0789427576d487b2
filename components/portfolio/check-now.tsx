"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useToast } from "@/components/ui/toaster";

/** Fresh balances and prices, then a decision: at once, on demand. */
export function CheckNow({ portfolioId, isPrimary = false }: { portfolioId: string; isPrimary?: boolean }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const check = useAction(
    async () => {
      const { outcome, sentence } = await mutate("portfolios.checkNow", { portfolioId });
      toast({ text: sentence, tone: outcome === "blocked" ? "warn" : "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: `Not checked. ${message}` }),
  );
  const isBusy = check.isPending || isRefreshing;
  return (
    <Button
      variant={isPrimary ? "primary" : "default"}
      icon={<Icon name="refresh" />}
      isBusy={isBusy}
      onClick={() => check.run()}
    >
      {isBusy ? "Checking" : "Check now"}
    </Button>
  );
}

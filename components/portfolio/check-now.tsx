"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useToast } from "@/components/ui/toaster";

/** Fresh balances and prices, then a decision: at once, on demand. */
export function CheckNow({ portfolioId, isPrimary = false }: { portfolioId: string; isPrimary?: boolean }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const check = useMutation(
    useTRPC().portfolios.checkNow.mutationOptions({
      onSuccess: ({ outcome, sentence }) => {
        toast({ text: sentence, tone: outcome === "blocked" ? "warn" : "ok" });
        startRefresh(() => router.refresh());
      },
      onError: (error) => toast({ tone: "stop", text: `Not checked. ${messageOf(error)}` }),
    }),
  );
  const isBusy = check.isPending || isRefreshing;
  return (
    <Button
      variant={isPrimary ? "primary" : "default"}
      icon={<Icon name="refresh" />}
      isBusy={isBusy}
      onClick={() => check.mutate({ portfolioId })}
    >
      {isBusy ? "Checking" : "Check now"}
    </Button>
  );
}

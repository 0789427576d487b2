"use client";
import { useRouter } from "next/navigation";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { useToast } from "@/components/ui/toaster";

/** Pauses a running portfolio, resumes a paused or halted one. */
export function usePause(portfolioId: string, isPaused: boolean) {
  const router = useRouter();
  const toast = useToast();
  return useAction(
    async () => {
      await mutate(isPaused ? "portfolios.resume" : "portfolios.pause", { portfolioId });
      toast(
        isPaused ? "Resumed. The next check decides with fresh prices." : "Paused. Checks go on, nothing is traded.",
      );
      router.refresh();
    },
    (message) => toast({ tone: "stop", text: message }),
  );
}

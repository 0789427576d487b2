"use client";
import { useRouter } from "next/navigation";
import { tell } from "@/components/trpc/call";
import { useDeed } from "@/components/trpc/use-deed";
import { useToast } from "@/components/ui/toaster";

/** Pauses a running portfolio, resumes a paused or halted one. */
export function usePause(portfolioId: string, isPaused: boolean) {
  const router = useRouter();
  const toast = useToast();
  return useDeed(
    async () => {
      await tell(isPaused ? "portfolios.resume" : "portfolios.pause", { portfolioId });
      toast(
        isPaused ? "Resumed. The next check decides with fresh prices." : "Paused. Checks go on, nothing is traded.",
      );
      router.refresh();
    },
    (message) => toast({ tone: "stop", text: message }),
  );
}

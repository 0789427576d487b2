"use client";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { useToast } from "@/components/ui/toaster";

/** Pauses a running portfolio, resumes a paused or halted one. */
export function usePause(portfolioId: string, isPaused: boolean) {
  const router = useRouter();
  const toast = useToast();
  const trpc = useTRPC();
  const options = {
    onSuccess: () => {
      toast(
        isPaused ? "Resumed. The next check decides with fresh prices." : "Paused. Checks go on, nothing is traded.",
      );
      router.refresh();
    },
    onError: (error: { message: string }) => toast({ tone: "stop", text: messageOf(new Error(error.message)) }),
  };
  const pause = useMutation(trpc.portfolios.pause.mutationOptions(options));
  const resume = useMutation(trpc.portfolios.resume.mutationOptions(options));
  const { mutate, isPending } = isPaused ? resume : pause;
  return { change: () => mutate({ portfolioId }), isPending };
}

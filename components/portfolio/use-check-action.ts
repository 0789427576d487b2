"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useAction } from "@/components/trpc/use-action";
import { type ToastInput, useToast } from "@/components/ui/toaster";

/**
 * Something an owner starts that ends in a check: its answer is said in a toast, and it is busy until the page shows what
 * came of it. `failed` stands before the reason why it was not done.
 */
export function useCheckAction(act: () => Promise<ToastInput>, failed?: string) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const action = useAction(
    async () => {
      toast(await act());
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: failed ? `${failed} ${message}` : message }),
  );
  return { run: () => action.run(), isBusy: action.isPending || isRefreshing };
}

/** What a check answered, as a toast. */
export const answerToast = ({ outcome, sentence }: { outcome: string; sentence: string }): ToastInput => ({
  text: sentence,
  tone: outcome === "blocked" ? "warn" : "ok",
});

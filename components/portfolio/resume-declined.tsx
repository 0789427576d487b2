"use client";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { mutate } from "@/components/trpc/call";
import { useAction } from "@/components/trpc/use-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toaster";

/** Takes a decline back: what rests may be proposed again, and a check runs at once. */
export function ResumeDeclined({ portfolioId }: { portfolioId: string }) {
  const router = useRouter();
  const toast = useToast();
  const [isRefreshing, startRefresh] = useTransition();
  const resume = useAction(
    async () => {
      await mutate("portfolios.resumeDeclined", { portfolioId });
      toast({ text: "Taken back. A check runs now.", tone: "ok" });
      startRefresh(() => router.refresh());
    },
    (message) => toast({ tone: "stop", text: `Still at rest. ${message}` }),
  );
  return (
    <Button isBusy={resume.isPending || isRefreshing} onClick={() => resume.run()}>
      Take it back
    </Button>
  );
}
